import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { fail, ok } from '../../../base/result.ts';
import { claimProblems } from './claim-problems.ts';
import { Claim } from './claim.ts';
import { claimTerm } from './terms.ts';

/** `valid`, or a problem for each thing that a dispute lacks. */
export const disputeValid = defineDecision({
  name: 'dispute-valid',
  doc: 'Whether a dispute says what it must: valid, or everything that is missing or wrong.',
  facts: Claim,
  value: 'code',
  asOf: ({ billOn }) => billOn,
  decide: (claim, view, trace) => {
    const term = view.term(claimTerm);
    if (!term.ok) return term;
    const problems = claimProblems(claim, term.value.value);
    if (problems.length > 0) return fail(...problems.map((one) => ({ ...one, clause: term.value.citation })));
    trace.add({
      id: 'contents',
      sentence: `Says ${term.value.value.contents.map((word) => word.replaceAll('-', ' ')).join(', ')}`,
      out: 'valid',
      ...cited(term.value),
    });
    return ok({ value: 'valid', clause: term.value.citation });
  },
});
