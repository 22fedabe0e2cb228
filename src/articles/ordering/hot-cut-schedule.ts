import type { AgreementView, Term } from '../../agreement/agreement.ts';
import { cited } from '../../agreement/agreement.ts';
import { formatDay, isBusinessDay, nextBusinessDay } from '../../base/calendar.ts';
import type { BusinessCalendar } from '../../base/calendar.ts';
import type { Trace } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { NOTHING_TAKEN, freeLines } from '../../network/capacity/limits.ts';
import type { CapacityLimits } from '../../network/capacity/limits.ts';
import { calendarOf } from '../../parties/calendars.ts';
import type { HotCuts } from './due-date-terms.ts';

/** Lines that are booked on a day already, ISO date: in the office, by all offices, by the orderer in the office. */
export interface BookedDay {
  readonly date: string;
  readonly lines: number;
  readonly providerLines?: number;
  readonly ownLines?: number;
}

/** The lines of one cut on one day. */
export interface CutDay {
  readonly date: string;
  readonly lines: number;
}

export interface CutRequest {
  readonly lines: number;
  /** CLLI of the building, or what people call the office. */
  readonly office: string;
  /** ISO date of the first day that comes into question. */
  readonly from: string;
  readonly taken: readonly BookedDay[];
}

/** What the agreement lets be cut over on a day. */
export const limitsOf = ({ officeLines, providerLines, agreementLines }: HotCuts): CapacityLimits => ({
  officeLines,
  ...(providerLines === undefined ? {} : { providerLines }),
  ...(agreementLines === undefined ? {} : { agreementLines }),
});

/**
 * The days on which lines are cut over: the first business day of the incumbent that has room for all of them. More lines than
 * a day ever holds are split over the first days that have room for some, or refused, as the agreement says.
 */
export function scheduleCut(
  view: AgreementView,
  cuts: Term<HotCuts>,
  request: CutRequest,
  trace: Trace,
): Result<readonly CutDay[]> {
  const { lines, office } = request;
  const limits = limitsOf(cuts.value);
  const most = freeLines(limits, NOTHING_TAKEN);
  if (lines > most && cuts.value.overCapacity === 'refused') {
    return fail({
      id: 'ordering/over-capacity',
      field: 'lines',
      sentence: `${lines} lines are more than the ${most} that can be cut over in ${office} on a day.`,
      cure: `Order at most ${most} lines for one day.`,
      clause: cuts.citation,
    });
  }
  if (lines > most) {
    trace.add({
      id: 'split',
      sentence: `${lines} lines are more than the ${most} that a day holds: they are split over days`,
      out: most,
      ...cited(cuts),
    });
  }
  const calendar = calendarOf(view.agreement, view.agreement.parties.ilec, view.asKnown);
  const taken = new Map(request.taken.map((day) => [day.date, day]));
  const days: CutDay[] = [];
  let left = lines;
  for (
    let day = firstBusinessDay(calendar, Temporal.PlainDate.from(request.from));
    left > 0;
    day = nextBusinessDay(calendar, day).date
  ) {
    const date = day.toString();
    const booked = taken.get(date);
    const free = freeLines(limits, {
      officeLines: booked?.lines ?? 0,
      providerLines: booked?.providerLines ?? booked?.lines ?? 0,
      ownLines: booked?.ownLines ?? 0,
    });
    const cut = lines > most ? Math.min(free, left) : free >= lines ? lines : 0;
    trace.add({
      id: 'day',
      sentence: `${formatDay(day)}: ${booked?.lines ?? 0} of ${cuts.value.officeLines} lines are booked, ${free} free${cut > 0 ? ` → ${cut} are cut over` : ': too few'}`,
      out: cut,
      ...cited(cuts),
    });
    if (cut > 0) days.push({ date, lines: cut });
    left -= cut;
  }
  return ok(days);
}

const firstBusinessDay = (calendar: BusinessCalendar, day: Temporal.PlainDate): Temporal.PlainDate =>
  isBusinessDay(calendar, day) ? day : nextBusinessDay(calendar, day).date;
