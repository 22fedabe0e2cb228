import type { Agreement, Term } from '../../../agreement/agreement.ts';
import { dayOff, nextBusinessDay } from '../../../base/calendar.ts';
import { parseDuration } from '../../../base/quantity.ts';
import { readLocalDate } from '../../../cases/instant.ts';
import { calendarOf } from '../../../parties/calendars.ts';
import { dayAfter } from '../day-before.ts';
import type { appointmentsTerm } from './terms.ts';

export type Appointments = NonNullable<(typeof appointmentsTerm)['type']>;

/** A window of one day in which a technician may come. */
export interface VisitWindow {
  readonly on: string;
  readonly window: string;
  /** Local times. */
  readonly from: string;
  readonly to: string;
}

/** The days on which a question of this instant may have a visit. */
export interface VisitDays {
  /** ISO dates: the first and the last. */
  readonly first: string;
  readonly last: string;
  /** Why none comes on a day between them: a weekend, a holiday of the incumbent. */
  readonly closed: (on: string) => string | undefined;
}

/** @param askedAt an instant, or a date-time where the agreement is at home. @throws Error of a term that the check refuses. */
export function visitDays(
  agreement: Agreement,
  { value: { lead, ahead } }: Pick<Term<Appointments>, 'value'>,
  askedAt: string,
  asKnown?: string,
): VisitDays {
  const asked = readLocalDate(agreement, askedAt);
  const length = parseDuration(lead);
  if (asked === undefined || length?.unit !== 'business day')
    throw new Error(`${askedAt} or ${lead} passed the check and is no moment or no number of business days.`);
  const calendar = calendarOf(agreement, agreement.parties.ilec, asKnown);
  let first = Temporal.PlainDate.from(asked);
  for (let left = length.count; left > 0; left -= 1) first = nextBusinessDay(calendar, first).date;
  return {
    first: first.toString(),
    last: dayAfter(asked, ahead),
    closed: (on) => dayOff(calendar, Temporal.PlainDate.from(on)),
  };
}

/** Every window from one day to another, both included, in which a visit may be had: those of days on which nobody comes are left out. */
export function windowsBetween(
  { value: { windows } }: Pick<Term<Appointments>, 'value'>,
  days: VisitDays,
  { from, to }: { readonly from: string; readonly to: string },
): VisitWindow[] {
  const found: VisitWindow[] = [];
  const end = to < days.last ? to : days.last;
  for (
    let day = Temporal.PlainDate.from(from > days.first ? from : days.first);
    day.toString() <= end;
    day = day.add({ days: 1 })
  ) {
    const on = day.toString();
    if (days.closed(on) !== undefined) continue;
    for (const { window, from: begins, to: ends } of windows)
      found.push({ on, window, from: begins, to: ends });
  }
  return found;
}
