import { Type } from 'typebox';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { interestAnswer } from '../interest-answer.ts';
import { DEPOSIT_FORMS, depositTerm } from './terms.ts';

/** Interest that a deposit has earned, in dollars; only cash earns any. */
export const depositInterest = defineDecision({
  name: 'deposit-interest',
  doc: 'Interest that a deposit earned between two days.',
  facts: Type.Object(
    {
      amount: DecimalText('Dollars held'),
      from: IsoDate('Day on which it was given'),
      to: IsoDate('Day up to which it is held'),
      form: Type.Optional(Code(DEPOSIT_FORMS, 'Default cash')),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ from }) => from,
  decide: ({ form = 'cash', ...facts }, view, trace) =>
    interestAnswer(
      view,
      facts,
      {
        term: view.term(depositTerm),
        bears: ({ interest }) => form === 'cash' && interest === 'late-payment-rate',
        sentence: (bears) =>
          bears
            ? 'A cash deposit bears interest at the rate of the late payment charge'
            : `A deposit in ${form.replaceAll('-', ' ')} bears none here`,
      },
      trace,
    ),
});
