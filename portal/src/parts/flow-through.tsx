import type { AccessView } from '../../../src/gateways/http-api/shapes/access.ts';
import { grouped, words } from '../format.ts';
import { ClauseLink } from './clause.tsx';
import { TableFrame } from './page.tsx';
import { ReceiptTree } from './receipt-tree.tsx';
import { Empty } from './states.tsx';
import { Status } from './status.tsx';

/** Products of which something was confirmed in the month, each against its target. */
export function FlowThrough({ rows }: { rows: AccessView['flowThrough'] }) {
  if (rows === null) return <Empty>The agreement has no target for flow-through.</Empty>;
  if (rows.length === 0) return <Empty>No order was confirmed.</Empty>;
  return (
    <TableFrame label="Flow-through by product">
      <table className="table">
        <caption className="visually-hidden">Flow-through by product</caption>
        <thead>
          <tr>
            <th scope="col">Product</th>
            <th scope="col">Target</th>
            <th scope="col" className="number">
              Confirmed
            </th>
            <th scope="col" className="number">
              By itself
            </th>
            <th scope="col" className="number">
              Nobody knows by whom
            </th>
            <th scope="col">Outcome</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ product, share, orders, through, unknown, outcome, clause, receipt }) => (
            <tr key={product}>
              <th scope="row">{product}</th>
              <td className="whole">
                {share} <ClauseLink citation={clause} />
              </td>
              <td className="number">{grouped(orders)}</td>
              <td className="number">{grouped(through)}</td>
              <td className="number">{unknown === 0 ? '–' : grouped(unknown)}</td>
              <td>
                <Status of={words(outcome)} />
                <details>
                  <summary>Why</summary>
                  <ReceiptTree receipt={receipt} />
                </details>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
