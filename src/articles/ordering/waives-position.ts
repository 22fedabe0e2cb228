import Type from 'typebox';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { Code } from '../../agreement/schema.ts';
import { reservationOfRights } from '../../agreement/scope.ts';
import { ok } from '../../base/result.ts';

/** Whether doing what the agreement asks gives up a position before a regulator or a court. */
export const waivesPosition = defineDecision({
  name: 'waives-position',
  doc: 'Whether an act under the agreement waives a position that the actor may take elsewhere.',
  facts: Type.Object(
    {
      act: Code(['payment', 'acceptance', 'order'], 'What was done'),
      underProtest: Type.Optional(Type.Boolean({ description: 'Done with a protest on record; default no' })),
    },
    { additionalProperties: false },
  ),
  value: 'boolean',
  decide: ({ act, underProtest }, view, trace) => {
    const rights = view.term(reservationOfRights);
    if (!rights.ok) return rights;
    const { waives } = rights.value.value;
    trace.add({
      id: 'reservation',
      sentence: waives ? 'What is done under the agreement waives' : 'The agreement waives no position',
      out: waives,
      ...cited(rights.value),
    });
    if (waives && underProtest === true) {
      trace.add({ id: 'protest', sentence: `The ${act} was made under protest`, out: true });
    }
    return ok({ value: waives && underProtest !== true, clause: rights.value.citation });
  },
});
