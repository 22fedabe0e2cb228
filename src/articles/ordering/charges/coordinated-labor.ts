import { cited } from '../../../agreement/agreement.ts';
import type { AgreementView, Term } from '../../../agreement/agreement.ts';
import { dayOff } from '../../../base/calendar.ts';
import type { BusinessCalendar } from '../../../base/calendar.ts';
import { parseQuantity } from '../../../base/quantity.ts';
import { divide, multiply, rational, toUnits } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import type { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { calendarOf } from '../../../parties/calendars.ts';
import type { Coordination } from './facts.ts';
import type { CustomHandling } from './terms.ts';
import type { Wanted } from './wanted-elements.ts';

const MINUTE = 60_000;

/**
 * Hours of labor of a coordinated cut: ordinary ones between the times of a business day of the party that does the
 * work, overtime otherwise. Each kind is brought up to whole increments once.
 */
export function laborElements(
  { begins, ends, waitingMinutes = 0 }: Coordination,
  term: Term<CustomHandling>,
  view: AgreementView,
  trace: Trace,
): Result<Wanted[]> {
  const { agreement } = view;
  const zone = agreement.timeZone;
  const from = Temporal.Instant.from(begins).toZonedDateTimeISO(zone);
  const to = Temporal.Instant.from(ends).toZonedDateTimeISO(zone);
  const { increment, waiting, opens, closes } = term.value;
  const step = parseQuantity(increment);
  if (step?.unit !== 'minute' || step.value.num <= 0n) {
    const { citation: clause, file, line } = term;
    const sentence = `"${increment}" is no number of minutes.`;
    return fail({
      id: 'ordering/increment',
      file,
      line,
      field: term.key,
      sentence,
      cure: 'Write "15 minutes".',
      clause,
    });
  }
  const total = (to.epochMilliseconds - from.epochMilliseconds) / MINUTE;
  if (total <= 0 || waitingMinutes > total) {
    const sentence =
      total <= 0 ? 'The work ends before it begins.' : `It waited for ${waitingMinutes} of ${total} minutes.`;
    return fail({
      id: 'ordering/coordination',
      field: 'order.coordination',
      sentence,
      cure: 'Correct the times.',
    });
  }
  const calendar = calendarOf(agreement, agreement.parties.ilec, view.asKnown);
  const inHours = minutesInHours(from, to, calendar, { opens, closes });
  const out = total - inHours;
  // Waiting that does not count is taken off ordinary time first: it is the cheaper of the two.
  const dropped = waiting === 'counts' ? 0 : waitingMinutes;
  const ordinary = Math.max(0, inHours - dropped);
  const overtime = Math.max(0, out - Math.max(0, dropped - inHours));
  trace.add({
    id: 'coordination',
    sentence: `${total} minutes of labor, ${waitingMinutes} of them waiting, which ${waiting.replaceAll('-', ' ')}: ${ordinary} between ${opens} and ${closes}, ${overtime} out of hours; ${increment} begun count as whole`,
    ...cited(term),
  });
  const { coordinatedHour, overtimeHour } = term.value;
  return ok([...hours(coordinatedHour, ordinary, step.value), ...hours(overtimeHour, overtime, step.value)]);
}

function hours(element: string, minutes: number, increment: Rational): Wanted[] {
  if (minutes === 0) return [];
  const exact = rational(Math.round(minutes * MINUTE), MINUTE);
  const begun = rational(toUnits(divide(exact, increment), 0, 'up'));
  return [{ element, quantity: divide(multiply(begun, increment), rational(60)) }];
}

/** Minutes of the span that lie between these local times of business days. */
function minutesInHours(
  from: Temporal.ZonedDateTime,
  to: Temporal.ZonedDateTime,
  calendar: BusinessCalendar,
  { opens, closes }: Pick<CustomHandling, 'opens' | 'closes'>,
): number {
  let minutes = 0;
  for (
    let day = from.toPlainDate();
    Temporal.PlainDate.compare(day, to.toPlainDate()) <= 0;
    day = day.add({ days: 1 })
  ) {
    if (dayOff(calendar, day) !== undefined) continue;
    const at = (time: string): number =>
      day.toZonedDateTime({ timeZone: from.timeZoneId, plainTime: Temporal.PlainTime.from(time) })
        .epochMilliseconds;
    const begin = Math.max(at(opens), from.epochMilliseconds);
    const end = Math.min(at(closes), to.epochMilliseconds);
    minutes += Math.max(0, end - begin) / MINUTE;
  }
  return minutes;
}
