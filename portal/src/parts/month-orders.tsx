import { Link } from 'react-router';
import type { MonthSummary } from '../../../src/flows/close-month/summary.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { day, moment, words } from '../format.ts';
import { Facts, TableFrame } from './page.tsx';
import { Empty } from './states.tsx';
import { Status } from './status.tsx';

/** Orders of a month: how many came to what, then each. */
export function MonthOrders({ orders }: { orders: MonthSummary['orders'] }) {
  const agreement = useAgreement();
  if (orders.received === 0) return <Empty>There were no orders.</Empty>;
  return (
    <>
      <Facts
        facts={[
          ['Received', orders.received],
          ['Confirmed', orders.confirmed],
          ['Sent back', orders.rejected],
          ['Completed', orders.completed],
        ]}
      />
      <details className="section-table" open={orders.cases.length <= 10}>
        <summary>Each order</summary>
        <TableFrame label="Orders of the month">
          <table className="table dense">
            <caption className="visually-hidden">Orders of the month</caption>
            <thead>
              <tr>
                <th scope="col">Order</th>
                <th scope="col">State</th>
                <th scope="col">What</th>
                <th scope="col">Received</th>
                <th scope="col">Confirmed</th>
                <th scope="col">Due</th>
                <th scope="col">Completed</th>
                <th scope="col">Failed edits</th>
              </tr>
            </thead>
            <tbody>
              {orders.cases.map((order) => (
                <tr key={order.id}>
                  <th scope="row">
                    <Link to={pagesOf(agreement).order(order.id)}>{order.id}</Link>
                  </th>
                  <td>
                    <Status of={words(order.state)} />
                  </td>
                  <td>
                    {order.act} {order.quantity} × {order.product}
                  </td>
                  <td>{moment(order.receivedAt, agreement.timeZone)}</td>
                  <td>{order.focAt === undefined ? '–' : moment(order.focAt, agreement.timeZone)}</td>
                  <td>{order.dueDate === undefined ? '–' : day(order.dueDate)}</td>
                  <td>{order.completedOn === undefined ? '–' : day(order.completedOn)}</td>
                  <td>{order.failedEdits.join(', ') || '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      </details>
    </>
  );
}
