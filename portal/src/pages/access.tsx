import { Button } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import type { AccessView } from '../../../src/gateways/http-api/shapes/access.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { may, useApi, useMe } from '../api/use-api.ts';
import { addMonths } from '../days.ts';
import { day, monthName, shortMoment, words } from '../format.ts';
import { AccessLog } from '../parts/access-log.tsx';
import { FlowThrough } from '../parts/flow-through.tsx';
import { AccessResponse } from '../parts/access-response.tsx';
import { ClauseLink } from '../parts/clause.tsx';
import { PageTitle, Part, TableFrame } from '../parts/page.tsx';
import { ReceiptTree } from '../parts/receipt-tree.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { Status } from '../parts/status.tsx';
import '../access.css';
import '../traffic.css';
import '../cases.css';
import '../orders.css';

/** Access before an order in a month: how fast, how often, who looked at customers, what changes. `?month=2026-11`. */
export function AccessPage() {
  const agreement = useAgreement();
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('month');
  const base = apiPath('agreements', agreement.form, agreement.variant, 'access');
  const view = useApi<AccessView>(asked === null ? base : `${base}?month=${encodeURIComponent(asked)}`);
  const month = asked ?? view.data?.month;
  const step = (by: number): void => {
    if (month !== undefined)
      setSearch({ month: addMonths(`${month}-01`, by).slice(0, 7) }, { replace: true });
  };
  return (
    <>
      <PageTitle
        title="Access"
        under="Questions before an order: how the systems answered them, and what was asked"
        aside={
          <div className="due-steps">
            <Button variant="default" size="xs" onClick={() => step(-1)}>
              ‹ Earlier
            </Button>
            <Button variant="default" size="xs" onClick={() => setSearch({}, { replace: true })}>
              This month
            </Button>
            <Button variant="default" size="xs" onClick={() => step(1)}>
              Later ›
            </Button>
          </div>
        }
      />
      <Answer query={view}>
        {(data) => (
          <>
            <Part
              title={`Response in ${monthName(data.month)}`}
              note="Queries whichever way they came in. Those that do not count are named with their reason."
            >
              <AccessResponse functions={data.functions} />
            </Part>
            <Part title="Availability">
              <Availability view={data} />
            </Part>
            <Part
              title="Records of loops"
              note="What the records say, against tests of the loops in the month."
            >
              <LoopData view={data} />
            </Part>
            <Part
              title="Flow-through"
              note="Orders that a program confirmed and nobody asked about, each version by itself."
            >
              <FlowThrough rows={data.flowThrough} />
            </Part>
            <Part
              title="Suspected misuse"
              note="A pattern in the queries is a suspicion. A suspension stops queries; orders in progress go on."
            >
              <Misuse misuse={data.misuse} />
            </Part>
            <Part title="Changes of the interfaces">
              <Changes changes={data.changes} />
            </Part>
            {may(me.data, 'audit:read') ? <AccessLog /> : null}
          </>
        )}
      </Answer>
    </>
  );
}

