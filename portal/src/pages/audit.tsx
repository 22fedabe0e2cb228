import { Button, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useSearchParams } from 'react-router';
import type { AuditView } from '../../../src/gateways/http-api/shapes/user.ts';
import { getJson } from '../api/client.ts';
import { useMe } from '../api/use-api.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { addDays } from '../days.ts';
import { AuditTable } from '../parts/audit-table.tsx';
import { PageTitle } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { instantOf, queryOf } from '../times.ts';
import '../people.css';

const FIELDS = ['who', 'what', 'subject', 'purpose', 'from', 'to'] as const;
/** What people look for first; the field takes any other. */
const OFTEN = [
  'viewed customer record',
  'refused customer record',
  'exported',
  'signed in',
  'failed to sign in',
];

/** Who looked at what, did what, when and for which purpose: `?who=ann@…&what=…&from=2026-11-01&to=2026-11-30`. */
export function AuditPage() {
  const me = useMe().data;
  const timeZone = useTimeZone();
  const [search, setSearch] = useSearchParams();
  const given = (name: string): string => search.get(name) ?? '';
  const from = given('from');
  const to = given('to');
  const filter = {
    who: given('who'),
    what: given('what'),
    subject: given('subject'),
    purpose: given('purpose'),
    from: from === '' ? '' : instantOf(`${from}T00:00`, timeZone),
    to: to === '' ? '' : instantOf(`${addDays(to, 1)}T00:00`, timeZone),
  };
  const trail = useInfiniteQuery({
    queryKey: ['/api/audit', filter],
    queryFn: ({ pageParam, signal }) =>
      getJson<AuditView>(`/api/audit${queryOf({ ...filter, after: pageParam })}`, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: 0,
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const asked = FIELDS.map((name) => [name, String(data.get(name) ?? '').trim()]);
    setSearch(queryOf(Object.fromEntries(asked)));
  };
  return (
    <>
      <PageTitle
        title="Audit trail"
        under={`Who of ${me?.party.name ?? 'your carrier'} looked at what, and what they changed. Nothing in it is ever changed.`}
        aside={
          <Button
            component="a"
            href={`/api/audit.csv${queryOf(filter)}`}
            download="audit.csv"
            variant="default"
          >
            Save as CSV
          </Button>
        }
      />
      <form
        key={search.toString()}
        className="facts-form audit-filter"
        role="search"
        aria-label="Audit trail"
        onSubmit={submit}
      >
        <TextInput label="Who" name="who" defaultValue={given('who')} placeholder="E-mail, or client:…" />
        <TextInput label="Did what" name="what" defaultValue={given('what')} list="audit-what" />
        <TextInput
          label="With what"
          name="subject"
          defaultValue={given('subject')}
          placeholder="Any part of it"
        />
        <TextInput label="Purpose" name="purpose" defaultValue={given('purpose')} />
        <TextInput label="From" name="from" type="date" defaultValue={from} />
        <TextInput label="To" name="to" type="date" defaultValue={to} />
        <div className="row-actions">
          <Button type="submit">Show</Button>
          {search.size === 0 ? null : (
            <Button variant="subtle" onClick={() => setSearch({})}>
              Everything
            </Button>
          )}
        </div>
        <datalist id="audit-what">
          {OFTEN.map((what) => (
            <option key={what} value={what} />
          ))}
        </datalist>
      </form>
      <Answer query={trail}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.entries);
          if (entries.length === 0) return <Empty>Nothing in the trail is like that.</Empty>;
          return (
            <>
              <p className="note" role="status">
                {trail.hasNextPage ? `The newest ${entries.length}` : entries.length}{' '}
                {entries.length === 1 ? 'entry' : 'entries'}
              </p>
              <AuditTable entries={entries} timeZone={timeZone} />
              {trail.hasNextPage ? (
                <Button
                  variant="default"
                  loading={trail.isFetchingNextPage}
                  onClick={() => void trail.fetchNextPage()}
                >
                  Show older ones
                </Button>
              ) : null}
            </>
          );
        }}
      </Answer>
    </>
  );
}
