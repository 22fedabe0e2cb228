import { Type } from 'typebox';
import { Code, Duration, IsoDate, Percent } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

export const circuitConversionTerm = defineTerm(
  'elements.conversion',
  Type.Object({
    work: Code(['records-only', 'physical'], 'records-only: no disconnect, no outage, no installation'),
    charge: Code(['service-order-only', 'none', 'as-new'], 'What may be charged once for it'),
    circuitId: Code(['kept', 'new'], 'The id of the circuit'),
    priceFrom: Code(
      ['next-billing-cycle', 'request'],
      'next-billing-cycle: the new price begins with the first bill after the complete request',
    ),
  }),
  'How a circuit becomes an element from a service, or a service from an element.',
);

export const transitionTerm = defineTerm(
  'elements.transition.*',
  Type.Object({
    products: Type.Array(Type.String(), { minItems: 1, description: 'Product codes that it speaks of' }),
    from: IsoDate('First day of the transition'),
    length: Duration('How long what was in service on that day is kept'),
    price: Percent('Price during the transition, of the price before'),
  }),
  'What is kept in service, and at which price, after an element has ended.',
);
export type Transition = NonNullable<(typeof transitionTerm)['type']>;
