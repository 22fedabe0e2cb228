import { Type } from 'typebox';
import { ok } from '../../../base/result.ts';
import { LoopFacts, notesOn, loopSubject, loopsFor } from '../loops-of.ts';
import { defineFunction } from '../pre-order.ts';

/** What the loops at a place are made of. What was measured goes before what is written down, and where they differ it is said. */
export const loopMakeup = defineFunction({
  name: 'loop-makeup',
  doc: 'What the loops at a place, or one loop, are made of: found, or no-record.',
  facts: Type.Object(LoopFacts, { additionalProperties: false }),
  subject: loopSubject,
  answer: async (tx, { agreement }, { askedAt }, facts) => {
    const loops = await loopsFor(tx, agreement, facts, askedAt);
    if (!loops.ok) return loops;
    const [only] = loops.value;
    if (only === undefined)
      return ok({ outcome: 'no-record', value: null, details: { loops: [] }, problems: [noRecord] });
    return ok({
      outcome: 'found',
      value: loops.value.length === 1 ? only.loop : null,
      details: { loops: loops.value },
      problems: notesOn(loops.value, agreement, askedAt),
    });
  },
});

const noRecord = {
  id: 'pre-order/no-loop',
  field: 'addressId',
  sentence: 'No loop is on record at this place.',
  cure: 'Ask the incumbent to engineer it by hand, or see whether facilities reach the place.',
};
