import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { formatCents } from '../../../base/money.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import { LoopMakeup } from '../../../network/plant/loop-makeup.ts';
import { qualifyLoop } from '../qualification/qualify-loop.ts';
import type { Reason } from '../qualification/qualify-loop.ts';
import { Technology, VERDICTS } from '../qualification/terms.ts';
import type { Verdict } from '../qualification/terms.ts';
import { conditioningCost } from './conditioning-cost.ts';
import { loopConditioningTerm } from './terms.ts';
import type { Work } from './terms.ts';
import { PARTS, everything, withoutWanted } from './wanted.ts';
import type { Wanted } from './wanted.ts';

/** One thing that the competitor may choose, with what it gives and costs. */
export interface ConditioningOption {
  readonly takeOff: readonly Work[];
  readonly wanted: Wanted;
  /** What the loop is for the technology then. */
  readonly after: Verdict;
  /** What still stands against it. */
  readonly reasons: readonly Reason[];
  /** Dollars and cents; absent where it has no price. */
  readonly amount?: string;
  /** Why it has none. */
  readonly noPrice?: readonly Problem[];
}

/**
 * What may be chosen for a loop: to leave it as it is, or to have some or all of what the agreement offers taken off. The
 * competitor decides; the answer says how good the loop can become.
 */
export const conditioningOptions = defineDecision({
  name: 'conditioning-options',
  doc: 'How good a loop can become for a technology by conditioning; details list each choice with what it gives and costs. Nothing is chosen.',
  facts: Type.Object(
    { makeup: LoopMakeup, technology: Technology('Code in technologies.csv') },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ makeup, technology }, view, trace) => {
    const offer = view.term(loopConditioningTerm);
    const now = qualifyLoop(view, makeup, technology);
    if (!offer.ok || !now.ok) return fail(...[offer, now].flatMap((one) => (one.ok ? [] : one.problems)));
    const there = PARTS.filter(({ part }) => makeup[part].length > 0)
      .map(({ work }) => work)
      .filter((work) => offer.value.value.works.includes(work));
    const options: ConditioningOption[] = [];
    for (const takeOff of subsets(there)) {
      const wanted = everything(makeup, takeOff);
      const left = withoutWanted(makeup, wanted);
      if (!left.ok) return left;
      const then = qualifyLoop(view, left.value, technology);
      if (!then.ok) return then;
      const [one] = then.value;
      if (one === undefined) return fail(view.missing(`technologies#${technology}`));
      const cost = conditioningCost(view, makeup, wanted, 1);
      options.push({
        takeOff,
        wanted,
        after: one.verdict,
        reasons: one.reasons,
        ...(cost.ok ? { amount: formatCents(cost.value.amount) } : { noPrice: cost.problems }),
      });
      trace.add({
        id: takeOff.join('+') || 'as-it-is',
        sentence:
          takeOff.length === 0 ? 'Left as it is' : `Without ${takeOff.join(', ').replaceAll('-', ' ')}`,
        out: one.verdict,
        ...cited(offer.value),
      });
    }
    const best = VERDICTS.find((verdict) => options.some(({ after }) => after === verdict)) ?? 'red';
    return ok({ value: best, clause: offer.value.citation, details: { options } });
  },
});

/** All choices of some of them, fewer first. */
function subsets<T>(items: readonly T[]): T[][] {
  let all: T[][] = [[]];
  for (const item of items) all = all.concat(all.map((list) => [...list, item]));
  return all.sort((a, b) => a.length - b.length);
}
