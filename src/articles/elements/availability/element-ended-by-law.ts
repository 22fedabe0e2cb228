import { defineDecision } from '../../../agreement/decision.ts';
import { ok } from '../../../base/result.ts';
import { changeOfLaw } from '../terms.ts';
import { AvailabilityFacts, asksForEmbedded } from './availability-facts.ts';
import { lawsThatEnd } from './governing-law.ts';

/** What the law says by itself, whatever the agreement makes of it: `element-available` ranks the two. */
export const elementEndedByLaw = defineDecision({
  name: 'element-ended-by-law',
  doc: 'Whether law on file ends what an order asks for, on its day and at its place, whatever rank the agreement gives it.',
  facts: AvailabilityFacts,
  value: 'boolean',
  asOf: ({ date }) => date,
  decide: (facts, view, trace) => {
    const embedded = asksForEmbedded(facts.orderType, view, trace);
    const [law] = lawsThatEnd(facts, embedded, view, trace);
    const clause = law?.citation ?? view.optional(changeOfLaw)?.citation ?? '';
    return ok({ value: law !== undefined, clause });
  },
});
