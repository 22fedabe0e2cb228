import type { MonthSummary } from '../../../src/flows/close-month/summary.ts';
import { grouped, words } from '../format.ts';
import { ControlTotal, Dispositions } from './dispositions.tsx';
import { TableFrame } from './page.tsx';

/** The calls of a month: the control total, what became of the records and why, minutes by kind. */
export function MonthTraffic({ traffic }: { traffic: MonthSummary['traffic'] }) {
  return (
    <>
      <ControlTotal traffic={traffic} />
      <div className="halves">
        <div>
          <Dispositions traffic={traffic} />
          {traffic.reasons.length === 0 ? null : <Reasons reasons={traffic.reasons} />}
        </div>
        <Minutes minutes={traffic.minutesByBucket} />
      </div>
    </>
  );
}

function Minutes({ minutes }: { minutes: Readonly<Record<string, string>> }) {
  return (
    <TableFrame label="Minutes by kind of traffic">
      <table className="table">
        <caption>Minutes by kind of traffic</caption>
        <thead>
          <tr>
            <th scope="col">Kind of traffic</th>
            <th scope="col" className="number">
              Minutes
            </th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(minutes)
            .sort(([, a], [, b]) => Number(b) - Number(a))
            .map(([bucket, value]) => (
              <tr key={bucket}>
                <th scope="row">{words(bucket)}</th>
                <td className="number">{grouped(value)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Reasons({ reasons }: { reasons: MonthSummary['traffic']['reasons'] }) {
  return (
    <details className="section-table">
      <summary>Why records were not billed</summary>
      <TableFrame label="Why records were not billed">
        <table className="table dense">
          <caption className="visually-hidden">Why records were not billed</caption>
          <thead>
            <tr>
              <th scope="col">Outcome</th>
              <th scope="col">Reason</th>
              <th scope="col" className="number">
                Records
              </th>
            </tr>
          </thead>
          <tbody>
            {reasons.map(({ outcome, reason, records }) => (
              <tr key={`${outcome} ${reason}`}>
                <td>{words(outcome)}</td>
                <td>{words(reason)}</td>
                <td className="number">{grouped(records)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </details>
  );
}
