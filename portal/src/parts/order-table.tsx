import { Link } from 'react-router';
import type { OrderHead } from '../../../src/gateways/http-api/shapes/order.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { day, plain, shortMoment, words } from '../format.ts';
import { ClockBadge } from './clocks.tsx';
import { TableFrame } from './page.tsx';
import { OrderStatus } from './order-status.tsx';
import { Status } from './status.tsx';

/** Orders one below the other: number and version, state, what, where, due, clocks. */
export function OrderTable({ orders }: { orders: readonly OrderHead[] }) {
  const agreement = useAgreement();
  const pages = pagesOf(agreement);
  return (
    <TableFrame label="Orders">
      <table className="table dense order-table">
        <caption className="visually-hidden">Orders</caption>
        <thead>
          <tr>
            <th scope="col">Order</th>
            <th scope="col">State</th>
            <th scope="col">What</th>
            <th scope="col">Due</th>
            <th scope="col">Clocks</th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <tr key={order.id}>
              <th scope="row" className="whole">
                <Link to={pages.order(order.id)}>{order.id}</Link>
                <span className="under">received {shortMoment(order.openedAt, agreement.timeZone)}</span>
                <ProjectOf summary={order.summary} />
              </th>
              <td>
                <OrderStatus state={order.state} />
              </td>
              <td className="whole">
                <WhatAndWhere summary={order.summary} />
              </td>
              <td className="whole">{dueOf(order.summary)}</td>
              <td className="badges">
                {order.clocks.filter(isTelling).map((clock) => (
                  <OrderClock key={`${clock.name} ${clock.run}`} clock={clock} />
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

interface OfOrder {
  readonly summary: OrderHead['summary'];
}

/** The project that an order goes with, under its number. */
export function ProjectOf({ summary: { project } }: OfOrder) {
  return project ? <span className="under">Project {plain(project)}</span> : null;
}

/** What is ordered, and the office under it. */
export function WhatAndWhere({ summary }: OfOrder) {
  return (
    <>
      {whatOf(summary)}
      <span className="under">{plain(summary['wireCenter'] ?? '')}</span>
    </>
  );
}

/** `N 2 × loop-2w-xdsl`, as far as the order says so. */
export function whatOf({ act, quantity, product }: OrderHead['summary']): string {
  const times = product === undefined || product === null || product === '' ? [] : ['×'];
  const count = quantity === undefined || quantity === null ? [] : [plain(quantity), ...times];
  return [act, ...count, product]
    .filter((part) => part !== undefined && part !== null && part !== '')
    .map(plain)
    .join(' ');
}

/** The promised date, else the one asked for. */
export function dueOf({ dueDate, desiredDueDate }: OrderHead['summary']): string {
  if (typeof dueDate === 'string' && dueDate !== '') return day(dueDate);
  return typeof desiredDueDate === 'string' && desiredDueDate !== '' ? `asked: ${day(desiredDueDate)}` : '–';
}

type Clock = OrderHead['clocks'][number];

/** Clocks that nobody has to meet: that of the reject only tells until when one may come. */
const QUIET = new Set(['reject']);

const isTelling = ({ name, state, inTime, expired }: Clock): boolean =>
  !QUIET.has(name) && (state !== 'stopped' || inTime !== undefined || expired);

/** A clock in a line: until when it runs, or how it was met. */
function OrderClock({ clock }: { clock: Clock }) {
  const { timeZone } = useAgreement();
  if (clock.state !== 'running' || clock.expired || clock.dueAt === undefined)
    return <ClockBadge clock={clock} />;
  return (
    <span className="clock-badge whole">
      {words(clock.name)} <Status of={`by ${shortMoment(clock.dueAt, timeZone)}`} tone="open" />
    </span>
  );
}
