import type { Agreement } from '../../agreement/agreement.ts';
import { dayOff } from '../../base/calendar.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { bookingsIn } from '../../network/capacity/bookings.ts';
import type { CapacityBooking } from '../../network/capacity/bookings.ts';
import { freeCapacity } from '../../network/capacity/free-capacity.ts';
import { NOTHING_TAKEN, freeLines } from '../../network/capacity/limits.ts';
import { calendarOf } from '../../parties/calendars.ts';
import type { Tx } from '../../platform/transaction.ts';
import { hotCutsTerm } from './due-date-terms.ts';
import { limitsOf } from './hot-cut-schedule.ts';

/** One day of an office, for people who choose a date. */
export interface HotCutDay {
  readonly date: string;
  /** Why nothing is cut over on it: a weekend, a holiday of the incumbent. */
  readonly closed?: string;
  /** Lines of all carriers that the agreement lets be cut over on it. */
  readonly capacity: number;
  readonly free: number;
  /** Bookings that the asker may see. */
  readonly own: readonly CapacityBooking[];
}

/** The hot cuts of an office over some days, both included. Scope of the agreement or of one of its parties. */
export async function hotCutCalendar(
  tx: Tx,
  agreement: Agreement,
  { office, from, to }: { readonly office: string; readonly from: string; readonly to: string },
): Promise<Result<{ readonly clause: string; readonly days: readonly HotCutDay[] }>> {
  const cuts = agreement.at(from).term(hotCutsTerm);
  if (!cuts.ok) return cuts;
  const limits = limitsOf(cuts.value.value);
  const provider = agreement.parties.ilec;
  const calendar = calendarOf(agreement, provider);
  const days = await freeCapacity(tx, { provider, office, from, to, limits });
  const own = Map.groupBy(await bookingsIn(tx, { office, from, to }), ({ date }) => date);
  return ok({
    clause: cuts.value.citation,
    days: days.map(({ date, officeLines, providerLines }) => {
      const closed = dayOff(calendar, Temporal.PlainDate.from(date));
      const most = freeLines(limits, NOTHING_TAKEN);
      const booked = own.get(date) ?? [];
      const ownLines = booked
        .filter(({ agreementId }) => agreementId === agreement.id)
        .reduce((sum, { lines }) => sum + lines, 0);
      const free = freeLines(limits, { officeLines, providerLines, ownLines });
      return {
        date,
        ...(closed === undefined ? {} : { closed }),
        capacity: closed === undefined ? most : 0,
        free: closed === undefined ? free : 0,
        own: booked,
      };
    }),
  });
}
