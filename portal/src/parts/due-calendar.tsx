import { Link } from 'react-router';
import type { AgreementHead } from '../../../src/gateways/http-api/shapes/agreement.ts';
import type { DueClock } from '../../../src/gateways/http-api/shapes/case.ts';
import { otherIn, shortNameIn } from '../agreement-context.tsx';
import { day, words } from '../format.ts';
import { caseOf } from './due-item.tsx';
import { keyOf } from './due-list.tsx';
import { TableFrame } from './page.tsx';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

interface Props {
  readonly label: string;
  /** Weeks of seven days, Monday first. */
  readonly weeks: readonly (readonly string[])[];
  /** `2026-11`: days of other months are shown in grey. */
  readonly month?: string;
  readonly today: string;
  readonly clocks: readonly DueClock[];
  readonly agreements: ReadonlyMap<string, AgreementHead>;
  readonly isAcross: boolean;
}

/** What is due, on the days on which it is. */
export function DueCalendar({ label, weeks, month, today, clocks, agreements, isAcross }: Props) {
  const byDay = Map.groupBy(clocks, ({ dueOn }) => dueOn ?? '');
  return (
    <TableFrame label={label}>
      <table className="calendar">
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            {WEEKDAYS.map((weekday) => (
              <th key={weekday} scope="col">
                <abbr title={weekday}>{weekday.slice(0, 3)}</abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((date) => (
                <td
                  key={date}
                  className={cellClass(date, today, month)}
                  {...(date === today ? { 'aria-current': 'date' as const } : {})}
                >
                  <span className="calendar-day">
                    <span className="visually-hidden">{day(date)}</span>
                    <span aria-hidden="true">{Number(date.slice(8))}</span>
                  </span>
                  {(byDay.get(date) ?? []).map((clock) => {
                    const agreement = agreements.get(clock.agreement);
                    return agreement === undefined ? null : (
                      <Entry key={keyOf(clock)} clock={clock} agreement={agreement} isAcross={isAcross} />
                    );
                  })}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Entry({
  clock,
  agreement,
  isAcross,
}: {
  clock: DueClock;
  agreement: AgreementHead;
  isAcross: boolean;
}) {
  const isYours = clock.parties.includes(agreement[agreement.yourRole].id);
  const tone = clock.isOverdue ? 'bad' : isYours ? 'open' : 'quiet';
  const [party] = clock.parties;
  const who = isYours ? ', you' : party === undefined ? '' : `, ${shortNameIn(agreement, party)}`;
  return (
    <Link to={caseOf(agreement, clock)} className={`calendar-entry calendar-${tone}`}>
      <b>{clock.caseId}</b> {words(clock.clock).toLowerCase()}
      {who}
      {clock.isOverdue ? ', overdue' : ''}
      {isAcross && isYours ? (
        <span className="calendar-with">with {shortNameIn(agreement, otherIn(agreement).id)}</span>
      ) : null}
    </Link>
  );
}

const cellClass = (date: string, today: string, month: string | undefined): string =>
  [
    'calendar-cell',
    date === today ? 'calendar-today' : '',
    month !== undefined && !date.startsWith(month) ? 'calendar-other' : '',
  ]
    .filter((name) => name !== '')
    .join(' ');
