import { useState } from 'react';
import { useParams } from 'react-router';
import type { Problem } from '../../../src/base/problem.ts';
import type { Order, OrderEvent } from '../../../src/gateways/http-api/shapes/order.ts';
import { useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { moment, plain, words } from '../format.ts';
import { AsOf } from '../parts/as-of.tsx';
import { ClauseToggle } from '../parts/clause.tsx';
import { ClockPanel } from '../parts/clocks.tsx';
import { EndUserAsk } from '../parts/end-user-ask.tsx';
import { Facts, PageTitle, Part } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { Status } from '../parts/status.tsx';
import { Timeline } from '../parts/timeline.tsx';

/** One order: what was asked, what happened when, its clocks, and why it was sent back. */
export function OrderPage() {
  const id = useParams()['*'] ?? '';
  const agreement = useAgreement();
  const path = `${apiPath('agreements', agreement.form, agreement.variant, 'orders')}/${id
    .split('/')
    .map(encodeURIComponent)
    .join('/')}`;
  const [purpose, setPurpose] = useState<string>();
  const order = useApi<Order>(purpose === undefined ? path : `${path}?purpose=${purpose}`);
  return (
    <Answer query={order}>
      {(data) => (
        <>
          <PageTitle
            title={`Order ${data.id}`}
            under={`${words(data.kind)}, received ${moment(data.openedAt, agreement.timeZone)}`}
            aside={<Status of={words(data.state)} />}
          />
          <FailedEdits events={data.events} />
          <Part title="Request">
            <RequestFields request={data.request} />
            {data.withheld.length === 0 ? null : <EndUserAsk onAsk={setPurpose} />}
          </Part>
          <Part title="Clocks" note={<AsOf />}>
            {data.clocks.length === 0 ? <Empty>No clock runs for this order.</Empty> : null}
            <div className="cards">
              {data.clocks.map((clock) => (
                <ClockPanel key={`${clock.name} ${clock.run}`} clock={clock} />
              ))}
            </div>
          </Part>
          <Part title="What happened" note={draftNote(data.events)}>
            <Timeline events={data.events} />
          </Part>
        </>
      )}
    </Answer>
  );
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

/** Fields of the form in the order of the trade, by their trade names; what was left empty is left out. */
function RequestFields({ request }: { request: Readonly<Record<string, unknown>> }) {
  const known = FORM_FIELDS.filter((name) => name in request);
  const rest = Object.keys(request).filter((name) => !FORM_FIELDS.includes(name));
  const filled = [...known, ...rest].filter((name) => plain(request[name]) !== '');
  return (
    <div className="columns">
      <Facts facts={filled.map((name) => [fieldName(name), plain(request[name])] as const)} />
    </div>
  );
}

const FORM_FIELDS =
  'ccna pon ver reqtyp act product nc quantity wireCenter address endUser desiredDueDate expedite'
    .split(' ')
    .concat('channel receivedAt accountStatus cfa ecckts'.split(' '));

const fieldName = (name: string): string =>
  /^(ccna|pon|ver|reqtyp|act|nc|cfa|ecckts)$/.test(name) ? name.toUpperCase() : words(name);
