import { ZERO, isZero, maximum, minimum, subtract, toText } from '../../../base/rational.ts';
import type { Step } from '../../../base/receipt.ts';
import { ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { presumeIsp } from '../compensation/isp-presumption.ts';
import { ispPresumptionTerm } from '../compensation/terms.ts';
import { DIRECTIONS, linesOf, minutesOf } from './adjusting.ts';
import type { Adjusted, Adjusting } from './adjusting.ts';
import type { Move } from './move-minutes.ts';

/**
 * The presumption that traffic out of balance is ISP-bound, on the sums of the contract: of what one party terminates for the
 * other beyond the ratio to what it sends, less what is known to be ISP-bound already.
 */
export function presumedMoves({ view, usage }: Adjusting): Result<Adjusted> {
  const term = view.term(ispPresumptionTerm);
  if (!term.ok) return term;
  const { counted, from, to } = term.value.value;
  const steps: Step[] = [];
  const moves: Move[] = [];
  for (const direction of DIRECTIONS) {
    const back = direction === 'ilec-to-clec' ? 'clec-to-ilec' : 'ilec-to-clec';
    const terminating = minutesOf(linesOf(usage, direction, counted));
    if (isZero(terminating)) continue;
    const originating = minutesOf(linesOf(usage, back, counted));
    const presumed = presumeIsp(view, term.value, { terminating, originating }, direction);
    const known = minutesOf(linesOf(usage, direction, [to]));
    const more = maximum(ZERO, subtract(presumed.isp, known));
    const minutes = minimum(more, minutesOf(linesOf(usage, direction, from)));
    const why: Step = {
      id: 'isp-presumption',
      sentence: `${direction}: ${toText(presumed.isp)} minutes are taken to be ISP-bound, ${toText(known)} are known to be: ${toText(minutes)} more`,
      out: toText(minutes),
      clause: presumed.clause,
      steps: presumed.steps,
    };
    steps.push(why);
    moves.push({ direction, from, to, minutes, why });
  }
  return ok({ steps, moves });
}
