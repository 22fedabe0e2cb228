import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, DecimalText } from '../../../agreement/schema.ts';
import { add, compare, decimal, divide, isNegative, rational, toText } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { functionRow } from '../function-row.ts';
import { PRE_ORDER_FUNCTIONS } from '../functions.ts';
import { millisecondsOf } from '../spans.ts';
import { parityTerm } from '../terms.ts';

/** Where the retail side has nothing like it there is nothing to compare: the target of the function is all there is. */
export const preOrderParity = defineDecision({
  name: 'pre-order-parity',
  doc: 'Whether a function is answered like the retail analogue: parity, no-parity, or target-only where there is none.',
  facts: Type.Object(
    {
      function: Code(PRE_ORDER_FUNCTIONS),
      carrierSeconds: DecimalText('Mean response to the competitor'),
      retailSeconds: Type.Optional(DecimalText('Mean response to the retail side of the incumbent')),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ function: name, carrierSeconds, retailSeconds }, view, trace) => {
    const row = functionRow(view, name);
    const rule = view.term(parityTerm);
    if (!row.ok || !rule.ok)
      return fail(...[row, rule].flatMap((each) => (each.ok ? [] : [...each.problems])));
    const { standard } = row.value.value;
    if (standard !== 'parity') {
      trace.add({
        id: 'standard',
        sentence: `${row.value.value.name} has no retail analogue: a meaningful opportunity to compete, which its target stands for`,
        out: 'target-only',
        ...cited(row.value),
      });
      return ok({ value: 'target-only', clause: row.value.citation });
    }
    const negative = [carrierSeconds, retailSeconds ?? '0'].some((text) => isNegative(decimal(text)));
    if (retailSeconds === undefined || negative)
      return fail({
        id: 'oss-access/retail',
        field: 'retailSeconds',
        sentence: `${row.value.value.name} is held against the retail side, and its mean is not there or below zero.`,
        cure: 'Give the mean response of the retail side, in seconds.',
        clause: row.value.citation,
      });
    const { tolerance } = rule.value.value;
    const most = add(decimal(retailSeconds), divide(millisecondsOf(tolerance), rational(1000)));
    const value = compare(decimal(carrierSeconds), most) <= 0 ? 'parity' : 'no-parity';
    trace.add({
      id: 'compare',
      sentence: `${carrierSeconds} s against ${retailSeconds} s and ${tolerance}: ${toText(most)} s → ${value}`,
      out: value,
      ...cited(rule.value),
    });
    return ok({ value, clause: rule.value.citation, details: { mostSeconds: toText(most) } });
  },
});
