import { Type } from 'typebox';
import { defineDecision } from '../../agreement/decision.ts';
import { fail, ok } from '../../base/result.ts';
import { applyDefinition } from './apply-definition.ts';
import { readDefinitions } from './definition-rules.ts';
import { findDefinition } from './definition.ts';

/** How many minutes of a month are unidentified by the state's rule: recorded and compensable, without a record received. */
export const unidentifiedTraffic = defineDecision({
  name: 'unidentified-traffic',
  doc: 'Minutes that a carrier terminated and recorded in a month, and for which it received no records.',
  facts: Type.Object(
    {
      recordedMinutes: Type.Integer({ minimum: 0, description: 'Compensable minutes that it recorded' }),
      receivedMinutes: Type.Integer({ minimum: 0, description: 'Minutes for which it received records' }),
    },
    { additionalProperties: false },
  ),
  value: 'integer',
  decide: ({ recordedMinutes, receivedMinutes }, view, trace) => {
    const definitions = readDefinitions(view);
    if (!definitions.ok) return definitions;
    const definition = findDefinition(definitions.value, 'traffic-without-records', undefined, view);
    if (!definition.ok) return definition;
    const facts = { recorded_minutes: recordedMinutes, received_minutes: receivedMinutes };
    const applied = applyDefinition(definitions.value, definition.value, facts, view, trace);
    if (!applied.ok) return applied;
    const { holds, clause } = applied.value;
    if (receivedMinutes > recordedMinutes)
      return fail({
        id: 'definitions/more-records',
        field: 'receivedMinutes',
        sentence: `Records came for ${receivedMinutes} minutes and only ${recordedMinutes} were recorded.`,
        cure: 'Find the duplicates or the minutes that were not recorded: the difference is not below zero.',
        clause,
      });
    const value = holds ? recordedMinutes - receivedMinutes : 0;
    trace.add({
      id: 'minutes',
      sentence: `${recordedMinutes} − ${receivedMinutes} minutes`,
      out: value,
      clause,
    });
    return ok({ value, clause });
  },
});
