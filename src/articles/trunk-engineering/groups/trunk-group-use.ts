import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { TRAFFIC, WAYS, trunkKindTerm } from './terms.ts';

/** Homing is as in the routing guide of the industry; who looks it up says what was found. */
export const trunkGroupUse = defineDecision({
  name: 'trunk-group-use',
  doc: 'What becomes of calls on a kind of trunk group: carried, billed-as-access or refused.',
  facts: Type.Object(
    {
      kind: Type.String({ minLength: 1, description: 'Kind of the group, e.g. lec-to-lec' }),
      traffic: Code(TRAFFIC, 'What the calls are'),
      way: Type.Optional(Code(WAYS, 'How the group works')),
      homed: Type.Optional(
        Type.Boolean({ description: 'The called code is homed at the switch at its end' }),
      ),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ kind, traffic, way, homed = true }, view, trace) => {
    const term = view.term(trunkKindTerm, kind);
    if (!term.ok) return term;
    const { ways, carries, ratedAsAccess = [], codes, orders } = term.value.value;
    const [value, sentence] =
      way !== undefined && !ways.includes(way)
        ? ['refused', `A ${kind} group is ${ways.join(' or ')}, not ${way}`]
        : !homed && codes === 'homed'
          ? ['refused', 'The called code is homed at another switch']
          : carries.includes(traffic)
            ? ['carried', `A ${kind} group carries ${carries.join(', ')}`]
            : ratedAsAccess.includes(traffic)
              ? [
                  'billed-as-access',
                  `A ${kind} group is not for ${traffic} calls, which are billed as access on it`,
                ]
              : ['refused', `A ${kind} group carries ${carries.join(', ')}`];
    trace.add({ id: 'use', sentence: `${sentence} → ${value}`, out: value, ...cited(term.value) });
    return ok({ value, clause: term.value.citation, details: { orders } });
  },
});
