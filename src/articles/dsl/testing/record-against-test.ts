import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { fail, ok } from '../../../base/result.ts';
import { LoopMakeup } from '../../../network/plant/loop-makeup.ts';
import { recordConflictTerm } from './terms.ts';

const Count = (description: string) =>
  Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000, description }));

/** Whether the record of a loop and its test say the same; where they do not, which of them counts. */
export const recordAgainstTest = defineDecision({
  name: 'record-against-test',
  doc: 'Whether a test agrees with the record of a loop: agrees, measured or records (which of them counts); details name what differs.',
  facts: Type.Object(
    {
      makeup: LoopMakeup,
      test: Type.Object(
        {
          loadCoils: Count('Load coils that the test found'),
          bridgedTapFeet: Count('Bridged tap in sum that the test found, feet'),
          repeaters: Count('Repeaters that the test found'),
        },
        { additionalProperties: false },
      ),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ makeup, test }, view, trace) => {
    const term = view.term(recordConflictTerm);
    if (!term.ok) return term;
    const { governs, toleranceFeet } = term.value.value;
    const tapFeet = makeup.bridgedTaps.reduce((sum, { feet }) => sum + feet, 0);
    const compared = [
      { part: 'load coils', record: makeup.loadCoils.length, found: test.loadCoils, within: 0 },
      { part: 'feet of bridged tap', record: tapFeet, found: test.bridgedTapFeet, within: toleranceFeet },
      { part: 'repeaters', record: makeup.repeaters.length, found: test.repeaters, within: 0 },
    ].flatMap(({ found, ...one }) => (found === undefined ? [] : [{ ...one, found }]));
    if (compared.length === 0)
      return fail({
        id: 'dsl/nothing-tested',
        field: 'test',
        sentence: 'The test says nothing of load coils, bridged tap or repeaters.',
        cure: 'Give what was found, a zero where there was none.',
        clause: term.value.citation,
      });
    const differences = compared.flatMap(({ part, record, found, within }) => {
      const differs = Math.abs(record - found) > within;
      trace.add({
        id: 'compared',
        sentence: `The record has ${record} ${part}, the test found ${found}${within > 0 ? `; ${within} may lie between` : ''}`,
        out: differs ? 'differs' : 'agrees',
        ...cited(term.value),
      });
      return differs ? [{ part, record, found }] : [];
    });
    const value = differences.length === 0 ? 'agrees' : governs;
    return ok({ value, clause: term.value.citation, details: { differences } });
  },
});
