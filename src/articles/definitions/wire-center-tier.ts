import { Type } from 'typebox';
import { defineDecision } from '../../agreement/decision.ts';
import { Code } from '../../agreement/schema.ts';
import { ok } from '../../base/result.ts';
import { TIERS, tierOf, tiersTerm } from '../../network/wire-center-tiers.ts';

const NAMES = ['tier-1', 'tier-2', 'tier-3'] as const;

/** The tier of a wire center, from its counts and the tier that it once had. */
export const wireCenterTier = defineDecision({
  name: 'wire-center-tier',
  doc: 'Tier of a wire center, from its business lines and fiber-based collocators.',
  facts: Type.Object(
    {
      businessLines: Type.Integer({ minimum: 0, description: 'As counted by business-lines' }),
      fiberBasedCollocators: Type.Integer({
        minimum: 0,
        description: 'As counted by fiber-based-collocators',
      }),
      tandemOnly: Type.Optional(
        Type.Boolean({
          description:
            'Whether it is a tandem without lines, where competitors can reach aggregated traffic; default no',
        }),
      ),
      earlier: Type.Optional(Code(NAMES, 'Highest tier that it had before')),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ earlier, ...facts }, view, trace) => {
    const term = view.term(tiersTerm);
    if (!term.ok) return term;
    const before = TIERS.find((tier) => `tier-${tier}` === earlier);
    const tier = tierOf(
      { ...facts, ...(before === undefined ? {} : { earlier: before }) },
      term.value,
      trace,
    );
    return ok({ value: `tier-${tier}`, clause: term.value.citation });
  },
});
