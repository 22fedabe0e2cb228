import { Link } from 'react-router';
import type { UnbilledTraffic } from '../../../src/gateways/http-api/shapes/traffic.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { useApi } from '../api/use-api.ts';
import { day, grouped, words } from '../format.ts';
import { ClauseLink } from '../parts/clause.tsx';
import { Part, TableFrame } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { TrafficFrame } from '../parts/traffic-frame.tsx';
import { minutesOf } from '../traffic-sums.ts';

/** What is not billed and why, what to do about it, and the calls of carriers that nobody knows. */
export function UnbilledPage() {
  return (
    <TrafficFrame title="Held and unidentified">
      {(month, path) => <Unbilled month={month} path={path('unbilled')} />}
    </TrafficFrame>
  );
}

type Reason = UnbilledTraffic['reasons'][number];

function Unbilled({ month, path }: { month: string; path: string }) {
  const traffic = useApi<UnbilledTraffic>(path);
  return (
    <Answer query={traffic}>
      {({ reasons, unidentified }) => (
        <>
          <Part
            title="Held"
            note="They wait: when the facts are better, closing the month again takes them in."
          >
            <Reasons month={month} of="held" reasons={reasons} none="Nothing is held." />
          </Part>
          <Part title="Rejected" note="Only their sender can cure them.">
            <Reasons month={month} of="rejected" reasons={reasons} none="Nothing was rejected." />
          </Part>
          <Part
            title="Unidentified"
            note="Their originating carrier is not known, and the agreement has a kind of traffic for them all the same."
          >
            <UnidentifiedTable month={month} rows={unidentified} />
          </Part>
          <Part title="Settled as they are" note="Repeats of other records, and calls that nobody pays for.">
            <Reasons month={month} of="duplicate" reasons={reasons} none="No record was a repeat." />
            <Reasons month={month} of="non-billable" reasons={reasons} none="Every other call is billed." />
          </Part>
        </>
      )}
    </Answer>
  );
}

function Reasons({
  month,
  of,
  reasons,
  none,
}: {
  month: string;
  of: Reason['outcome'];
  reasons: readonly Reason[];
  none: string;
}) {
  const pages = pagesOf(useAgreement());
  const own = reasons.filter(({ outcome }) => outcome === of);
  if (own.length === 0) return <Empty>{none}</Empty>;
  return (
    <TableFrame label={`${words(of)} records by reason`}>
      <table className="table reasons">
        <caption className="visually-hidden">{words(of)} records by reason</caption>
        <thead>
          <tr>
            <th scope="col">Why</th>
            <th scope="col">What to do</th>
            <th scope="col">Trunk groups</th>
            <th scope="col" className="number">
              Records
            </th>
            <th scope="col" className="number">
              Minutes
            </th>
          </tr>
        </thead>
        <tbody>
          {own.map((row) => (
            <tr key={row.reason}>
              <th scope="row">
                {row.sentence}
                <small>
                  <code>{row.reason}</code> <Span first={row.firstDay} last={row.lastDay} />{' '}
                  {row.clause === undefined ? null : <ClauseLink citation={row.clause} />}
                </small>
              </th>
              <td>{row.cure}</td>
              <td>
                <Groups groups={row.trunkGroups} />
              </td>
              <td className="number">
                <Link to={pages.calls({ month, outcome: row.outcome, reason: row.reason })}>
                  {grouped(row.records)}
                </Link>
              </td>
              <td className="number">{grouped(minutesOf(row.conversationMs))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

const Span = ({ first, last }: { first: string | null; last: string | null }) =>
  first === null || last === null ? null : (
    <span className="whole">{first === last ? day(first) : `${day(first)} to ${day(last)}`}</span>
  );

const MOST_GROUPS = 4;

function Groups({ groups }: { groups: Reason['trunkGroups'] }) {
  const shown = groups.slice(0, MOST_GROUPS);
  return (
    <ul className="group-list">
      {shown.map(({ trunkGroup, records }) => (
        <li key={trunkGroup ?? ''}>
          {trunkGroup ?? 'none named'} <small>{grouped(records)}</small>
        </li>
      ))}
      {groups.length > shown.length ? <li>and {groups.length - shown.length} more</li> : null}
    </ul>
  );
}

function UnidentifiedTable({ month, rows }: { month: string; rows: UnbilledTraffic['unidentified'] }) {
  const pages = pagesOf(useAgreement());
  if (rows.length === 0) return <Empty>The carrier of every call is known.</Empty>;
  return (
    <TableFrame label="Calls of unknown carriers">
      <table className="table">
        <caption className="visually-hidden">Calls of unknown carriers</caption>
        <thead>
          <tr>
            <th scope="col">Kind of traffic</th>
            <th scope="col">Trunk group</th>
            <th scope="col">Why there</th>
            <th scope="col">Clause</th>
            <th scope="col" className="number">
              Calls
            </th>
            <th scope="col" className="number">
              Minutes
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.rule} ${row.bucket} ${row.trunkGroup ?? ''}`}>
              <th scope="row">{words(row.bucket)}</th>
              <td>{row.trunkGroup ?? 'none named'}</td>
              <td>{row.sentence}</td>
              <td>{row.clause === undefined ? null : <ClauseLink citation={row.clause} />}</td>
              <td className="number">
                <Link
                  to={pages.calls({
                    month,
                    rule: row.rule,
                    originator: 'unknown',
                    ...(row.trunkGroup === null ? {} : { trunkGroup: row.trunkGroup }),
                  })}
                >
                  {grouped(row.calls)}
                </Link>
              </td>
              <td className="number">{grouped(minutesOf(row.conversationMs))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
