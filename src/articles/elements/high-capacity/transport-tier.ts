import { Type } from 'typebox';
import { defineDecision } from '../../../agreement/decision.ts';
import { ok } from '../../../base/result.ts';
import { TIERS, tierOf, tiersTerm } from '../../../network/wire-center-tiers.ts';

/** The tier of a wire center for transport, as a number: either count is enough, and a tier is never lost. */
export const transportTier = defineDecision({
  name: 'transport-tier',
  doc: 'Tier of a wire center for transport, 1 to 3, from its business lines and fiber-based collocators.',
  facts: Type.Object(
    {
      businessLines: Type.Integer({ minimum: 0, description: 'Business lines of the wire center' }),
      fiberBasedCollocators: Type.Integer({
        minimum: 0,
        description: 'Fiber-based collocators of the wire center',
      }),
      tandemWithoutLines: Type.Optional(
        Type.Boolean({
          description: 'A tandem without lines where competitors can reach aggregated traffic; default no',
        }),
      ),
      earlierTier: Type.Optional(
        Type.Integer({
          minimum: TIERS[0],
          maximum: TIERS[2],
          description: 'Highest tier that it had before',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  value: 'integer',
  decide: ({ tandemWithoutLines, earlierTier, ...counts }, view, trace) => {
    const term = view.term(tiersTerm);
    if (!term.ok) return term;
    const earlier = TIERS.find((tier) => tier === earlierTier);
    const tier = tierOf(
      {
        ...counts,
        ...(tandemWithoutLines === undefined ? {} : { tandemOnly: tandemWithoutLines }),
        ...(earlier === undefined ? {} : { earlier }),
      },
      term.value,
      trace,
    );
    return ok({ value: tier, clause: term.value.citation });
  },
});
