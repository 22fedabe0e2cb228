import { Type } from 'typebox';
import { Code, Percent } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';
import { Months } from '../months.ts';

export const directTrunksTerm = defineTerm(
  'trunks.direct-trunks',
  Type.Object({
    aboveCcs: Type.Integer({
      minimum: 1,
      description:
        'Busy-hour load through the tandem to one end office, hundred call seconds, that must be passed',
    }),
    for: Months('In how many months running'),
    basis: Code(['actual', 'forecast', 'either'], 'Which load counts'),
    releaseBelow: Percent('Share of that load below which a direct group is no longer due'),
    releaseFor: Months('In how many months running it must stay below'),
  }),
  'When a direct end-office group is due, and when it is due no longer.',
);

export const utilizationTerm = defineTerm(
  'trunks.utilization',
  Type.Object({
    measure: Code(['required-over-in-service'], 'Trunks that the load requires, over trunks in service'),
    decimals: Type.Integer({
      minimum: 0,
      maximum: 9,
      description: 'Decimals of the percentage that is stated',
    }),
    rounding: Code(['half-up', 'down', 'up'], 'How it is brought to them'),
  }),
  'How much of a trunk group is used.',
);

export const servicingTerm = defineTerm(
  'trunks.servicing',
  Type.Object({
    groups: Type.Array(Code(['final', 'high-usage']), {
      minItems: 1,
      uniqueItems: true,
      description: 'Groups that are augmented; calls that find a high-usage group busy overflow elsewhere',
    }),
    augmentAt: Percent('Utilization from which trunks are added'),
    resizeBelow: Percent('Utilization below which trunks are taken away'),
    resizeFor: Months('In how many months running it must stay below'),
  }),
  'When a trunk group is made larger or smaller.',
);
