import { Type } from 'typebox';
import type { TableRow } from '../../../agreement/agreement.ts';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import { parseQuantity } from '../../../base/quantity.ts';
import { ZERO, compare, rational, toText } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { functionRow } from '../function-row.ts';
import { PRE_ORDER_FUNCTIONS } from '../functions.ts';
import type { FunctionRow } from '../terms.ts';

/** A month without a query that counts is neither met nor missed. */
export function standardMet(
  { value }: TableRow<FunctionRow>,
  timely: number,
  counted: number,
): 'met' | 'missed' | 'no-activity' {
  if (counted === 0) return 'no-activity';
  const share = parseQuantity(value.share)?.value ?? ZERO;
  return compare(rational(timely * 100, counted), share) >= 0 ? 'met' : 'missed';
}

export const preOrderStandard = defineDecision({
  name: 'pre-order-standard',
  doc: 'Whether so many timely answers of so many queries that count meet the standard of a function: met, missed or no-activity.',
  facts: Type.Object(
    {
      function: Code(PRE_ORDER_FUNCTIONS),
      timely: Type.Integer({ minimum: 0 }),
      counted: Type.Integer({ minimum: 0 }),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ function: name, timely, counted }, view, trace) => {
    const row = functionRow(view, name);
    if (!row.ok) return row;
    if (timely > counted)
      return fail({
        id: 'oss-access/counts',
        field: 'timely',
        sentence: `${timely} of ${counted} cannot be timely.`,
        cure: 'Count the timely ones among those that count.',
      });
    const value = standardMet(row.value, timely, counted);
    const percent = counted === 0 ? 'nothing' : `${toText(rational(timely * 100, counted))} %`;
    trace.add({
      id: 'compare',
      sentence: `${percent} against ${row.value.value.share}, before any rounding → ${value}`,
      out: value,
      ...cited(row.value),
    });
    return ok({ value, clause: row.value.citation });
  },
});
