import type { Agreement } from '../../../agreement/agreement.ts';
import { decimal, isZero, sum, toText } from '../../../base/rational.ts';
import type { Step } from '../../../base/receipt.ts';
import { ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import type { UsageSummary } from '../../../traffic/index.ts';
import { postAggregationTerm } from '../compensation/terms.ts';
import type { Adjustment } from '../compensation/terms.ts';
import { allocatedMoves } from './allocated-moves.ts';
import type { Adjusted, Adjusting, UsageInputs } from './adjusting.ts';
import { moveMinutes } from './move-minutes.ts';
import type { AdjustedUsage } from './move-minutes.ts';
import { presumedMoves } from './presumed-moves.ts';
import { voipMoves } from './voip-moves.ts';

export interface AdjustedMonth {
  readonly summaries: readonly AdjustedUsage[];
  /** What was tested and what moved, in the order of the agreement. */
  readonly steps: readonly Step[];
}

const RULES: Readonly<Record<Adjustment, (month: Adjusting) => Result<Adjusted>>> = {
  unidentified: allocatedMoves,
  'isp-presumption': presumedMoves,
  voip: voipMoves,
};

/**
 * Applies the rules that work on a month's sums and not on single calls: unidentified minutes are allocated, the presumption on
 * traffic out of balance is applied by contract and direction, and the Internet-voice share of toll is taken. Minutes and
 * milliseconds are as many after it as before.
 */
export function postAggregate(
  agreement: Agreement,
  summaries: readonly UsageSummary[],
  inputs: UsageInputs,
): Result<AdjustedMonth> {
  const view = agreement.at(inputs.from);
  const order = view.optional(postAggregationTerm)?.value.order ?? [];
  const steps: Step[] = [];
  let usage: readonly AdjustedUsage[] = summaries;
  for (const rule of order) {
    const found = RULES[rule]({ agreement, view, usage, inputs });
    if (!found.ok) return found;
    steps.push(...found.value.steps);
    for (const move of found.value.moves) {
      if (isZero(move.minutes)) continue;
      const moved = moveMinutes(agreement, usage, move);
      if (!moved.ok) return moved;
      usage = moved.value;
    }
  }
  balance(summaries, usage);
  return ok({ summaries: usage, steps });
}

/** @throws Error when a minute or a millisecond was lost or made, which is a bug: nothing may be billed from it. */
function balance(before: readonly AdjustedUsage[], after: readonly AdjustedUsage[]): void {
  const [was, is] = [before, after].map((usage) => {
    const once = usage.filter(({ callsAgain }) => !callsAgain);
    return {
      minutes: toText(sum(once.map(({ minutes }) => decimal(minutes)))),
      ms: once.reduce((total, { conversationMs }) => total + conversationMs, 0),
      calls: once.reduce((total, { calls }) => total + calls, 0),
    };
  });
  if (JSON.stringify(was) !== JSON.stringify(is))
    throw new Error(`Usage does not balance: ${JSON.stringify(was)} before and ${JSON.stringify(is)} after.`);
}
