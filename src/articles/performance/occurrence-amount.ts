import Type from 'typebox';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { Code, IsoDate } from '../../agreement/schema.ts';
import { formatRate } from '../../base/money.ts';
import { formatQuantity, parseQuantity } from '../../base/quantity.ts';
import { ok } from '../../base/result.ts';
import { findLevel } from './find-level.ts';

/** What one occurrence costs by the weight of its measure and the months missed in a row, whichever measures there are. */
export const occurrenceAmount = defineDecision({
  name: 'occurrence-amount',
  doc: 'Dollars for one occurrence of a missed measure, by weight and consecutive months missed.',
  facts: Type.Object(
    {
      weight: Code(['high', 'medium', 'low'], 'Weight of the measure'),
      monthsMissed: Type.Integer({ minimum: 0, description: 'Consecutive months missed, this one included' }),
      on: Type.Optional(IsoDate('Last day of the month')),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ on }) => on,
  decide: ({ weight, monthsMissed }, view, trace) => {
    const level = findLevel(view, weight, monthsMissed);
    if (!level.ok) return level;
    const amount = parseQuantity(level.value.value.amount);
    if (!amount) throw new Error(`${level.value.value.amount} passed the schema and is no price.`);
    const value = formatRate(amount.value);
    trace.add({
      id: 'level',
      sentence: `Weight ${weight}, month ${monthsMissed} missed: ${formatQuantity(amount)}`,
      out: value,
      ...cited(level.value),
    });
    return ok({ value, clause: level.value.citation });
  },
});
