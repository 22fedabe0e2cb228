import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

export const trunkForecastsTerm = defineTerm(
  'trunks.forecasts',
  Type.Object({
    quarters: Type.Integer({ minimum: 1, description: 'Quarters that a forecast covers, without a gap' }),
    mismatchAbove: Type.Integer({
      minimum: 0,
      description: 'Trunks by which the forecasts of both parties for one group may differ',
    }),
    unreconciled: Code(
      ['one-way', 'greater', 'lesser'],
      'What follows where they cannot agree: groups one way each, or one of the two numbers',
    ),
  }),
  'What a forecast of trunks covers, and what follows when the two forecasts differ.',
);
