import { SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { OrderHead } from '../../../src/gateways/http-api/shapes/order.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { moment, plain, words } from '../format.ts';
import { AsOf } from '../parts/as-of.tsx';
import { ClockBadge, isLate } from '../parts/clocks.tsx';
import { PageTitle, TableFrame } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { Status } from '../parts/status.tsx';

export function OrdersPage() {
  const agreement = useAgreement();
  const orders = useApi<OrderHead[]>(apiPath('agreements', agreement.form, agreement.variant, 'orders'));
  return (
    <>
      <PageTitle
        title="Orders"
        under={
          <>
            {agreement.parties}
            <p className="note">
              <AsOf />
            </p>
          </>
        }
      />
      <Answer query={orders}>
        {(list) => (list.length === 0 ? <Empty>There are no orders yet.</Empty> : <Orders orders={list} />)}
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

const FINISHED = new Set(['rejected', 'completed', 'cancelled', 'superseded']);

type Shown = readonly [name: string, label: string, has: (order: OrderHead) => boolean];
const ALL: Shown = ['all', 'All', () => true];
const SHOWN: readonly Shown[] = [
  ALL,
  ['rejected', 'Rejected', ({ state }) => state === 'rejected'],
  ['open', 'Open', ({ state }) => !FINISHED.has(state)],
  ['late', 'Late', ({ clocks }) => clocks.some(isLate)],
];

/** Orders by what became of them and by their words; `?show=late` shows the late ones. */
function Orders({ orders }: { orders: readonly OrderHead[] }) {
  const [search, setSearch] = useSearchParams();
  const [wanted, setWanted] = useState('');
  const [name, , has] = SHOWN.find(([one]) => one === search.get('show')) ?? ALL;
  const text = wanted.trim().toLowerCase();
  const shown = orders.filter((order) => has(order) && textOf(order).includes(text));
  return (
    <>
      <div className="filter" role="search" aria-label="Orders">
        <TextInput
          label="Find in the orders"
          placeholder="Order number, product, state"
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label="Show"
          value={name}
          onChange={(to) => setSearch(to === 'all' ? {} : { show: to }, { replace: true })}
          data={SHOWN.map(([value, label, isIn]) => ({
            value,
            label: `${label} (${orders.filter(isIn).length})`,
          }))}
        />
        <p className="note" role="status">
          {shown.length === orders.length
            ? `${orders.length} order${orders.length === 1 ? '' : 's'}`
            : `${shown.length} of ${orders.length} orders`}
        </p>
      </div>
      {shown.length === 0 ? <Empty>No order is like that.</Empty> : <OrderTable orders={shown} />}
    </>
  );
}

const textOf = (order: OrderHead): string =>
  [order.id, order.state, requestText(order.request), ...Object.values(order.request).map(plain)]
    .join(' ')
    .toLowerCase();

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
