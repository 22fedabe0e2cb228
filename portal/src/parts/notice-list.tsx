import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useSearchParams } from 'react-router';
import type { NoticeView, WebhookView } from '../../../src/gateways/http-api/shapes/webhook.ts';
import { apiPath, getJson, postJson } from '../api/client.ts';
import { useAct } from '../api/use-act.ts';
import { instantOf, queryOf } from '../times.ts';
import { NoticeTable } from './notice-table.tsx';
import { Part } from './page.tsx';
import { Answer, Empty, Problems } from './states.tsx';

const PAGE = 100;
const SHOWN = [
  { value: '', label: 'All' },
  { value: 'waiting', label: 'Waiting' },
  { value: 'delivered', label: 'Delivered' },
  { value: 'dead', label: 'Given up' },
  { value: 'skipped', label: 'Not sent while paused' },
];

/** What became of the notices to one address, and sending them again. */
export function NoticeList({ webhook, timeZone }: { webhook: WebhookView; timeZone: string }) {
  const base = apiPath('webhooks', webhook.id);
  const [search, setSearch] = useSearchParams();
  const status = search.get('status') ?? '';
  const list = useInfiniteQuery({
    queryKey: [base, 'notices', status],
    queryFn: ({ pageParam, signal }) =>
      getJson<NoticeView[]>(
        `${base}/notices${queryOf({ status, after: pageParam, limit: String(PAGE) })}`,
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.id),
    staleTime: 0,
  });
  const replay = useAct((what: object) => postJson<{ count: number }>(`${base}/replay`, what));
  const since = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const local = String(new FormData(event.currentTarget).get('since'));
    replay.mutate({ since: instantOf(local, timeZone) });
  };
  return (
    <Part title={`Notices to ${webhook.url}`}>
      <div className="filter">
        <NativeSelect
          label="Show"
          value={status}
          onChange={(event) =>
            setSearch(queryOf({ webhook: webhook.id, status: event.currentTarget.value }), { replace: true })
          }
          data={SHOWN}
        />
        <Button variant="default" onClick={() => void list.refetch()}>
          Look again
        </Button>
        {webhook.dead === 0 ? null : (
          <Button loading={replay.isPending} onClick={() => replay.mutate({ status: 'dead' })}>
            Send all {webhook.dead} given up again
          </Button>
        )}
      </div>
      <Answer query={list}>
        {({ pages }) => {
          const notices = pages.flat();
          if (notices.length === 0) return <Empty>No notice is like that.</Empty>;
          return (
            <>
              <NoticeTable
                notices={notices}
                timeZone={timeZone}
                onAgain={(notice) => replay.mutate({ notice })}
              />
              {list.hasNextPage ? (
                <Button variant="default" onClick={() => void list.fetchNextPage()}>
                  Show older ones
                </Button>
              ) : null}
            </>
          );
        }}
      </Answer>
      <details className="under-details">
        <summary>Send everything since a moment again</summary>
        <form className="filter" onSubmit={since}>
          <TextInput label={`Since (${timeZone})`} name="since" type="datetime-local" required />
          <Button type="submit" variant="default" loading={replay.isPending}>
            Send again
          </Button>
        </form>
        <p className="note">What happened while nobody was told goes, too.</p>
      </details>
      <p role="status">{replay.data === undefined ? '' : sentAgain(replay.data.count)}</p>
      {replay.error === null ? null : <Problems error={replay.error} />}
    </Part>
  );
}

const sentAgain = (count: number): string =>
  count === 1 ? 'One notice is on its way again.' : `${count} notices are on their way again.`;
