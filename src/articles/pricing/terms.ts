import { Type } from 'typebox';
import { Code } from '../../agreement/schema.ts';
import { defineTerm } from '../../agreement/vocabulary.ts';

/** How the miles of transport are counted. */
export const mileageTerm = defineTerm(
  'pricing.mileage',
  Type.Object({
    between: Code(['serving-wire-centers'], 'The two points: the wire centers at the ends of the circuit'),
    rounding: Code(['up', 'half-up'], 'up: to the next whole mile; half-up: to the nearest one'),
    minimumMiles: Type.Integer({ minimum: 0, description: 'Fewest miles that are billed' }),
  }),
  'Airline miles by the vertical and horizontal coordinates of wire centers.',
);

/** What becomes of an interim price when the final one is set. */
export const trueUpTerm = defineTerm(
  'pricing.true-up',
  Type.Object({
    interim: Code(
      ['trued-up', 'prospective-only'],
      'trued-up: the difference is billed or given back from the first day of the interim price; prospective-only: the final price holds from its own day on',
    ),
  }),
  'Interim prices, once the final ones are set.',
);

export const pricingTerms = [mileageTerm, trueUpTerm];
