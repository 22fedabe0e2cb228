import { grouped } from '../format.ts';

/** Where every call record of a month went; the counts add up to what was read. */
export interface Traffic {
  readonly read: number;
  readonly rated: number;
  readonly zeroRated: number;
  readonly nonBillable: number;
  readonly duplicate: number;
  readonly held: number;
  readonly rejected: number;
}

const OUTCOMES = [
  ['rated', 'Rated', 'Billed at a price'],
  ['zeroRated', 'Zero-rated', 'On the bill at no charge: bill-and-keep'],
  ['nonBillable', 'Not billable', 'Not answered, or not for this agreement'],
  ['duplicate', 'Duplicate', 'Seen before; billed once'],
  ['held', 'Held', 'Waiting for what is missing to bill it'],
  ['rejected', 'Rejected', 'Not readable as a call'],
] as const satisfies readonly (readonly [keyof Traffic, string, string])[];

/** A bar of the outcomes with the table that says the same in numbers. */
export function Dispositions({ traffic }: { traffic: Traffic }) {
  const total = Math.max(1, traffic.read);
  const share = (count: number): string => `${((count / total) * 100).toFixed(1)} %`;
  return (
    <div className="dispositions">
      <div className="bar" aria-hidden="true">
        {OUTCOMES.filter(([key]) => traffic[key] > 0).map(([key]) => (
          <span key={key} className={`bar-part fill-${key}`} style={{ flexGrow: traffic[key] / total }} />
        ))}
      </div>
      <table className="bar-table">
        <caption className="visually-hidden">Where the {grouped(traffic.read)} call records went</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Outcome</th>
            <th scope="col">Records</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {OUTCOMES.map(([key, label, meaning]) => (
            <tr key={key} title={meaning}>
              <th scope="row">
                <span className={`swatch fill-${key}`} aria-hidden="true" /> {label}
              </th>
              <td className="number">{grouped(traffic[key])}</td>
              <td className="number dim">{share(traffic[key])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** read = rated + zero-rated + …, checked here once more. */
export function ControlTotal({ traffic }: { traffic: Traffic }) {
  const sum = OUTCOMES.reduce((total, [key]) => total + traffic[key], 0);
  const holds = sum === traffic.read;
  return (
    <div className="equation" role="group" aria-label="Control total">
      <span className="equation-part">
        <b>{grouped(traffic.read)}</b> read
      </span>
      {OUTCOMES.map(([key, label], index) => (
        <span key={key} className="equation-part">
          <span className="equation-sign">{index === 0 ? '=' : '+'}</span> <b>{grouped(traffic[key])}</b>{' '}
          {label.toLowerCase()}
        </span>
      ))}
      <span className={holds ? 'verdict verdict-good' : 'verdict verdict-bad'}>
        {holds ? 'It balances' : `Off by ${grouped(Math.abs(sum - traffic.read))}`}
      </span>
    </div>
  );
}
