import type { Agreement } from '../agreement/agreement.ts';
import type { Result } from '../base/result.ts';
import { ok } from '../base/result.ts';
import { monthAfter } from '../base/calendar-month.ts';
import type { CalendarMonth } from '../base/calendar-month.ts';
import { billingTerm } from './terms.ts';

/** The date of the bills that close a month: the bill day of the month that follows. ISO date. */
export function billDateOf(agreement: Agreement, month: CalendarMonth): Result<string> {
  const term = agreement.at(month.to).term(billingTerm);
  if (!term.ok) return term;
  const next = Temporal.PlainYearMonth.from(monthAfter(month).month);
  return ok(next.toPlainDate({ day: term.value.value.billDay }).toString());
}
