import { Button, NativeSelect } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import type {
  Capacity,
  CapacityDay,
  OfficeCapacity,
} from '../../../src/gateways/http-api/shapes/order-capacity.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { addDays, addMonths, weeksOfMonth } from '../days.ts';
import { day, monthName } from '../format.ts';
import { ClauseLink } from '../parts/clause.tsx';
import { PageTitle, Part, TableFrame } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import '../cases.css';
import '../orders.css';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const DAYS = 13;

/** Lines that may be cut over: offices by days, or one office by weeks: `?office=CLMAMOXA&on=2026-12-01`. */
export function CapacityPage() {
  const agreement = useAgreement();
  const [search, setSearch] = useSearchParams();
  const base = apiPath('agreements', agreement.form, agreement.variant, 'capacity');
  const office = search.get('office') ?? '';
  const now = useApi<Capacity>(base);
  const today = now.data?.today;
  const on = search.get('on') ?? today;
  const span =
    on === undefined ? undefined : office === '' ? { from: on, to: addDays(on, DAYS) } : monthOf(on);
  const path =
    span === undefined
      ? undefined
      : `${base}?from=${span.from}&to=${span.to}${office === '' ? '' : `&office=${encodeURIComponent(office)}`}`;
  const shown = useApi<Capacity>(path);
  const show = (changes: Record<string, string>): void => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes))
      if (value === '') next.delete(name);
      else next.set(name, value);
    setSearch(next, { replace: true });
  };
  const step = (by: number): void => {
    if (on !== undefined) show({ on: office === '' ? addDays(on, by * (DAYS + 1)) : addMonths(on, by) });
  };
  return (
    <>
      <PageTitle
        title="Capacity"
        under="Lines that may be cut over by hand on a day: one pool for all carriers"
      />
      <Answer query={now}>
        {({ offices, clause }) =>
          clause === null ? (
            <Empty>This agreement limits no cut-overs.</Empty>
          ) : (
            <>
              <div className="filter">
                <NativeSelect
                  label="Office"
                  value={office}
                  onChange={(event) => show({ office: event.currentTarget.value })}
                  data={[
                    { value: '', label: 'All offices, two weeks' },
                    ...offices.map((one) => ({ value: one.office, label: `${one.office} ${one.name}` })),
                  ]}
                />
                <div className="due-steps">
                  <Button variant="default" size="xs" onClick={() => step(-1)}>
                    ‹ Earlier
                  </Button>
                  <Button variant="default" size="xs" onClick={() => show({ on: '' })}>
                    Today
                  </Button>
                  <Button variant="default" size="xs" onClick={() => step(1)}>
                    Later ›
                  </Button>
                </div>
                <p className="note">
                  <CapacityLegend /> <ClauseLink citation={clause} />
                </p>
              </div>
              <Answer query={shown}>
                {(data) =>
                  office === '' ? (
                    <OfficeGrid data={data} onChoose={(to) => show({ office: to })} />
                  ) : (
                    <OfficeMonth
                      data={data}
                      month={(on ?? '').slice(0, 7)}
                      office={data.offices.find((one) => one.office === office)}
                    />
                  )
                }
              </Answer>
            </>
          )
        }
      </Answer>
    </>
  );
}

/** The whole weeks of the month of a day. */
function monthOf(on: string): { from: string; to: string } {
  const weeks = weeksOfMonth(on);
  return { from: weeks[0]?.[0] ?? on, to: weeks.at(-1)?.[6] ?? on };
}

function CapacityLegend() {
  return (
    <>
      <span className="capacity-key capacity-free" /> free <span className="capacity-key capacity-some" />{' '}
      less than half <span className="capacity-key capacity-none" /> none{' '}
      <span className="capacity-key capacity-own" /> with bookings of yours
    </>
  );
}

