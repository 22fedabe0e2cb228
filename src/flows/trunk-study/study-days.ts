import type { Agreement } from '../../agreement/agreement.ts';
import { busyHourTerm } from '../../articles/trunk-engineering/index.ts';
import { isBusinessDay } from '../../base/calendar.ts';
import type { Result } from '../../base/result.ts';
import { ok } from '../../base/result.ts';
import { calendarOf } from '../../parties/calendars.ts';
import type { BusyHourQuestion } from '../../traffic/hourly-loads.ts';

/** Days of a month that the agreement studies, and how. Problem: it does not say. */
export function studyDays(
  agreement: Agreement,
  month: string,
): Result<Pick<BusyHourQuestion, 'days' | 'method'>> {
  const first = Temporal.PlainDate.from(`${month}-01`);
  const all = Array.from({ length: first.daysInMonth }, (_, index) => first.add({ days: index }));
  const last = all.at(-1) ?? first;
  const term = agreement.at(last.toString()).term(busyHourTerm);
  if (!term.ok) return term;
  const { days, method, calendarOf: role } = term.value.value;
  const calendar = calendarOf(agreement, agreement.parties[role]);
  const studied = days === 'all-days' ? all : all.filter((day) => isBusinessDay(calendar, day));
  return ok({ days: studied.map((day) => day.toString()), method });
}
