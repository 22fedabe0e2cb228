import { Type } from 'typebox';
import { Code, Duration } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

/** How old a charge may be when it is billed. */
export const backBillingTerm = defineTerm(
  'accounts.back-billing',
  Type.Object({
    limit: Duration('Months or calendar days before the bill date to which charges reach back'),
    from: Code(
      ['service-date', 'cycle-end'],
      'service-date: the day of the service, of a service of several days its last; cycle-end: the last day of that calendar month',
    ),
    thirdPartyRecords: Type.Optional(
      Duration('Where the records come from another carrier: counted from the day on which they came'),
    ),
    trueUpAfterOrder: Type.Optional(Duration('A true-up that an order asks for: counted from the order')),
    trueUpAfterApproval: Type.Optional(
      Duration('A true-up of an amendment: counted from its approval. The longest true-up period holds'),
    ),
  }),
  'How late a charge may be billed for the first time; older charges are barred.',
);
