import { Type } from 'typebox';
import { cited } from '../agreement/agreement.ts';
import type { Term } from '../agreement/agreement.ts';
import { Code } from '../agreement/schema.ts';
import { defineTerm } from '../agreement/vocabulary.ts';
import type { Trace } from '../base/receipt.ts';

/** Tiers of wire centers, from the one with the most competition. */
export const TIERS = [1, 2, 3] as const;
export type Tier = (typeof TIERS)[number];

const Counts = (doc: string) =>
  Type.Object(
    {
      collocators: Type.Integer({ minimum: 1, description: 'Fiber-based collocators, this many or more' }),
      lines: Type.Integer({ minimum: 1, description: 'Business lines, this many or more' }),
    },
    { description: doc },
  );

export const tiersTerm = defineTerm(
  'definitions.wire-center-tiers',
  Type.Object({
    tier1: Counts('Either count makes a wire center tier 1'),
    tier2: Counts('Either count makes a wire center tier 2 that is not tier 1'),
    tandemOnly: Code(['tier-1', 'by-counts'], 'A tandem without lines that competitors can reach'),
    lowered: Type.Boolean({ description: 'Whether a wire center may later come into a lower tier' }),
  }),
  'From which counts a wire center is in which tier.',
);
export type TiersTerm = NonNullable<(typeof tiersTerm)['type']>;

/** What is counted at a wire center, and the highest tier that it had before. */
export interface TierFacts {
  readonly businessLines: number;
  readonly fiberBasedCollocators: number;
  /** A tandem without lines where competitors can reach aggregated traffic. */
  readonly tandemOnly?: boolean;
  readonly earlier?: Tier;
}

/** The tier of a wire center: either count is enough, and where the term says so a tier once reached is never lost. */
export function tierOf(facts: TierFacts, term: Term<TiersTerm>, trace: Trace): Tier {
  const { businessLines, fiberBasedCollocators, tandemOnly = false, earlier } = facts;
  const { tier1, tier2, tandemOnly: tandem, lowered } = term.value;
  const step = (id: string, sentence: string, out: boolean): boolean => {
    trace.add({ id, sentence, out, ...cited(term) });
    return out;
  };
  const reaches = (id: string, tier: TiersTerm['tier1']): boolean =>
    step(
      id,
      `${fiberBasedCollocators} collocators and ${businessLines} lines reach ${tier.collocators} collocators or ${tier.lines} lines`,
      fiberBasedCollocators >= tier.collocators || businessLines >= tier.lines,
    );
  const byTandem =
    tandemOnly && step('tandem', 'A tandem without lines that competitors can reach', tandem === 'tier-1');
  const counted: Tier =
    byTandem || reaches('tier-1', tier1) ? TIERS[0] : reaches('tier-2', tier2) ? TIERS[1] : TIERS[2];
  const kept = earlier !== undefined && !lowered && earlier < counted ? earlier : counted;
  if (kept !== counted)
    trace.add({
      id: 'kept',
      sentence: `Once tier-${kept}, not lowered to tier-${counted}`,
      out: `tier-${kept}`,
      ...cited(term),
    });
  return kept;
}
