import { Link } from 'react-router';
import type { OrderHead } from '../../../src/gateways/http-api/shapes/order.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { moment, plain, words } from '../format.ts';
import { ClockBadge } from '../parts/clocks.tsx';
import { PageTitle, TableFrame } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { Status } from '../parts/status.tsx';

export function OrdersPage() {
  const agreement = useAgreement();
  const orders = useApi<OrderHead[]>(apiPath('agreements', agreement.form, agreement.variant, 'orders'));
  return (
    <>
      <PageTitle title="Orders" under={agreement.parties} />
      <Answer query={orders}>
        {(list) =>
          list.length === 0 ? <Empty>There are no orders yet.</Empty> : <OrderTable orders={list} />
        }
      </Answer>
    </>
  );
}

/** `N 2 × loop-2w-xdsl`, as far as the request says so. */
function requestText({ act, quantity, product }: OrderHead['request']): string {
  const count = quantity === undefined ? [] : [plain(quantity), '×'];
  return [act, ...count, product]
    .filter((part) => part !== undefined)
    .map(plain)
    .join(' ');
}

function OrderTable({ orders }: { orders: readonly OrderHead[] }) {
  const agreement = useAgreement();
  return (
    <TableFrame label="Orders">
      <table className="table">
        <caption className="visually-hidden">Orders, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Order</th>
            <th scope="col">State</th>
            <th scope="col">What</th>
            <th scope="col">Received</th>
            <th scope="col">Clocks</th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <tr key={order.id}>
              <th scope="row" className="whole">
                <Link to={pagesOf(agreement).order(order.id)}>{order.id}</Link>
              </th>
              <td>
                <Status of={words(order.state)} />
              </td>
              <td>{requestText(order.request)}</td>
              <td>{moment(order.openedAt, agreement.timeZone)}</td>
              <td>
                {order.clocks.map((clock) => (
                  <ClockBadge key={`${clock.name} ${clock.run}`} clock={clock} />
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
