import { Type } from 'typebox';
import { reservationKind } from '../../../articles/oss-access/reservations/reservation-case.ts';
import { telephoneNumber } from '../../../base/codes.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import { recordEvent } from '../../../cases/desk.ts';
import { prepared } from '../../../platform/transaction.ts';
import { defineFunction } from '../pre-order.ts';

/** More are not reserved at once. */
const MOST = 100;
const KEPT = prepared(
  `SELECT h.value AS number, h.case_id FROM case_hold h WHERE h.agreement_id = $1 AND h.what = 'reserved-number' AND h.value = ANY ($2)`,
);

/** Gives reserved numbers back to the pool: all that are named, or none. */
export const numberRelease = defineFunction({
  name: 'number-release',
  doc: 'Reserved numbers given back to the pool.',
  facts: Type.Object(
    {
      numbers: Type.Array(Type.String({ maxLength: 20 }), { minItems: 1, maxItems: MOST, uniqueItems: true }),
    },
    { additionalProperties: false },
  ),
  subject: ({ numbers }) => numbers.map((one) => telephoneNumber(one) ?? one).join(' '),
  writes: true,
  answer: async (tx, room, { party, askedAt }, facts) => {
    const numbers = [...new Set(facts.numbers.map((one) => telephoneNumber(one) ?? one))];
    const rows = await tx.query<{ number: string; case_id: string }>(KEPT, [room.agreement.id, numbers]);
    const cases = new Map(rows.map((row) => [row.number, row.case_id]));
    const missing = numbers.filter((number) => !cases.has(number));
    if (missing.length > 0) return fail(...missing.map(notKept));
    const problems: Problem[] = [];
    for (const [, caseId] of cases) {
      const released = await recordEvent(tx, room, reservationKind.kind, caseId, {
        name: 'released',
        occurredAt: askedAt,
        recordedAt: room.clock.now().toString(),
        actor: party,
        body: {},
      });
      if (!released.ok) problems.push(...released.problems);
    }
    if (problems.length > 0) return fail(...problems);
    return ok({
      outcome: 'released',
      value: numbers.join(' '),
      details: { numbers, reservations: [...cases].map(([number, caseId]) => ({ number, case: caseId })) },
    });
  },
});

const notKept = (number: string): Problem => ({
  id: 'pre-order/not-reserved',
  field: 'numbers',
  sentence: `No reservation of yours keeps ${number}.`,
  cure: 'See your reservations: it may have run out, or an order has it.',
});
