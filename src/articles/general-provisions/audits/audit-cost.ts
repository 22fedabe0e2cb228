import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { decimalText } from '../../../accounts/decimal-text.ts';
import { parseQuantity } from '../../../base/quantity.ts';
import { compare, decimal, divide, isZero, multiply, rational } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { negativeProblems } from '../money-facts.ts';
import { auditTerm } from './terms.ts';

/** Who bears the cost of an audit. */
export const auditCost = defineDecision({
  name: 'audit-cost',
  doc: 'Who bears the cost of an audit: the auditing party, or the audited one when its errors are large enough.',
  facts: Type.Object(
    {
      audited: DecimalText('Dollars that were audited'),
      error: DecimalText('Dollars that were billed wrongly against the auditing party'),
      on: Type.Optional(IsoDate('Day of the final report')),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ on }) => on,
  decide: ({ audited, error }, view, trace) => {
    const term = view.term(auditTerm);
    const problems = [...(term.ok ? [] : term.problems), ...negativeProblems({ audited, error })];
    if (isZero(decimal(audited))) {
      problems.push({
        id: 'audit/nothing-audited',
        field: 'audited',
        sentence: 'Nothing was audited.',
        cure: 'Give the dollars of the bills that were audited.',
      });
    }
    if (!term.ok || problems.length > 0) return fail(...problems);
    const { costShift } = term.value.value;
    const share = costShift === undefined ? undefined : parseQuantity(costShift)?.value;
    const most = share === undefined ? undefined : divide(multiply(decimal(audited), share), rational(100));
    const shifts = most !== undefined && compare(decimal(error), most) >= 0;
    trace.add({
      id: 'threshold',
      sentence:
        most === undefined
          ? 'The cost stays with the auditing party whatever it finds'
          : `An error of $${error}; ${costShift ?? ''} of $${audited} is $${decimalText(most)}`,
      out: shifts,
      ...cited(term.value),
    });
    return ok({ value: shifts ? 'audited-party' : 'auditing-party', clause: term.value.citation });
  },
});