function Availability({ view: { availability, outages } }: { view: AccessView }) {
  const agreement = useAgreement();
  if (availability === null) return <Empty>The agreement says no hours in which the systems are up.</Empty>;
  const time = (text: string | null): string => (text === null ? '–' : shortMoment(text, agreement.timeZone));
  return (
    <>
      <p className="access-share">
        <b>{availability.percent === null ? '–' : `${availability.percent} %`}</b> of the scheduled time,
        against {availability.target} <Status of={words(availability.outcome)} />{' '}
        <ClauseLink citation={availability.clause} />
      </p>
      {outages.length === 0 ? (
        <Empty>No outage, and none is planned.</Empty>
      ) : (
        <TableFrame label="Outages">
          <table className="table">
            <caption className="visually-hidden">Outages</caption>
            <thead>
              <tr>
                <th scope="col">Outage</th>
                <th scope="col">From</th>
                <th scope="col">To</th>
                <th scope="col">Announced</th>
                <th scope="col" className="number">
                  Minutes left out
                </th>
                <th scope="col" className="number">
                  Minutes down
                </th>
              </tr>
            </thead>
            <tbody>
              {outages.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <Link to={pagesOf(agreement).case(one.id)}>{one.id}</Link>
                    <small>{one.reason}</small>
                  </th>
                  <td className="whole">{time(one.from ?? one.plannedFrom)}</td>
                  <td className="whole">{one.from === null ? time(one.plannedTo) : time(one.to)}</td>
                  <td>{announcedText(one)}</td>
                  <td className="number">{one.excludedMinutes}</td>
                  <td className="number">{one.downMinutes}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      <details className="access-why">
        <summary>Why</summary>
        <ReceiptTree receipt={availability.receipt} />
      </details>
    </>
  );
}

function LoopData({ view: { loopData } }: { view: AccessView }) {
  if (loopData === null) return <Empty>The agreement has no target for the records of loops.</Empty>;
  const { tested, held, share, outcome, clause, receipt } = loopData;
  return (
    <>
      <p className="access-share">
        {tested === 0 ? (
          'No loop was tested'
        ) : (
          <>
            <b>
              {held} of {tested}
            </b>{' '}
            records held
          </>
        )}
        , against {share} <Status of={words(outcome)} /> <ClauseLink citation={clause} />
      </p>
      <details className="access-why">
        <summary>Why</summary>
        <ReceiptTree receipt={receipt} />
      </details>
    </>
  );
}

function announcedText({ kind, announced, from }: AccessView['outages'][number]): string {
  if (kind === 'unscheduled') return 'not planned';
  if (from === null) return 'planned';
  return announced === 'timely' ? 'in time' : 'too late';
}

function Misuse({ misuse }: { misuse: AccessView['misuse'] }) {
  const agreement = useAgreement();
  const [, setSearch] = useSearchParams();
  if (misuse.length === 0) return <Empty>No pattern was found.</Empty>;
  const evidence = (id: string): void =>
    setSearch((old) => {
      const next = new URLSearchParams(old);
      next.set('case', id);
      return next;
    });
  return (
    <TableFrame label="Suspected misuse">
      <table className="table">
        <caption className="visually-hidden">Suspected misuse</caption>
        <thead>
          <tr>
            <th scope="col">Case</th>
            <th scope="col">Who</th>
            <th scope="col">Pattern</th>
            <th scope="col">When</th>
            <th scope="col">State</th>
            <th scope="col">Next is due</th>
          </tr>
        </thead>
        <tbody>
          {misuse.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Link to={pagesOf(agreement).case(one.id)}>{one.id}</Link>
                <small>
                  <button type="button" className="edit-link" onClick={() => evidence(one.id)}>
                    Evidence
                  </button>
                </small>
              </th>
              <td>
                {one.who}
                <small>{one.party}</small>
              </td>
              <td>{patternText(one)}</td>
              <td className="whole">
                {shortMoment(one.from, agreement.timeZone)}
                <small>to {shortMoment(one.to, agreement.timeZone)}</small>
              </td>
              <td>
                <Status
                  of={words(one.state)}
                  tone={one.suspended === 'none' ? (one.open ? 'open' : 'quiet') : 'bad'}
                />
                {one.suspended === 'none' ? null : (
                  <small>
                    {one.emergency ? 'Blocked' : 'Suspended'}:{' '}
                    {one.suspended === 'user' ? 'this user' : 'the carrier'}
                  </small>
                )}
              </td>
              <td className="whole">
                {one.nextDueAt === null ? '–' : shortMoment(one.nextDueAt, agreement.timeZone)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

const patternText = ({ pattern, withoutOrder, of }: AccessView['misuse'][number]): string =>
  pattern === 'no-order-views'
    ? `${withoutOrder} of ${of} customer records seen without an order`
    : `${of} telephone numbers in a row`;

function Changes({ changes }: { changes: AccessView['changes'] }) {
  const agreement = useAgreement();
  if (changes.length === 0) return <Empty>No change is announced.</Empty>;
  return (
    <TableFrame label="Changes of the interfaces">
      <table className="table">
        <caption className="visually-hidden">Changes of the interfaces</caption>
        <thead>
          <tr>
            <th scope="col">Release</th>
            <th scope="col">Type</th>
            <th scope="col">What changes</th>
            <th scope="col">Goes live</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Link to={pagesOf(agreement).case(one.id)}>{one.version}</Link>
                <small>{one.id}</small>
              </th>
              <td>{words(one.type)}</td>
              <td>{one.what}</td>
              <td className="whole">{day(one.effectiveOn)}</td>
              <td>
                <Status
                  of={words(one.state)}
                  tone={one.state === 'live' ? 'good' : one.state === 'objected' ? 'bad' : 'open'}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
