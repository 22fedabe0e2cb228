import { Type } from 'typebox';
import { Code, IsoDate, Percent } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

export const lineSharingTerm = defineTerm(
  'dsl.line-sharing',
  Type.Object({
    grandfatheredBefore: IsoDate('End users added before this day stay at the price that they had'),
    newUntil: IsoDate('Last day on which a new end user could be added'),
    steps: Type.Array(
      Type.Object({
        from: IsoDate('First day of the step'),
        share: Percent('Of the price of a loop of its own'),
      }),
      { minItems: 1, description: 'Price of those added in between, the first step first' },
    ),
    ends: IsoDate('First day on which nothing of it is owed for them any more'),
    then: Type.Array(Code(['line-splitting', 'stand-alone-loop']), {
      minItems: 1,
      uniqueItems: true,
      description: 'What may be had in its place',
    }),
  }),
  'Line sharing: the frequencies above the voice service of the incumbent on one line, and how the duty to share them ended.',
);
export type LineSharing = NonNullable<(typeof lineSharingTerm)['type']>;
