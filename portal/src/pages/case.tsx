import { useState } from 'react';
import { useParams } from 'react-router';
import type { Case, CaseKindView, NextEvent } from '../../../src/gateways/http-api/shapes/case.ts';
import { otherIn, partyNameIn, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { may, useApi, useMe } from '../api/use-api.ts';
import { moment, words } from '../format.ts';
import { CaseView } from '../parts/case-view.tsx';
import { ClockPanel } from '../parts/clocks.tsx';
import { Actor, DueWhen, awaitedWords } from '../parts/due-item.tsx';
import { keyOf } from '../parts/due-list.tsx';
import { EndUserAsk } from '../parts/end-user-ask.tsx';
import { EventForm } from '../parts/event-form.tsx';
import { KindStates } from '../parts/kind-states.tsx';
import { PageTitle, Part } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { Status } from '../parts/status.tsx';
import { Timeline } from '../parts/timeline.tsx';
import '../cases.css';

/** One case: what is due, what may happen next, its clocks with why, and what happened. */
export function CasePage() {
  const id = useParams()['*'] ?? '';
  const agreement = useAgreement();
  const base = apiPath('agreements', agreement.form, agreement.variant);
  const path = `${base}/cases/${id.split('/').map(encodeURIComponent).join('/')}`;
  const [purpose, setPurpose] = useState<string>();
  const found = useApi<Case>(purpose === undefined ? path : `${path}?purpose=${purpose}`);
  const kinds = useApi<CaseKindView[]>(`${base}/case-kinds`);
  return (
    <Answer query={found}>
      {(data) => {
        const kind = kinds.data?.find((one) => one.kind === data.kind);
        return (
          <>
            <PageTitle
              title={data.id}
              under={`${data.title}, opened by ${partyNameIn(agreement, data.openedBy)} ${moment(data.openedAt, agreement.timeZone)}`}
              aside={<Status of={words(data.state)} tone={data.isOpen ? 'open' : 'quiet'} />}
            />
            <p className="case-state">{data.stateDoc}</p>
            {data.due.map((clock) => (
              <p key={keyOf(clock)} className={clock.isOverdue ? 'due-banner due-banner-bad' : 'due-banner'}>
                <b>{words(clock.clock)}</b>:{' '}
                {clock.parties.length === 0 ? null : (
                  <>
                    <Actor agreement={agreement} clock={clock} /> must act
                    {clock.dueAt === null ? '' : ' by'}{' '}
                  </>
                )}
                <DueWhen agreement={agreement} clock={clock} />{' '}
                <span className="dim">({awaitedWords(clock)})</span>
              </p>
            ))}
            <Next key={data.events.length} data={data} />
            <CaseView view={data.view} />
            <Part title="Clocks">
              {data.clocks.length === 0 ? <Empty>No clock runs in this case.</Empty> : null}
              <div className="cards">
                {data.clocks.map((clock) => (
                  <ClockPanel key={`${clock.name} ${clock.run}`} clock={clock} />
                ))}
              </div>
            </Part>
            <Part title="What happened">
              <Timeline events={data.events} whole />
              {data.withheld.length === 0 ? null : <EndUserAsk onAsk={setPurpose} />}
            </Part>
            {kind === undefined ? null : <KindStates kind={kind} current={data.state} />}
          </>
        );
      }}
    </Answer>
  );
}

/** What may happen next: forms for what is yours, the names of what the other party may do. */
function Next({ data }: { data: Case }) {
  const agreement = useAgreement();
  const me = useMe();
  const mayRecord = may(me.data, 'cases:record');
  const yours = data.next.filter(({ isYours }) => isYours);
  const theirs = data.next.filter(({ isYours }) => !isYours);
  if (data.next.length === 0) return null;
  return (
    <Part title="What may happen next">
      {mayRecord || yours.length === 0 ? null : (
        <p className="note">You may look, and not record: {names(yours)}.</p>
      )}
      {mayRecord ? yours.map((event) => <NextForm key={event.name} data={data} event={event} />) : null}
      {theirs.length === 0 ? null : (
        <p className="note">
          For {otherIn(agreement).name} to record: {names(theirs)}.
        </p>
      )}
    </Part>
  );
}

function NextForm({ data, event }: { data: Case; event: NextEvent }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="next-event" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <b>{words(event.name)}</b> <span className="dim">{event.doc}</span>
      </summary>
      {isOpen ? <EventForm kind={data.kind} id={data.id} event={event} onRecorded={() => {}} /> : null}
    </details>
  );
}

const names = (events: readonly NextEvent[]): string =>
  events.map(({ name }) => words(name).toLowerCase()).join(', ');
