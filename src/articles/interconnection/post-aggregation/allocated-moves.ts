import type { Term } from '../../../agreement/agreement.ts';
import { cited } from '../../../agreement/agreement.ts';
import type { Problem } from '../../../base/problem.ts';
import { ZERO, add, divide, isZero, multiply, rational, subtract, toText } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import type { Step } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import type { Direction } from '../../../traffic/index.ts';
import { allocateUnidentified } from '../compensation/allocate-unidentified.ts';
import type { Ratio } from '../compensation/allocate-unidentified.ts';
import { ratioOfFactors } from '../compensation/default-factors.ts';
import { unidentifiedTerm } from '../compensation/terms.ts';
import type { UnidentifiedAllocation } from '../compensation/terms.ts';
import { DIRECTIONS, byLata, linesOf, minutesOf, senderOf } from './adjusting.ts';
import type { Adjusted, Adjusting } from './adjusting.ts';
import { factorOn } from './factors.ts';
import type { AdjustedUsage, Move } from './move-minutes.ts';

const HUNDRED = rational(100);

/**
 * Unidentified minutes of each direction: by the share of what one party sent with a number they are divided, as the identified
 * minutes are or by the factors of the sender, or all of them are paid as the agreement says.
 */
export function allocatedMoves(month: Adjusting): Result<Adjusted> {
  const term = month.view.term(unidentifiedTerm);
  if (!term.ok) return term;
  const problems: Problem[] = [];
  const steps: Step[] = [];
  const moves: Move[] = [];
  for (const direction of DIRECTIONS) {
    const lines = linesOf(month.usage, direction, [term.value.value.from]);
    if (isZero(minutesOf(lines))) continue;
    const share = shareOf(month.usage, direction, term.value);
    const groups =
      term.value.value.within === 'factors'
        ? byLata(lines, month.inputs.lataOf)
        : new Map([[undefined, new Set(lines.map(({ trunkGroup }) => trunkGroup))]]);
    for (const [lata, trunkGroups] of groups) {
      const ratio = ratioFor(month, term.value, direction, lata);
      if (!ratio.ok) {
        problems.push(...ratio.problems);
        continue;
      }
      const own = minutesOf(lines.filter(({ trunkGroup }) => trunkGroups.has(trunkGroup)));
      const allocated = allocateUnidentified(term.value, own, share, ratio.value.ratio);
      const why: Step = {
        id: 'unidentified-allocation',
        sentence: `${direction}${lata === undefined ? '' : `, LATA ${lata}`}: ${toText(own)} unidentified minutes, ${toText(allocated.access)} of them as toll or access`,
        out: allocated.test,
        ...cited(term.value),
        steps: [...ratio.value.steps, ...allocated.steps],
      };
      steps.push(why);
      const { from } = term.value.value;
      for (const [to, minutes] of allocated.minutes)
        if (to !== from) moves.push({ direction, from: [from], to, minutes, trunkGroups, why });
    }
  }
  return problems.length > 0 ? fail(...problems) : ok({ steps, moves });
}

/** Percent of the calls, or of the minutes, of a direction that came with a number. */
function shareOf(
  usage: readonly AdjustedUsage[],
  direction: Direction,
  { value }: Term<UnidentifiedAllocation>,
): Rational {
  const lines = usage.filter((line) => !line.callsAgain && line.direction === direction);
  const [with_, all] =
    value.test === 'calls'
      ? [
          rational(lines.reduce((total, line) => total + line.callsWithNumber, 0)),
          rational(lines.reduce((total, { calls }) => total + calls, 0)),
        ]
      : [
          subtract(minutesOf(lines), minutesOf(lines.filter(({ bucket }) => bucket === value.from))),
          minutesOf(lines),
        ];
  return isZero(all) ? HUNDRED : multiply(divide(with_, all), HUNDRED);
}

function ratioFor(
  { agreement, usage, inputs }: Adjusting,
  term: Term<UnidentifiedAllocation>,
  direction: Direction,
  lata: string | undefined,
): Result<{ ratio: Ratio; steps: readonly Step[] }> {
  const { within, classes } = term.value;
  if (within === 'identified-ratio') {
    const of = (buckets: readonly string[] = []): Rational => minutesOf(linesOf(usage, direction, buckets));
    const ratio = {
      local: of(classes.local),
      toll: of(classes.toll),
      interstate: of(classes.interstate),
      voip: of(classes.voip),
    };
    const all = [ratio.local, ratio.toll, ratio.interstate, ratio.voip].reduce(add, ZERO);
    const sentence = `${toText(all)} identified minutes ${direction} are what the others are taken to be like`;
    return ok({ ratio, steps: [{ id: 'identified', sentence, out: toText(all), ...cited(term) }] });
  }
  const wanted = {
    party: senderOf(agreement, direction),
    ...(lata === undefined ? {} : { lata }),
    on: inputs.from,
  };
  const plu = factorOn(agreement, inputs.factors, { factor: 'plu', ...wanted });
  const piu = factorOn(agreement, inputs.factors, { factor: 'piu', ...wanted });
  if (!plu.ok || !piu.ok) return fail(...[plu, piu].flatMap((one) => (one.ok ? [] : one.problems)));
  return ok({
    ratio: ratioOfFactors(plu.value.percent, piu.value.percent),
    steps: [plu.value.step, piu.value.step],
  });
}
