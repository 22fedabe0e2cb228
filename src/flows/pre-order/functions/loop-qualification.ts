import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { loopQualification as decision } from '../../../articles/dsl/qualification/loop-qualification.ts';
import { qualifyLoop } from '../../../articles/dsl/index.ts';
import type { Problem } from '../../../base/problem.ts';
import type { Receipt } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import { localDate } from '../../../cases/instant.ts';
import { LoopFacts, notesOn, loopSubject, loopsFor } from '../loops-of.ts';
import type { KnownLoop } from '../loops-of.ts';
import { defineFunction } from '../pre-order.ts';

/** Whether a loop at a place carries a technology, by the best of its loops that are sound; each loop with its own reasons. */
export const loopQualification = defineFunction({
  name: 'loop-qualification',
  doc: 'Whether the loops at a place carry a technology: green, yellow or red, with each reason; without a technology all that the agreement knows.',
  facts: Type.Object(
    {
      ...LoopFacts,
      technology: Type.Optional(
        Type.String({
          pattern: '^[a-z0-9][a-z0-9-]*$',
          maxLength: 40,
          description: 'Code in technologies.csv',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  subject: (given) => [loopSubject(given), given.technology].filter(Boolean).join(' '),
  answer: async (tx, { agreement }, { askedAt }, facts) => {
    const loops = await loopsFor(tx, agreement, facts, askedAt);
    if (!loops.ok) return loops;
    const sound = loops.value.filter(({ status }) => status !== 'defective');
    if (sound.length === 0)
      return ok({ outcome: 'no-record', value: null, details: { loops: [] }, problems: [noRecord] });
    const { technology } = facts;
    const problems = notesOn(sound, agreement, askedAt);
    if (technology === undefined) {
      const { all, wrong } = forAll(agreement, sound, askedAt);
      return all.length > 0
        ? ok({ outcome: 'listed', value: null, details: { loops: all }, problems: [...problems, ...wrong] })
        : fail(...wrong);
    }
    const decided = sound.map(({ loop, status, makeup }) => ({
      loop,
      status,
      receipt: runDecision(
        decision,
        agreement,
        { makeup, technology },
        { asOf: localDate(agreement, askedAt) },
      ),
    }));
    const wrong = decided.flatMap(({ loop, receipt }) =>
      receipt.ok ? [] : receipt.problems.map((problem) => ofLoop(loop, problem)),
    );
    if (decided.every(({ receipt }) => !receipt.ok)) return fail(...wrong);
    const receipts = decided.flatMap(({ loop, status, receipt }) =>
      receipt.ok ? [{ loop, status, receipt: receipt.value }] : [],
    );
    const [best] = receipts.toSorted((a, b) => rank(a.receipt) - rank(b.receipt));
    if (best === undefined) throw new Error('Loops were asked about and have no answer.');
    return ok({
      outcome: String(best.receipt.value),
      value: best.receipt.value,
      details: {
        loop: best.loop,
        loops: receipts.map(({ loop, status, receipt: { value, details } }) => ({
          loop,
          status,
          verdict: value,
          ...(details as object),
        })),
      },
      problems: [...problems, ...wrong],
      receipt: best.receipt,
    });
  },
});

const RANKS = ['green', 'yellow', 'red'];
const rank = ({ value }: Receipt): number => RANKS.indexOf(String(value));

/** A loop whose record cannot be judged is told with what is wrong with it, and hides no other. */
function forAll(
  agreement: Agreement,
  loops: readonly KnownLoop[],
  askedAt: string,
): { readonly all: readonly object[]; readonly wrong: readonly Problem[] } {
  const view = agreement.at(localDate(agreement, askedAt));
  const judged = loops.map(({ loop, status, makeup }) => ({
    loop,
    status,
    technologies: qualifyLoop(view, makeup),
  }));
  return {
    all: judged.flatMap(({ loop, status, technologies }) =>
      technologies.ok ? [{ loop, status, technologies: technologies.value }] : [],
    ),
    wrong: judged.flatMap(({ loop, technologies }) =>
      technologies.ok ? [] : technologies.problems.map((problem) => ofLoop(loop, problem)),
    ),
  };
}

const ofLoop = (loop: string, problem: Problem): Problem => ({
  ...problem,
  sentence: problem.field?.startsWith('makeup') === true ? `${loop}: ${problem.sentence}` : problem.sentence,
});

const noRecord = {
  id: 'pre-order/no-loop',
  field: 'addressId',
  sentence: 'No sound loop is on record at this place.',
  cure: 'Ask the incumbent to engineer it by hand, or see whether facilities reach the place.',
};
