import { Type } from 'typebox';
import { Percent } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

export const flowThroughTerm = defineTerm(
  'oss-access.flow-through',
  Type.Object({
    targets: Type.Array(
      Type.Object({
        products: Type.Optional(
          Type.Array(Type.String(), {
            minItems: 1,
            uniqueItems: true,
            description: 'Product codes; without them each product that no other target names',
          }),
        ),
        share: Percent('Share of the orders of a month that is confirmed without a person: 85 %'),
      }),
      { minItems: 1 },
    ),
  }),
  'Share of orders that is acknowledged and confirmed without a person.',
);

export const loopDataTerm = defineTerm(
  'oss-access.loop-data',
  Type.Object({
    share: Percent('Share of the loops tested in a month whose record holds: 95 %'),
  }),
  'How accurate the records of loops are.',
);
