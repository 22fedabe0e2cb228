import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Calls } from '../../../src/gateways/http-api/shapes/traffic.ts';
import { pagesOf, useAgreement, wayIn } from '../agreement-context.tsx';
import { useApi } from '../api/use-api.ts';
import { grouped, words } from '../format.ts';
import { TableFrame } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { TrafficFrame } from '../parts/traffic-frame.tsx';
import { minutesOf } from '../traffic-sums.ts';

/** Calls of a selection that the address names, a page at a time, and their export. */
export function CallsPage() {
  return (
    <TrafficFrame title="Calls">
      {(month, path) => <Selection key={month} month={month} path={path('calls')} />}
    </TrafficFrame>
  );
}

const PAGE = 50;
const FIELDS = [
  'bucket',
  'direction',
  'trunkGroup',
  'outcome',
  'reason',
  'rule',
  'originator',
  'from',
  'to',
  'line',
] as const;
const OUTCOMES = ['rated', 'zero-rated', 'non-billable', 'duplicate', 'held', 'rejected'] as const;

function Selection({ month, path }: { month: string; path: string }) {
  const [search, setSearch] = useSearchParams();
  const [purpose, setPurpose] = useState<string>();
  const [offset, setOffset] = useState(0);
  const chosen = new URLSearchParams(
    FIELDS.flatMap((name) => (search.get(name) ? [[name, search.get(name) ?? '']] : [])),
  );
  const choose = (fields: Readonly<Record<string, string>>): void => {
    setOffset(0);
    setSearch({ month, ...fields });
  };
  const whole = new URLSearchParams(chosen);
  if (purpose !== undefined) whole.set('purpose', purpose);
  const page = new URLSearchParams(whole);
  page.set('limit', String(PAGE));
  page.set('offset', String(offset));
  const calls = useApi<Calls>(`${path}?${page.toString()}`);
  return (
    <>
      <Filter key={chosen.toString()} chosen={chosen} onChoose={choose} />
      <Answer query={calls}>
        {(found) => (
          <>
            <Numbers
              formats={found.formats}
              withheld={found.withheld.length > 0}
              onPurpose={setPurpose}
              address={(format) => `${path}/export?${whole.toString()}&format=${format}`}
            />
            <Found found={found} offset={offset} onOffset={setOffset} />
          </>
        )}
      </Answer>
    </>
  );
}

function Filter({
  chosen,
  onChoose,
}: {
  chosen: URLSearchParams;
  onChoose: (fields: Readonly<Record<string, string>>) => void;
}) {
  const agreement = useAgreement();
  const of = (name: (typeof FIELDS)[number]): { name: string; defaultValue: string } => ({
    name,
    defaultValue: chosen.get(name) ?? '',
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const entries = [...new FormData(event.currentTarget)].map(([name, value]) => [
      name,
      String(value).trim(),
    ]);
    onChoose(Object.fromEntries(entries.filter(([, value]) => value !== '')) as Record<string, string>);
  };
  return (
    <form className="call-filter" onSubmit={submit} role="search" aria-label="Choose calls">
      <TextInput label="Kind of traffic" placeholder="isp-bound" {...of('bucket')} />
      <NativeSelect
        label="Direction"
        data={[
          { value: '', label: 'Both ways' },
          ...['ilec-to-clec', 'clec-to-ilec'].map((value) => ({ value, label: wayIn(agreement, value) })),
        ]}
        {...of('direction')}
      />
      <TextInput label="Trunk group" {...of('trunkGroup')} />
      <NativeSelect
        label="Outcome"
        data={[{ value: '', label: 'Any' }, ...OUTCOMES.map((value) => ({ value, label: words(value) }))]}
        {...of('outcome')}
      />
      <TextInput label="Reason" placeholder="unknown-called-place" {...of('reason')} />
      <TextInput label="Rule" placeholder="J80" {...of('rule')} />
      <NativeSelect
        label="Originating carrier"
        data={[
          { value: '', label: 'Any' },
          { value: 'unknown', label: 'Not known' },
        ]}
        {...of('originator')}
      />
      <TextInput label="From" type="date" {...of('from')} />
      <TextInput label="To" type="date" {...of('to')} />
      <TextInput label="Bill line" placeholder="573U010001-202611/3" {...of('line')} />
      <Button type="submit">Show calls</Button>
      <Button variant="default" onClick={() => onChoose({})}>
        All calls
      </Button>
    </form>
  );
}

/** Purposes that people of a carrier have on this page; the server refuses those that the agreement does not allow. */
const PURPOSES = ['billing', 'dispute', 'audit', 'repair'] as const;
const FORMATS = { csv: 'CSV', parquet: 'Parquet', xlsx: 'Excel' } as const;

/** Telephone numbers and files with them are for a purpose, which is put on record. */
function Numbers({
  formats,
  withheld,
  onPurpose,
  address,
}: {
  formats: Calls['formats'];
  withheld: boolean;
  onPurpose: (purpose: string) => void;
  address: (format: keyof typeof FORMATS) => string;
}) {
  if (!withheld) {
    return (
      <div className="call-numbers">
        <p>
          These are customers’ calls: the view is on record, and so is each export. Export all of the
          selection as
          {formats.map((format) => (
            <span key={format}>
              {' '}
              <a href={address(format)} download>
                {FORMATS[format]}
              </a>
            </span>
          ))}
          .{formats.includes('xlsx') ? '' : ' There are too many for an Excel workbook.'}
        </p>
      </div>
    );
  }
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onPurpose(String(new FormData(event.currentTarget).get('purpose')));
  };
  return (
    <form className="call-numbers" onSubmit={submit}>
      <p>
        Telephone numbers are left out. They, and files to export, are for a purpose, which is put on record
        with your name.
      </p>
      <NativeSelect
        aria-label="Purpose"
        name="purpose"
        data={PURPOSES.map((value) => ({ value, label: words(value) }))}
      />
      <Button type="submit" variant="default">
        Show numbers and exports
      </Button>
    </form>
  );
}

