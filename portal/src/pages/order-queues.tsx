import { SegmentedControl } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import type { AgreementHead } from '../../../src/gateways/http-api/shapes/agreement.ts';
import type { OrderQueues, QueuedOrder } from '../../../src/gateways/http-api/shapes/order-queue.ts';
import { AgreementContext, otherIn, pagesOf, shortNameIn, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi, useMe } from '../api/use-api.ts';
import { addDays, mondayOf } from '../days.ts';
import { plain, shortMoment, words } from '../format.ts';
import { OrderStatus } from '../parts/order-status.tsx';
import { ProjectOf, WhatAndWhere } from '../parts/order-table.tsx';
import { PageTitle, Part, TableFrame } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { Status } from '../parts/status.tsx';
import '../orders.css';

/** What is to be done with orders under all agreements of the carrier, what is due first above. */
export function OrderQueuesPage() {
  const me = useMe();
  const agreements = useApi<AgreementHead[]>('/api/agreements');
  return (
    <>
      <PageTitle
        title="Order work"
        under={`Open orders under all agreements of ${me.data?.party.name ?? 'your carrier'}, by what is due first`}
      />
      <Answer query={agreements}>
        {(list) => <Queues path="/api/order-queues" agreements={list} isAcross />}
      </Answer>
    </>
  );
}

/** The same under one agreement. */
export function OrderQueuesInAgreementPage() {
  const agreement = useAgreement();
  return (
    <>
      <PageTitle title="Order work" under={`Open orders by what is due first: ${agreement.parties}`} />
      <Queues
        path={apiPath('agreements', agreement.form, agreement.variant, 'order-queues')}
        agreements={[agreement]}
        isAcross={false}
      />
    </>
  );
}

interface Props {
  readonly path: string;
  readonly agreements: readonly AgreementHead[];
  readonly isAcross: boolean;
}

/** Queues of work: whose turn it is, and in which state; the address says which: `?who=you&state=acknowledged`. */
function Queues({ path, agreements, isAcross }: Props) {
  const [search, setSearch] = useSearchParams();
  const state = search.get('state') ?? '';
  const who = search.get('who') ?? 'all';
  const queues = useApi<OrderQueues>(state === '' ? path : `${path}?state=${encodeURIComponent(state)}`);
  const all = useApi<OrderQueues>(path);
  const byId = new Map(agreements.map((agreement) => [agreement.id, agreement]));
  const show = (name: string, value: string): void => {
    const next = new URLSearchParams(search);
    if (value === '' || value === 'all') next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  const isYours = ({ agreement: id, parties }: QueuedOrder): boolean => {
    const agreement = byId.get(id);
    return agreement !== undefined && parties.includes(agreement[agreement.yourRole].id);
  };
  const counts = all.data?.states ?? [];
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <div className="filter queue-filter">
        <SegmentedControl
          aria-label="Who must act"
          value={who}
          onChange={(to) => show('who', to)}
          data={[
            { value: 'all', label: 'Everybody' },
            { value: 'you', label: 'You' },
            { value: 'them', label: 'The others' },
          ]}
        />
        <SegmentedControl
          aria-label="State"
          value={state}
          onChange={(to) => show('state', to)}
          data={[
            { value: '', label: `All (${total})` },
            ...counts.map(({ state: value, count }) => ({ value, label: `${words(value)} (${count})` })),
          ]}
        />
      </div>
      <Answer query={queues}>
        {(data) => {
          const orders = data.orders.filter((one) => who === 'all' || isYours(one) === (who === 'you'));
          return (
            <>
              <Groups orders={orders} today={data.today} agreements={byId} isAcross={isAcross} />
              {data.isCapped ? (
                <p className="note">
                  Those that are due later are left out: choose a state to see more of it.
                </p>
              ) : null}
            </>
          );
        }}
      </Answer>
    </>
  );
}

interface GroupProps {
  readonly orders: readonly QueuedOrder[];
  readonly today: string;
  readonly agreements: ReadonlyMap<string, AgreementHead>;
  readonly isAcross: boolean;
}

