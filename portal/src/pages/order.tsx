import { useState } from 'react';
import { useParams } from 'react-router';
import type { Problem } from '../../../src/base/problem.ts';
import type { Calendar } from '../../../src/gateways/http-api/shapes/case.ts';
import type { OrderEvent } from '../../../src/gateways/http-api/shapes/order.ts';
import type { OrderView } from '../../../src/gateways/http-api/shapes/order-view.ts';
import { useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { day, moment, words } from '../format.ts';
import { AsOf } from '../parts/as-of.tsx';
import { ClauseToggle } from '../parts/clause.tsx';
import { ClockPanel } from '../parts/clocks.tsx';
import { Actor, DueWhen } from '../parts/due-item.tsx';
import { keyOf } from '../parts/due-list.tsx';
import { EndUserAsk } from '../parts/end-user-ask.tsx';
import { OrderAnswers } from '../parts/order-answers.tsx';
import { OrderDocuments } from '../parts/order-documents.tsx';
import { OrderRequest } from '../parts/order-request.tsx';
import { OrderStatus } from '../parts/order-status.tsx';
import { OrderVersions, RelatedOrders } from '../parts/order-versions.tsx';
import { PageTitle, Part } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { Timeline } from '../parts/timeline.tsx';
import '../cases.css';
import '../orders.css';

/** One order: what was asked, what happened when, its clocks, and why it was sent back. */
export function OrderPage() {
  const id = useParams()['*'] ?? '';
  const agreement = useAgreement();
  const path = `${apiPath('agreements', agreement.form, agreement.variant, 'orders')}/${id
    .split('/')
    .map(encodeURIComponent)
    .join('/')}`;
  const [purpose, setPurpose] = useState<string>();
  const order = useApi<OrderView>(purpose === undefined ? path : `${path}?purpose=${purpose}`);
  const now = useApi<Calendar>(apiPath('agreements', agreement.form, agreement.variant, 'calendar'));
  const today = now.data?.from ?? '';
  return (
    <Answer query={order}>
      {(data) => (
        <>
          <PageTitle
            title={`Order ${data.id}`}
            under={`${data.title}, received ${moment(data.openedAt, agreement.timeZone)}`}
            aside={<OrderStatus state={data.state} />}
          />
          <p className="case-state">
            {data.stateDoc} <Promise order={data} />
          </p>
          {pressing(data.due).map((clock) => (
            <p key={keyOf(clock)} className={clock.isOverdue ? 'due-banner due-banner-bad' : 'due-banner'}>
              <b>{words(clock.clock)}</b>: <Actor agreement={agreement} clock={clock} /> must act
              {clock.dueAt === null ? '' : ' by'} <DueWhen agreement={agreement} clock={clock} />
            </p>
          ))}
          <OrderAnswers key={`${data.id} ${data.events.length}`} order={data} today={today} />
          <FailedEdits events={data.events} />
          <OrderVersions order={data} />
          <Part title="Request">
            <OrderRequest request={data.request} />
            {data.withheld.length === 0 ? null : <EndUserAsk onAsk={setPurpose} />}
          </Part>
          <OrderDocuments order={data} />
          <Part title="Clocks" note={data.isReplayed ? <AsOf /> : undefined}>
            {data.clocks.length === 0 ? <Empty>No clock runs for this order.</Empty> : null}
            <div className="cards">
              {data.clocks.map((clock) => (
                <ClockPanel key={`${clock.name} ${clock.run}`} clock={clock} />
              ))}
            </div>
          </Part>
          <RelatedOrders order={data} />
          <Part title="What happened" note={draftNote(data.events)}>
            <Timeline events={data.events} />
          </Part>
        </>
      )}
    </Answer>
  );
}

/** What somebody must do first, and whatever is overdue. */
function pressing(due: OrderView['due']): OrderView['due'] {
  const met = due.filter(({ parties }) => parties.length > 0);
  return met.filter((clock, index) => index === 0 || clock.isOverdue);
}

/** The date that is promised, or asked for. */
function Promise({ order: { summary } }: { order: OrderView }) {
  const { dueDate, desiredDueDate } = summary;
  if (typeof dueDate === 'string')
    return (
      <>
        Promised for <b>{day(dueDate)}</b>.
      </>
    );
  return typeof desiredDueDate === 'string' ? (
    <>
      Asked for <b>{day(desiredDueDate)}</b>.
    </>
  ) : null;
}

function FailedEdits({ events }: { events: readonly OrderEvent[] }) {
  const failed = events.flatMap(({ problems }) => problems);
  if (failed.length === 0) return null;
  return (
    <Part title="Why it was sent back" note="All of these must be cured on the next version.">
      <ol className="edits">
        {failed.map((problem) => (
          <Edit key={`${problem.id} ${problem.field ?? ''} ${problem.sentence}`} problem={problem} />
        ))}
      </ol>
    </Part>
  );
}

function Edit({ problem }: { problem: Problem }) {
  return (
    <li>
      <p>
        <b>{problem.id}</b> {problem.field === undefined ? null : <code>{problem.field}</code>}{' '}
        {problem.sentence}
      </p>
      <p>
        <b>Cure:</b> {problem.cure}
      </p>
      {problem.clause === undefined ? null : <ClauseToggle citation={problem.clause} />}
    </li>
  );
}

/** Said once where all are drafts; where only some are, those carry a mark. */
function draftNote(events: readonly OrderEvent[]): string | undefined {
  if (!events.some(({ isDraft }) => isDraft)) return undefined;
  return events.every(({ isDraft }) => isDraft)
    ? 'Events are drafts until the month is issued.'
    : 'Events marked Draft are drafts until their month is issued.';
}
