import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { decimalText } from '../../../accounts/decimal-text.ts';
import { add, decimal, divide, isZero, multiply, subtract } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { negativeProblems, roundedAmount } from '../money-facts.ts';
import { escrowTerm } from './terms.ts';

/** The disputing party's part of the interest of an escrow account, in dollars; the rest is the other's. */
export const escrowInterest = defineDecision({
  name: 'escrow-interest',
  doc: 'Interest of an escrow account that the disputing party gets; the details say what the other gets.',
  facts: Type.Object(
    {
      interest: DecimalText('Dollars that the account has earned'),
      toDisputing: DecimalText('Dollars of principal that go back to the disputing party'),
      toBilling: DecimalText('Dollars of principal that go to the billing party'),
      on: Type.Optional(IsoDate('Day on which it is paid out')),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ on }) => on,
  decide: ({ interest, toDisputing, toBilling }, view, trace) => {
    const term = view.term(escrowTerm);
    const problems = [
      ...(term.ok ? [] : term.problems),
      ...negativeProblems({ interest, toDisputing, toBilling }),
    ];
    if (term.ok && (!term.value.value.required || term.value.value.interest === undefined)) {
      problems.push({
        id: 'escrow/off',
        field: 'interest',
        sentence: 'This agreement does not say who gets the interest of an escrow account.',
        cure: 'Divide it as the escrow contract says.',
        clause: term.value.citation,
      });
    }
    const principal = add(decimal(toDisputing), decimal(toBilling));
    if (isZero(principal)) {
      problems.push({
        id: 'escrow/no-principal',
        field: 'toDisputing',
        sentence: 'No principal is paid out.',
        cure: 'Give the principal that each party gets.',
      });
    }
    if (!term.ok || problems.length > 0) return fail(...problems);
    const share = multiply(decimal(interest), divide(decimal(toDisputing), principal));
    trace.add({
      id: 'share',
      sentence: `$${interest} × $${toDisputing} ÷ $${decimalText(principal)} of principal`,
      out: decimalText(share),
      ...cited(term.value),
    });
    const value = roundedAmount(view, share, trace);
    if (!value.ok) return value;
    const rest = decimalText(subtract(decimal(interest), decimal(value.value)));
    return ok({ value: value.value, clause: term.value.citation, details: { toBilling: rest } });
  },
});
