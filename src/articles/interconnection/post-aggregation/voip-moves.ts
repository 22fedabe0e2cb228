import { divide, isZero, multiply, rational, toText } from '../../../base/rational.ts';
import type { Step } from '../../../base/receipt.ts';
import { cited } from '../../../agreement/agreement.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { wholeMinutes } from '../compensation/divide-minutes.ts';
import { voipTerm } from '../compensation/terms.ts';
import { DIRECTIONS, byLata, linesOf, minutesOf, senderOf } from './adjusting.ts';
import type { Adjusted, Adjusting } from './adjusting.ts';
import { factorOn } from './factors.ts';
import type { Move } from './move-minutes.ts';

const HUNDRED = rational(100);

/** The part of toll that is Internet voice by the factor of the party that sends it, LATA by LATA. */
export function voipMoves({ agreement, view, usage, inputs }: Adjusting): Result<Adjusted> {
  const term = view.term(voipTerm);
  if (!term.ok) return term;
  const { from, to, wholeMinutes: mode } = term.value.value;
  const problems: Problem[] = [];
  const steps: Step[] = [];
  const moves: Move[] = [];
  for (const direction of DIRECTIONS) {
    const party = senderOf(agreement, direction);
    const toll = linesOf(usage, direction, from);
    for (const [lata, trunkGroups] of byLata(toll, inputs.lataOf)) {
      const factor = factorOn(agreement, inputs.factors, {
        factor: 'pvu',
        party,
        ...(lata === undefined ? {} : { lata }),
        on: inputs.from,
      });
      if (!factor.ok) {
        problems.push(...factor.problems);
        continue;
      }
      const all = minutesOf(toll.filter(({ trunkGroup }) => trunkGroups.has(trunkGroup)));
      const minutes = wholeMinutes(divide(multiply(all, factor.value.percent), HUNDRED), mode);
      if (isZero(minutes)) continue;
      const why: Step = {
        id: 'voip-share',
        sentence: `${direction}${lata === undefined ? '' : `, LATA ${lata}`}: ${toText(factor.value.percent)} % of ${toText(all)} toll minutes are Internet voice, in whole minutes`,
        out: toText(minutes),
        ...cited(term.value),
        steps: [factor.value.step],
      };
      steps.push(why);
      moves.push({ direction, from, to, minutes, trunkGroups, why });
    }
  }
  return problems.length > 0 ? fail(...problems) : ok({ steps, moves });
}
