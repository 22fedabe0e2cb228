import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { decimal } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { negativeProblems, roundedAmount } from '../money-facts.ts';
import { ESCROW_KINDS, escrowTerm } from './terms.ts';

/** How much of a disputed amount goes into escrow, in dollars: all of it or nothing. */
export const escrow = defineDecision({
  name: 'escrow',
  doc: 'Dollars of a disputed amount that must be paid into escrow.',
  facts: Type.Object(
    {
      disputed: DecimalText('Dollars in dispute that are withheld'),
      kind: Type.Optional(Code(ESCROW_KINDS, 'What the dispute is about; default other')),
      on: Type.Optional(IsoDate('Day of the dispute')),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ on }) => on,
  decide: ({ disputed, kind = 'other' }, view, trace) => {
    const term = view.term(escrowTerm);
    const problems = [...(term.ok ? [] : term.problems), ...negativeProblems({ disputed })];
    if (!term.ok || problems.length > 0) return fail(...problems);
    const { required, exempt = [] } = term.value.value;
    const goes = required && !exempt.includes(kind);
    trace.add({
      id: 'required',
      sentence: !required
        ? 'Disputed amounts are withheld without escrow'
        : goes
          ? 'A disputed amount that is withheld goes into escrow'
          : `Disputes of ${kind.replaceAll('-', ' ')} are exempt from escrow`,
      out: goes,
      ...cited(term.value),
    });
    const value = roundedAmount(view, decimal(goes ? disputed : '0'), trace);
    return value.ok ? ok({ value: value.value, clause: term.value.citation }) : value;
  },
});
