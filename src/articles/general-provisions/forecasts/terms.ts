import { Type } from 'typebox';
import { Duration } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

export const forecastsTerm = defineTerm(
  'general-provisions.forecasts',
  Type.Object({
    binding: Type.Boolean({ description: 'Whether what was forecast must be ordered' }),
    beforeFirstOrder: Duration(
      'Least time from a revised forecast to the first order in a new local calling area',
    ),
  }),
  'What a forecast binds to, and how early a new local calling area is forecast.',
);