function Found({
  found,
  offset,
  onOffset,
}: {
  found: Calls;
  offset: number;
  onOffset: (offset: number) => void;
}) {
  const { total, conversationMs, calls, withheld, month } = found;
  const agreement = useAgreement();
  const pages = pagesOf(agreement);
  if (total === 0) return <Empty>No call is like that.</Empty>;
  const shows = withheld.length === 0;
  return (
    <>
      <p className="note">
        {grouped(total)} calls, {grouped(minutesOf(conversationMs))} minutes of conversation; shown are{' '}
        {grouped(offset + 1)} to {grouped(offset + calls.length)}.
      </p>
      <TableFrame label="Calls">
        <table className="table dense">
          <caption className="visually-hidden">Calls</caption>
          <thead>
            <tr>
              <th scope="col">Record</th>
              <th scope="col">Trunk group</th>
              {shows ? <th scope="col">Calling</th> : null}
              {shows ? <th scope="col">Called</th> : null}
              <th scope="col" className="number">
                Seconds
              </th>
              <th scope="col">Outcome, by rule or reason</th>
              <th scope="col">Kind of traffic, direction</th>
            </tr>
          </thead>
          <tbody>
            {calls.map((call) => (
              <tr key={call.id}>
                <th scope="row" className="whole">
                  <Link to={pages.explain(`${month}/${call.id}`)}>{call.id}</Link>
                  <small>{call.connectedAt?.replace('T', ' ').slice(0, 19) ?? 'no connect time'}</small>
                </th>
                <td>{call.trunkGroup ?? '–'}</td>
                {shows ? <td className="whole">{numberText(call.calling)}</td> : null}
                {shows ? <td className="whole">{numberText(call.called)}</td> : null}
                <td className="number">{(call.conversationMs / 1000).toFixed(1)}</td>
                <td>
                  {words(call.outcome)}
                  <small>
                    <code>{call.rule ?? call.reason ?? ''}</code>
                  </small>
                </td>
                <td>
                  {call.bucket === null ? '–' : words(call.bucket)}
                  <small>{call.direction === null ? '' : wayIn(agreement, call.direction)}</small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      {total <= PAGE ? null : (
        <div className="pager">
          <Button
            variant="default"
            disabled={offset === 0}
            onClick={() => onOffset(Math.max(0, offset - PAGE))}
          >
            Before
          </Button>
          <Button variant="default" disabled={offset + PAGE >= total} onClick={() => onOffset(offset + PAGE)}>
            After
          </Button>
        </div>
      )}
    </>
  );
}

/** `5737773456` → `573-777-3456`. */
const numberText = (digits: string | null): string =>
  digits === null ? '–' : `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`;
