import { Type } from 'typebox';
import type { Static } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, IsoInstant } from '../../../agreement/schema.ts';
import { calendarMonth } from '../../../base/calendar-month.ts';
import { rational, toFixed } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { localDate } from '../../../cases/instant.ts';
import { availabilityTerm, hoursTerm } from '../terms.ts';
import { isAvailable } from './oss-availability-standard.ts';
import { latestAnnouncement } from './outage-notice-ok.ts';
import { scheduledTime } from './scheduled-time.ts';
import { intersect, lengthOf, subtract, union } from './span.ts';
import type { Span } from './span.ts';

export const Outage = Type.Object(
  {
    id: Type.Optional(Type.String({ description: 'Case of it' })),
    kind: Code(['scheduled', 'unscheduled']),
    from: IsoInstant('When it began'),
    to: Type.Optional(IsoInstant('When it was over; without it, it goes on')),
    announcedAt: Type.Optional(IsoInstant('Of a scheduled one: when it was announced')),
    plannedFrom: Type.Optional(IsoInstant('Of a scheduled one: as announced')),
    plannedTo: Type.Optional(IsoInstant('Of a scheduled one: as announced')),
  },
  { additionalProperties: false },
);
export type Outage = Static<typeof Outage>;

const MINUTE = 60_000;
const ms = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;

/** Time that was announced in time and kept to is left out of what is scheduled; all other downtime counts against it. */
export const ossAvailability = defineDecision({
  name: 'oss-availability',
  doc: 'Percentage of the scheduled time of a month in which the systems were up; null where none was scheduled.',
  facts: Type.Object(
    {
      month: Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' }),
      until: Type.Optional(IsoInstant('Of a month that is not over: what is known so far')),
      outages: Type.Array(Outage),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ month }) => {
    const days = calendarMonth(month);
    return days.ok ? days.value.to : undefined;
  },
  decide: ({ month, until, outages }, view, trace) => {
    const days = calendarMonth(month);
    if (!days.ok) return days;
    const rule = view.term(availabilityTerm);
    const hours = view.term(hoursTerm);
    const spans = scheduledTime(view, days.value.from, days.value.to);
    if (!rule.ok || !hours.ok || !spans.ok)
      return fail(...[rule, hours, spans].flatMap((each) => (each.ok ? [] : [...each.problems])));
    const wrong = outages.filter(({ from, to }) => to !== undefined && ms(to) < ms(from));
    if (wrong.length > 0)
      return fail(
        ...wrong.map(({ id, from, to }) => ({
          id: 'oss-access/time',
          field: 'outages',
          sentence: `The outage ${id ?? from} is over at ${to}, before it began.`,
          cure: 'Give the time at which it was over.',
        })),
      );
    const { target, announced, overrun, decimals, rounding } = rule.value.value;
    const end = until === undefined ? Number.POSITIVE_INFINITY : ms(until);
    const known: Span[] = [{ from: Number.NEGATIVE_INFINITY, to: end }];
    const scheduled = intersect(spans.value, known);
    const parts = outages.map((outage) => {
      const down = intersect(
        [{ from: ms(outage.from), to: outage.to === undefined ? Infinity : ms(outage.to) }],
        known,
      );
      const plannedFrom = outage.plannedFrom ?? outage.from;
      const latest = latestAnnouncement(view, plannedFrom);
      const timely =
        outage.kind === 'scheduled' &&
        outage.announcedAt !== undefined &&
        latest.ok &&
        localDate(view.agreement, outage.announcedAt) <= latest.value;
      const planned: Span = {
        from: ms(plannedFrom),
        to: overrun === 'excluded' || outage.plannedTo === undefined ? Infinity : ms(outage.plannedTo),
      };
      const excused = timely && announced === 'excluded' ? intersect(down, [planned]) : [];
      return { outage, timely, excused, against: subtract(down, excused) };
    });
    const excused = intersect(scheduled, union(parts.flatMap((part) => part.excused)));
    const base = subtract(scheduled, excused);
    const down = intersect(base, union(parts.flatMap((part) => part.against)));
    const [baseTime, downTime] = [lengthOf(base), lengthOf(down)];
    const minutes = (time: number): string => toFixed(rational(time, MINUTE), 0, 'half-up');
    trace.add({
      id: 'scheduled',
      sentence: `${minutes(lengthOf(scheduled))} minutes scheduled in ${month}${until === undefined ? '' : ` until ${until}`}`,
      out: minutes(lengthOf(scheduled)),
      ...cited(hours.value),
    });
    trace.add({
      id: 'excluded',
      sentence: `${minutes(lengthOf(excused))} minutes of downtime were announced in time: ${minutes(baseTime)} are left`,
      out: minutes(baseTime),
      ...cited(rule.value),
    });
    const details = {
      scheduledMinutes: minutes(lengthOf(scheduled)),
      excludedMinutes: minutes(lengthOf(excused)),
      downMinutes: minutes(downTime),
      target,
      outages: parts.map(({ outage, timely, excused: out, against }) => ({
        id: outage.id ?? outage.from,
        kind: outage.kind,
        ...(outage.kind === 'scheduled' ? { announced: timely ? 'timely' : 'late' } : {}),
        excludedMinutes: minutes(lengthOf(intersect(scheduled, out))),
        downMinutes: minutes(lengthOf(intersect(base, against))),
      })),
    };
    const clause = rule.value.citation;
    if (baseTime === 0) {
      trace.add({ id: 'share', sentence: 'No time was scheduled', out: null, ...cited(rule.value) });
      return ok({ value: null, clause, details: { ...details, outcome: 'no-activity' } });
    }
    const percent = rational((baseTime - downTime) * 100, baseTime);
    const outcome = isAvailable(percent, target);
    const value = toFixed(percent, decimals, rounding);
    trace.add({
      id: 'share',
      sentence: `${minutes(downTime)} of ${minutes(baseTime)} minutes down → ${value} %, against ${target} before any rounding → ${outcome}`,
      out: value,
      ...cited(rule.value),
    });
    return ok({ value, clause, details: { ...details, outcome } });
  },
});