function OfficeGrid({ data, onChoose }: { data: Capacity; onChoose: (office: string) => void }) {
  const dates = data.offices[0]?.days.map(({ date }) => date) ?? [];
  return (
    <TableFrame label="Free lines by office and day">
      <table className="capacity-grid">
        <caption className="visually-hidden">Free lines by office and day</caption>
        <thead>
          <tr>
            <th scope="col">Office</th>
            {dates.map((date) => (
              <th key={date} scope="col" className={date === data.today ? 'capacity-today' : ''}>
                {WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]}
                <span className="under">{day(date).replace(/, \d{4}$/, '')}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.offices.map((one) => (
            <tr key={one.office}>
              <th scope="row">
                <button type="button" className="edit-link" onClick={() => onChoose(one.office)}>
                  {one.office}
                </button>
                <span className="under">{one.name}</span>
              </th>
              {one.days.map((each) => (
                <td key={each.date} className={toneOf(each, data.today)} title={meaningOf(one, each)}>
                  {each.closed === undefined ? each.free : <span className="dim">–</span>}
                  <span className="visually-hidden"> {meaningOf(one, each)}</span>
                  {each.own.length === 0 ? null : (
                    <span className="capacity-booked">{ownLines(each)} yours</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function OfficeMonth({
  data,
  month,
  office,
}: {
  data: Capacity;
  month: string;
  office: OfficeCapacity | undefined;
}) {
  const agreement = useAgreement();
  if (office === undefined) return <Empty>There is no such office.</Empty>;
  const weeks = Array.from({ length: Math.ceil(office.days.length / 7) }, (_, week) =>
    office.days.slice(week * 7, week * 7 + 7),
  );
  return (
    <Part title={`${office.office} ${office.name}, ${monthName(month)}`}>
      <TableFrame label={`${office.office} by day`}>
        <table className="calendar capacity-month">
          <caption className="visually-hidden">Free lines of {office.office} by day</caption>
          <thead>
            <tr>
              {[...WEEKDAYS.slice(1), WEEKDAYS[0]].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week[0]?.date}>
                {week.map((each) => (
                  <td
                    key={each.date}
                    className={[
                      'calendar-cell',
                      toneOf(each, data.today),
                      each.date === data.today ? 'calendar-today' : '',
                      each.date.startsWith(month) ? '' : 'calendar-other',
                    ].join(' ')}
                  >
                    <span className="calendar-day">
                      <span className="visually-hidden">{day(each.date)}</span>
                      <span aria-hidden="true">{Number(each.date.slice(8))}</span>
                    </span>
                    {each.closed === undefined ? (
                      <>
                        <span className="capacity-count">
                          <b>{each.free}</b> of {each.capacity} free
                        </span>
                        <meter
                          className="capacity-meter"
                          min={0}
                          max={each.capacity}
                          value={each.capacity - each.free}
                          aria-label="Taken"
                        />
                      </>
                    ) : (
                      <span className="dim">{each.closed}</span>
                    )}
                    {each.own.map((booking) => (
                      <Link
                        key={booking.order}
                        to={pagesOf(agreement).order(booking.order)}
                        className="calendar-entry calendar-open"
                      >
                        <b>{booking.lines}</b> {booking.order} {booking.window}
                      </Link>
                    ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Part>
  );
}

const ownLines = ({ own }: CapacityDay): number => own.reduce((sum, { lines }) => sum + lines, 0);

function toneOf(of: CapacityDay, today: string): string {
  const own = of.own.length > 0 ? ' capacity-own' : '';
  if (of.closed !== undefined || of.date < today) return `capacity-closed${own}`;
  if (of.free === 0) return `capacity-none${own}`;
  return `${of.free * 2 < of.capacity ? 'capacity-some' : 'capacity-free'}${own}`;
}

const meaningOf = ({ office }: OfficeCapacity, { date, closed, free, capacity }: CapacityDay): string =>
  `${office}, ${day(date)}: ${closed ?? `${free} of ${capacity} lines free`}`;
