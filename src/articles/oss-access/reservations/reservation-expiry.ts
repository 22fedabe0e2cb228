import { Type } from 'typebox';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoInstant } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { due } from '../../../cases/due.ts';
import { readLocalDate } from '../../../cases/instant.ts';

/** Asks the clock number-reservation, which the case of a reservation keeps, too. */
export const reservationExpiry = defineDecision({
  name: 'reservation-expiry',
  doc: 'The last instant at which a number that was reserved then is kept.',
  facts: Type.Object(
    { reservedAt: IsoInstant('When the number was reserved') },
    { additionalProperties: false },
  ),
  value: 'instant',
  asOf: ({ reservedAt }, agreement) => readLocalDate(agreement, reservedAt),
  decide: ({ reservedAt }, view, trace) => {
    const expiry = due(view.agreement, 'number-reservation', {
      at: reservedAt,
      asOf: view.asOf,
      ...(view.asKnown === undefined ? {} : { asKnown: view.asKnown }),
    });
    if (!expiry.ok) return expiry;
    if (!('dueAt' in expiry.value))
      return fail({
        id: 'oss-access/no-expiry',
        field: 'clock.number-reservation',
        sentence: `The time of a reservation is ${expiry.value.basis}.`,
        cure: 'Ask the incumbent for the day.',
        clause: expiry.value.clause,
      });
    const { dueAt, until, clause, receipt } = expiry.value;
    const value = until.toString();
    trace.add({
      id: 'expiry',
      sentence: `Kept until the end of ${dueAt}`,
      out: dueAt,
      clause,
      steps: receipt.steps,
    });
    return ok({ value, clause, details: { dueAt } });
  },
});
