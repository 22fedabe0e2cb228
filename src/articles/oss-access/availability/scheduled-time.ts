import type { AgreementView } from '../../../agreement/agreement.ts';
import { ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { calendarOf } from '../../../parties/calendars.ts';
import { WEEKDAYS, hoursTerm } from '../terms.ts';
import type { Span } from './span.ts';

/**
 * The time from one day to another, both whole, in which the systems are scheduled to be up. Hours are local: on the day on which the clocks
 * change a day that is scheduled whole has 23 or 25 of them.
 */
export function scheduledTime(view: AgreementView, from: string, to: string): Result<Span[]> {
  const rule = view.term(hoursTerm);
  if (!rule.ok) return rule;
  const { days, holidays } = rule.value.value;
  const { timeZone, parties } = view.agreement;
  const closed = calendarOf(view.agreement, parties.ilec, view.asKnown).holidays;
  const at = (day: Temporal.PlainDate, time: string): number =>
    day.toPlainDateTime(Temporal.PlainTime.from(time)).toZonedDateTime(timeZone).epochMilliseconds;
  const spans: Span[] = [];
  const last = Temporal.PlainDate.from(to);
  for (
    let day = Temporal.PlainDate.from(from);
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  ) {
    if (holidays === 'closed' && closed.has(day.toString())) continue;
    const weekday = WEEKDAYS[day.dayOfWeek - 1];
    for (const { opens, closes } of days.filter(({ on }) => on.some((name) => name === weekday)))
      spans.push({
        from: at(day, opens),
        to: closes === undefined ? at(day.add({ days: 1 }), '00:00') : at(day, closes),
      });
  }
  return ok(spans);
}

/** Whether a moment lies in that time. */
export const isScheduled = (spans: readonly Span[], at: string): boolean => {
  const moment = Temporal.Instant.from(at).epochMilliseconds;
  return spans.some(({ from, to }) => from <= moment && moment < to);
};