function Groups({ orders, today, ...frame }: GroupProps) {
  const tomorrow = addDays(today, 1);
  const sunday = addDays(mondayOf(today), 6);
  const groups: [string, (order: QueuedOrder) => boolean][] = [
    ['Overdue', ({ isOverdue }) => isOverdue],
    ['Today', ({ dueOn }) => dueOn !== null && dueOn <= today],
    ['Tomorrow', ({ dueOn }) => dueOn === tomorrow],
    ['This week', ({ dueOn }) => dueOn !== null && dueOn <= sunday],
    ['Later', ({ dueOn }) => dueOn !== null],
    ['Without a date', () => true],
  ];
  const placed = Map.groupBy(orders, (order) => groups.find(([, has]) => has(order))?.[0] ?? '');
  if (orders.length === 0) return <Empty>Nothing is to be done.</Empty>;
  return groups.map(([title]) => {
    const own = placed.get(title);
    return own === undefined ? null : (
      <Part key={title} title={`${title} (${own.length})`}>
        <QueueTable label={title} orders={own} {...frame} />
      </Part>
    );
  });
}

function QueueTable({
  label,
  orders,
  agreements,
  isAcross,
}: Omit<GroupProps, 'today'> & { readonly label: string }) {
  return (
    <TableFrame label={label}>
      <table className="table dense queue-table">
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">Due</th>
            <th scope="col">To do</th>
            <th scope="col">Order</th>
            <th scope="col">State</th>
            <th scope="col">What</th>
            {isAcross ? <th scope="col">With</th> : null}
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => {
            const agreement = agreements.get(order.agreement);
            if (agreement === undefined) return null;
            return (
              <AgreementContext key={`${order.agreement} ${order.id}`} value={agreement}>
                <tr>
                  <td>
                    <When order={order} timeZone={agreement.timeZone} />
                  </td>
                  <td className={isAcross ? undefined : 'whole'}>
                    <ToDo order={order} agreement={agreement} />
                    {order.summary['dueDate'] ? (
                      <span className="under">
                        Promised for {shortMoment(plain(order.summary['dueDate']), agreement.timeZone)}
                      </span>
                    ) : null}
                  </td>
                  <th scope="row" className="whole">
                    <Link to={pagesOf(agreement).order(order.id)}>{order.id}</Link>
                    <ProjectOf summary={order.summary} />
                  </th>
                  <td>
                    <OrderStatus state={order.state} />
                  </td>
                  <td className="whole">
                    <WhatAndWhere summary={order.summary} />
                  </td>
                  {isAcross ? <td>{shortNameIn(agreement, otherIn(agreement).id)}</td> : null}
                </tr>
              </AgreementContext>
            );
          })}
        </tbody>
      </table>
    </TableFrame>
  );
}

function When({ order, timeZone }: { order: QueuedOrder; timeZone: string }) {
  if (order.dueAt === null) return <span className="dim">No date</span>;
  return (
    <>
      <span className="whole">{shortMoment(order.dueAt, timeZone)}</span>{' '}
      {order.isOverdue ? <Status of="Overdue" tone="bad" /> : null}
    </>
  );
}

/** What would meet the clock, as the one who must do it reads it. */
const DEEDS: Readonly<Record<string, string>> = {
  foc: 'confirm or reject',
  reject: 'reject, if it must be',
  installation: 'complete the work',
  'due-date': 'complete the work',
  clarification: 'answer the question',
  'customer-not-ready': 'give a new date',
};

function ToDo({ order, agreement }: { order: QueuedOrder; agreement: AgreementHead }) {
  if (order.clock === null) return <span className="dim">–</span>;
  const [party = ''] = order.parties;
  const isYou = party === agreement[agreement.yourRole].id;
  return (
    <>
      {isYou ? <b>You</b> : shortNameIn(agreement, party)}:{' '}
      {DEEDS[order.clock] ?? words(order.clock).toLowerCase()}
    </>
  );
}
