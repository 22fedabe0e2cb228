import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import { parseQuantity } from '../../../base/quantity.ts';
import { compare, rational, ZERO } from '../../../base/rational.ts';
import { ok } from '../../../base/result.ts';
import { monthsOf, runAtEnd } from '../months.ts';
import { servicingTerm } from './terms.ts';

/** The shares are compared as fractions: how a utilization is stated decides nothing. */
export const trunkServicing = defineDecision({
  name: 'trunk-servicing',
  doc: 'Whether a service request for a trunk group is due: augment, resize or none.',
  facts: Type.Object(
    {
      months: Type.Array(
        Type.Object(
          {
            required: Type.Integer({
              minimum: 0,
              description: 'Trunks that the load of the busy hour requires',
            }),
            inService: Type.Integer({ minimum: 1, description: 'Trunks in service' }),
          },
          { additionalProperties: false },
        ),
        { minItems: 1, description: 'One month after the other' },
      ),
      group: Type.Optional(Code(['final', 'high-usage'], 'Default final')),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ months, group = 'final' }, view, trace) => {
    const term = view.term(servicingTerm);
    if (!term.ok) return term;
    const { groups, augmentAt, resizeBelow, resizeFor } = term.value.value;
    const [at, below] = [augmentAt, resizeBelow].map((text) => parseQuantity(text)?.value ?? ZERO);
    const used = ({ required, inService }: (typeof months)[number]) => rational(required * 100, inService);
    const last = months.at(-1);
    const high = last !== undefined && at !== undefined && compare(used(last), at) >= 0;
    const low = runAtEnd(months, (month) => below !== undefined && compare(used(month), below) < 0);
    const say = (value: string, sentence: string) => {
      trace.add({ id: 'servicing', sentence: `${sentence} → ${value}`, out: value, ...cited(term.value) });
      return ok({ value, clause: term.value.citation, details: { monthsBelow: low } });
    };
    const share = `${last?.required} of ${last?.inService} trunks are required`;
    if (high && groups.includes(group)) return say('augment', `${share}: ${augmentAt} or more`);
    if (high) return say('none', `${share}, and calls that find a ${group} group busy overflow`);
    if (low >= monthsOf(resizeFor))
      return say('resize', `Less than ${resizeBelow} in ${low} months running, ${resizeFor} are enough`);
    return say('none', `${share}; less than ${resizeBelow} in ${low} months running`);
  },
});
