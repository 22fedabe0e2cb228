import { useState } from 'react';
import type { AccessView } from '../../../src/gateways/http-api/shapes/access.ts';
import { grouped, words } from '../format.ts';
import { TableFrame } from './page.tsx';
import { Provenance } from './provenance.tsx';
import { ReceiptTree } from './receipt-tree.tsx';
import { Empty } from './states.tsx';
import { Status } from './status.tsx';

type Row = AccessView['functions'][number];
const WHOLE = 100;

/** Each function against its target, as a bar with the target marked, and what was left out. */
export function AccessResponse({ functions }: { functions: readonly Row[] }) {
  const [why, setWhy] = useState<string>();
  if (functions.length === 0) return <Empty>The agreement offers no queries before an order.</Empty>;
  const shown = functions.find((row) => row.function === why);
  return (
    <>
      <TableFrame label="Response by function">
        <table className="table">
          <caption className="visually-hidden">Response by function</caption>
          <thead>
            <tr>
              <th scope="col">Function</th>
              <th scope="col">Target</th>
              <th scope="col">In time</th>
              <th scope="col" className="number">
                Average
              </th>
              <th scope="col" className="number">
                Count
              </th>
              <th scope="col">Left out</th>
              <th scope="col">Outcome</th>
            </tr>
          </thead>
          <tbody>
            {functions.map((row) => (
              <tr key={row.function}>
                <th scope="row">
                  {row.name}
                  <small>{row.standard === 'parity' ? 'like the retail side' : 'no retail analogue'}</small>
                </th>
                <td className="whole">
                  {row.share} in {row.within}
                  <small>
                    <Provenance of={row.provenance} />
                  </small>
                </td>
                <td>
                  <Share row={row} />
                </td>
                <td className="number">{row.averageSeconds === null ? '–' : `${row.averageSeconds} s`}</td>
                <td className="number">{grouped(row.counted)}</td>
                <td>{leftOut(row)}</td>
                <td>
                  <Status of={words(row.outcome)} />
                  <button
                    type="button"
                    className="edit-link"
                    aria-expanded={why === row.function}
                    onClick={() => setWhy(why === row.function ? undefined : row.function)}
                  >
                    Why
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      {shown === undefined ? null : (
        <section className="access-why" aria-label={`Why: ${shown.name}`}>
          <h3>Why: {shown.name}</h3>
          <ReceiptTree receipt={shown.receipt} />
        </section>
      )}
    </>
  );
}

/** In time of those that count: the bar reaches the mark where the target is met. */
function Share({ row: { percent, share, outcome } }: { row: Row }) {
  if (percent === null) return <span className="dim">nothing asked</span>;
  const target = Number.parseFloat(share);
  return (
    <div className="used">
      <svg viewBox={`0 0 ${WHOLE} 8`} preserveAspectRatio="none" aria-hidden="true">
        <rect width={WHOLE} height="8" className="used-all" />
        <rect width={Number(percent)} height="8" className={outcome === 'met' ? 'used-part' : 'used-due'} />
        <rect x={target} width="1" height="8" className="access-mark" />
      </svg>
      <span className="whole">{percent} %</span>
    </div>
  );
}

function leftOut({ all, counted, excluded, skewed }: Row) {
  const reasons = excluded.filter(({ count }) => count > 0);
  return (
    <>
      {all === counted
        ? '–'
        : reasons.map(({ id, reason, count }) => (
            <span key={id} className="access-out">
              {grouped(count)}: {reason}
            </span>
          ))}
      {skewed === 0 ? null : <small>{grouped(skewed)} with a source whose clock differs</small>}
    </>
  );
}
