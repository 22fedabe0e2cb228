import { Type } from 'typebox';
import { defineDecision } from '../../../agreement/decision.ts';
import { DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { interestAnswer } from '../interest-answer.ts';
import { auditTerm } from './terms.ts';

/** What the adjustment of a finding bears, in dollars. */
export const auditInterest = defineDecision({
  name: 'audit-interest',
  doc: 'Interest on the adjustment of a finding, from the payment of the wrong amount to the adjustment.',
  facts: Type.Object(
    {
      amount: DecimalText('Dollars of the adjustment'),
      from: IsoDate('Day on which the wrong amount was paid, or was due'),
      to: IsoDate('Day of the adjustment'),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ from }) => from,
  decide: (facts, view, trace) =>
    interestAnswer(
      view,
      facts,
      {
        term: view.term(auditTerm),
        bears: ({ interest }) => interest === 'late-payment-rate',
        sentence: (bears) =>
          bears
            ? 'An adjustment bears interest at the rate of the late payment charge'
            : 'An adjustment bears no interest',
      },
      trace,
    ),
});
