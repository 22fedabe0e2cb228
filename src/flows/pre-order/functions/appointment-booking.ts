import { Type } from 'typebox';
import { runDecision } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import { appointment } from '../../../articles/oss-access/appointments/appointment.ts';
import { WINDOW } from '../../../articles/oss-access/appointments/terms.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import { localDate } from '../../../cases/instant.ts';
import { bookCapacity } from '../../../network/capacity/book-capacity.ts';
import { releaseCapacity } from '../../../network/capacity/release-capacity.ts';
import { OfficeFact, PlaceFacts } from '../place-facts.ts';
import { defineFunction } from '../pre-order.ts';
import { PonFact, lockVisit, visitCase, visitPool, visitsOf, whereTo } from '../visits.ts';

/**
 * Keeps a visit for an order to come, by its PON: one at a time, so that a second one takes the place of the first. Others see that the
 * window has one less, and not whose it is. What the order says of its due date is for the order to say.
 */
export const appointmentBooking = defineFunction({
  name: 'appointment-booking',
  doc: 'A visit of a technician kept for a PON; the one that it had is given back.',
  facts: Type.Object(
    {
      ...PlaceFacts,
      wireCenter: OfficeFact,
      pon: PonFact,
      on: IsoDate('Day of the visit'),
      window: Type.String({ pattern: WINDOW, description: 'Window of the day, as the appointments name it' }),
    },
    { additionalProperties: false },
  ),
  subject: ({ pon, on, window }) => `${pon.toUpperCase()} ${on} ${window}`,
  writes: true,
  answer: async (tx, room, { askedAt }, facts) => {
    const { agreement } = room;
    const { on, window: name } = facts;
    const where = await whereTo(tx, agreement, facts, askedAt);
    if (!where.ok) return where;
    const { office, term } = where.value;
    const window = term.value.windows.find((one) => one.window === name);
    if (!window) return fail(noWindow(name, term.value.windows, term.citation));
    const caseId = visitCase(facts.pon);
    const bookedAt = room.clock.now().toString();
    await lockVisit(tx, agreement, facts.pon);
    await releaseCapacity(tx, { agreementId: agreement.id, caseId, releasedAt: bookedAt });
    const { from, to } = window;
    const [now] = await visitsOf(tx, agreement, where.value, [{ on, window: name, from, to }]);
    if (!now) throw new Error('One window was asked about.');
    const decided = runDecision(
      appointment,
      agreement,
      { on, at: from, askedAt, visits: now.visits },
      { asOf: localDate(agreement, askedAt) },
    );
    if (!decided.ok) return decided;
    const { value, clause } = decided.value;
    if (value !== 'free') return fail({ ...refused(String(value), where.value.days), clause });
    const at = (time: string): string =>
      Temporal.PlainDateTime.from(`${on}T${time}`).toZonedDateTime(agreement.timeZone).toInstant().toString();
    const booked = await bookCapacity(tx, {
      agreementId: agreement.id,
      caseId,
      provider: agreement.parties.ilec,
      office,
      parts: [{ date: on, windowFrom: at(from), windowTo: at(to), lines: 1 }],
      limits: { officeLines: term.value.most },
      pool: visitPool(name),
      bookedAt,
    });
    if (!booked.ok) return booked;
    return ok({
      outcome: 'kept',
      value: on,
      details: { visit: caseId, wireCenter: office, on, window: name, from, to, clause },
      receipt: decided.value,
    });
  },
});

const noWindow = (
  name: string,
  windows: readonly { readonly window: string }[],
  clause: string,
): Problem => ({
  id: 'pre-order/no-window',
  field: 'window',
  sentence: `There is no window ${name}.`,
  cure: `Windows are: ${windows.map(({ window }) => window).join(', ')}.`,
  clause,
});

function refused(why: string, days: { readonly first: string; readonly last: string }): Problem {
  const said: Readonly<Record<string, string>> = {
    closed: 'No technician comes on that day.',
    'too-soon': `The first day is ${days.first}.`,
    'too-far': `Visits are given to ${days.last}.`,
    full: 'The window has no visit left.',
  };
  return {
    id: `pre-order/visit-${why}`,
    field: why === 'full' ? 'window' : 'on',
    sentence: said[why] ?? `The window is ${why}.`,
    cure: 'Ask for the appointments, and take one that is free.',
  };
}
