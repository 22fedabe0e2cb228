import { Type } from 'typebox';
import { defineDecision } from '../../../agreement/decision.ts';
import { formatCents } from '../../../base/money.ts';
import { ok } from '../../../base/result.ts';
import { LoopMakeup } from '../../../network/plant/loop-makeup.ts';
import { conditioningCost } from './conditioning-cost.ts';
import { Wanted } from './wanted.ts';

/** The quote: what it costs to take the wanted things off a loop. */
export const conditioningCharges = defineDecision({
  name: 'conditioning-charges',
  doc: 'What it costs to take load coils, bridged taps or repeaters off a loop: dollars and cents, each work in details.',
  facts: Type.Object(
    {
      makeup: LoopMakeup,
      wanted: Wanted,
      pairs: Type.Optional(Type.Integer({ minimum: 1, description: 'Pairs of the loop; default 1' })),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  decide: ({ makeup, wanted, pairs = 1 }, view, trace) => {
    const cost = conditioningCost(view, makeup, wanted, pairs, trace);
    if (!cost.ok) return cost;
    const { amount, lines, clause } = cost.value;
    return ok({ value: formatCents(amount), clause, details: { lines } });
  },
});
