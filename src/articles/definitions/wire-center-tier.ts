import { Type } from 'typebox';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { Code } from '../../agreement/schema.ts';
import { ok } from '../../base/result.ts';
import { tiersTerm } from './terms.ts';

/** From the one with the most competition. */
const TIERS = ['tier-1', 'tier-2', 'tier-3'] as const;

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
      earlier: Type.Optional(Code(TIERS, 'Highest tier that it had before')),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ businessLines, fiberBasedCollocators, tandemOnly = false, earlier }, view, trace) => {
    const term = view.term(tiersTerm);
    if (!term.ok) return term;
    const { tier1, tier2, tandemOnly: tandem, lowered } = term.value.value;
    const step = (id: string, sentence: string, out: boolean): boolean => {
      trace.add({ id, sentence, out, ...cited(term.value) });
      return out;
    };
    const reaches = (id: string, tier: { collocators: number; lines: number }): boolean =>
      step(
        id,
        `${fiberBasedCollocators} collocators and ${businessLines} lines reach ${tier.collocators} collocators or ${tier.lines} lines`,
        fiberBasedCollocators >= tier.collocators || businessLines >= tier.lines,
      );
    const byTandem =
      tandemOnly && step('tandem', 'A tandem without lines that competitors can reach', tandem === 'tier-1');
    const counted: (typeof TIERS)[number] =
      byTandem || reaches('tier-1', tier1) ? 'tier-1' : reaches('tier-2', tier2) ? 'tier-2' : 'tier-3';
    const kept =
      earlier !== undefined && !lowered && TIERS.indexOf(earlier) < TIERS.indexOf(counted)
        ? earlier
        : counted;
    if (kept !== counted)
      trace.add({
        id: 'kept',
        sentence: `Once ${kept}, not lowered to ${counted}`,
        out: kept,
        ...cited(term.value),
      });
    return ok({ value: kept, clause: term.value.citation });
  },
});
