import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { OrderCounts, OrderPage } from '../../../src/gateways/http-api/shapes/order.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { apiPath, getJson } from '../api/client.ts';
import { may, useApi, useMe } from '../api/use-api.ts';
import { words } from '../format.ts';
import { OrderTable } from '../parts/order-table.tsx';
import { PageTitle } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { queryOf } from '../times.ts';
import '../orders.css';

const PAGE = 100;
/** Milliseconds without a key before the list is asked for again. */
const PAUSE = 150;

/** Orders under the agreement: found by number, filtered, with their clocks; newest first. */
export function OrdersPage() {
  const agreement = useAgreement();
  const pages = pagesOf(agreement);
  const me = useMe();
  const mayOrder = agreement.yourRole === 'clec' && may(me.data, 'orders:send');
  return (
    <>
      <PageTitle
        title="Orders"
        under={agreement.parties}
        aside={
          <span className="page-actions">
            <Button component={Link} to={pages.queues} variant="default">
              By what is due
            </Button>
            {mayOrder ? (
              <>
                <Button component={Link} to={pages.orderFiles} variant="default">
                  Send a file
                </Button>
                <Button component={Link} to={pages.newOrder()}>
                  New order
                </Button>
              </>
            ) : null}
          </span>
        }
      />
      <Orders />
    </>
  );
}

const SHOWN = ['open', 'overdue', 'rejected', 'all'] as const;
type Shown = (typeof SHOWN)[number];

/** What the page is asked to show, as it stands in its address: `?show=overdue&kind=asr&state=confirmed&dueTo=2026-11-30`. */
function Orders() {
  const [search, setSearch] = useSearchParams();
  const [pon, setPon] = useState(search.get('pon') ?? '');
  const [wanted] = useDebouncedValue(pon.trim().toUpperCase(), PAUSE);
  const given = (name: string): string => search.get(name) ?? '';
  const show = (SHOWN as readonly string[]).includes(given('show')) ? (given('show') as Shown) : 'all';
  const put = (changes: Readonly<Record<string, string>>): void => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes))
      if (value === '') next.delete(name);
      else next.set(name, value);
    setSearch(next, { replace: true });
  };
  const list = useOrderPages({
    pon: wanted,
    kind: given('kind'),
    state: show === 'rejected' ? 'rejected' : given('state'),
    open: show === 'open' ? 'yes' : '',
    overdue: show === 'overdue' ? 'yes' : '',
    product: given('product'),
    wireCenter: given('wireCenter'),
    dueFrom: given('dueFrom'),
    dueTo: given('dueTo'),
  });
  const { form, variant } = useAgreement();
  const open = useApi<OrderCounts>(apiPath('agreements', form, variant, 'order-counts')).data;
  const counted = (open?.states ?? []).reduce((sum, { count }) => sum + count, 0);
  const many = open?.isCapped === true ? '+' : '';
  const labels: Record<Shown, string> = {
    open: `Open (${counted}${many})`,
    overdue: `Overdue (${open?.overdue ?? 0}${many})`,
    rejected: 'Rejected',
    all: 'All',
  };
  const isNarrowed = wanted !== '' || [...search.keys()].length > 0;
  return (
    <>
      <div className="filter order-filter" role="search" aria-label="Orders">
        <TextInput
          label="Order number"
          placeholder="PON begins with"
          value={pon}
          autoComplete="off"
          onChange={(event) => setPon(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label="Show"
          value={show}
          onChange={(to) => put({ show: to === 'all' ? '' : to, state: '' })}
          data={SHOWN.map((value) => ({ value, label: labels[value] }))}
        />
        <NativeSelect
          label="State"
          value={show === 'rejected' ? 'rejected' : given('state')}
          onChange={(event) =>
            put({ state: event.currentTarget.value, ...(show === 'rejected' ? { show: '' } : {}) })
          }
          data={[
            { value: '', label: 'Any' },
            ...STATES.map((state) => ({ value: state, label: stateLabel(state, open) })),
          ]}
        />
        <NativeSelect
          label="Request"
          value={given('kind')}
          onChange={(event) => put({ kind: event.currentTarget.value })}
          data={[
            { value: '', label: 'LSR and ASR' },
            { value: 'lsr', label: 'LSR' },
            { value: 'asr', label: 'ASR' },
          ]}
        />
        <TextInput
          label="Product"
          placeholder="loop-ds1"
          defaultValue={given('product')}
          onBlur={(event) => put({ product: event.currentTarget.value.trim() })}
          onKeyDown={(event) =>
            event.key === 'Enter' ? put({ product: event.currentTarget.value.trim() }) : undefined
          }
        />
        <TextInput
          label="Office"
          placeholder="CLLI"
          defaultValue={given('wireCenter')}
          onBlur={(event) => put({ wireCenter: event.currentTarget.value.trim().toUpperCase() })}
          onKeyDown={(event) =>
            event.key === 'Enter'
              ? put({ wireCenter: event.currentTarget.value.trim().toUpperCase() })
              : undefined
          }
        />
        <TextInput
          label="Due from"
          type="date"
          value={given('dueFrom')}
          onChange={(event) => put({ dueFrom: event.currentTarget.value })}
        />
        <TextInput
          label="Due to"
          type="date"
          value={given('dueTo')}
          onChange={(event) => put({ dueTo: event.currentTarget.value })}
        />
      </div>
      <Answer query={list}>
        {({ pages }) => {
          const orders = pages.flatMap((page) => page.orders);
          if (orders.length === 0)
            return <Empty>{isNarrowed ? 'No order is like that.' : 'There are no orders yet.'}</Empty>;
          return (
            <div aria-busy={list.isPlaceholderData}>
              <p className="note" role="status">
                {list.hasNextPage ? `The newest ${orders.length}` : orders.length}{' '}
                {orders.length === 1 ? 'order' : 'orders'}
              </p>
              <OrderTable orders={orders} />
              {list.hasNextPage ? (
                <Button
                  variant="default"
                  loading={list.isFetchingNextPage}
                  onClick={() => void list.fetchNextPage()}
                >
                  Show older ones
                </Button>
              ) : null}
            </div>
          );
        }}
      </Answer>
    </>
  );
}

/** States in the order in which an order comes to them. */
const STATES =
  'received acknowledged clarification rejected confirmed jeopardy customer-not-ready completed billed cancelled superseded'.split(
    ' ',
  );

function stateLabel(state: string, open: OrderCounts | undefined): string {
  const count = open?.states.find((one) => one.state === state)?.count;
  return count === undefined ? words(state) : `${words(state)} (${count})`;
}

/** Pages of the list one after the other; while a new one is fetched the last one stays. */
function useOrderPages(filter: Readonly<Record<string, string>>) {
  const { form, variant } = useAgreement();
  const base = apiPath('agreements', form, variant, 'orders');
  return useInfiniteQuery({
    queryKey: [base, 'pages', filter],
    queryFn: ({ pageParam, signal }) =>
      getJson<OrderPage>(`${base}${queryOf({ ...filter, limit: String(PAGE), after: pageParam })}`, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
}
