import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

const Limit = (description: string) =>
  Type.Object(
    {
      lines: Type.Integer({ minimum: 1, description: 'Business lines, this many or more' }),
      collocators: Type.Integer({ minimum: 1, description: 'Fiber-based collocators, this many or more' }),
    },
    { description },
  );

export const loopLimitsTerm = defineTerm(
  'elements.loop-limits',
  Type.Object({
    ds1: Limit('Both counts end DS1 loops of a wire center'),
    ds3: Limit('Both counts end DS3 loops of a wire center'),
    reopened: Type.Boolean({ description: 'Whether loops once ended come back when a count falls' }),
  }),
  'From which counts, both of them, loops of high capacity need not be unbundled.',
);

const Tiers = (description: string) => Type.Integer({ minimum: 1, maximum: 3, description });

export const transportLimitsTerm = defineTerm(
  'elements.transport-limits',
  Type.Object({
    ds1: Tiers(
      'DS1 transport ends where both wire centers are of this tier or a higher one (1 is the highest)',
    ),
    ds3: Tiers('DS3 transport, likewise'),
    darkFiber: Tiers('Dark fiber transport, likewise'),
  }),
  'Between which wire centers dedicated transport need not be unbundled.',
);

const Products = (description: string) =>
  Type.Array(Type.String(), { uniqueItems: true, description: `Product codes of ${description}` });

export const wireCenterTestsTerm = defineTerm(
  'elements.wire-center-tests',
  Type.Object({
    ds1Loops: Products('what is or holds a DS1 loop'),
    ds3Loops: Products('what is or holds a DS3 loop'),
    ds1Transport: Products('what is or holds DS1 transport'),
    ds3Transport: Products('what is or holds DS3 transport'),
    darkFiber: Products('dark fiber transport'),
  }),
  'Which products are put to which test of wire centers; a combination is put to those of each part.',
);
export type WireCenterTests = NonNullable<(typeof wireCenterTestsTerm)['type']>;

/** Where a cap is counted. */
export const CAP_PLACES = ['building', 'route'] as const;

export const capTerm = defineTerm(
  'elements.cap.*',
  Type.Object({
    most: Type.Integer({ minimum: 1, description: 'Circuits in service at once' }),
    within: Code(
      CAP_PLACES,
      'building: those to one building; route: those between one pair of wire centers',
    ),
    counts: Code(['unbundled-only', 'every-circuit'], 'Whether circuits under an access tariff count'),
  }),
  'How many circuits of an element one competitor may have in one place; the last part of the key is the product.',
);

export const buildingTerm = defineTerm(
  'elements.building',
  Type.Object({
    is: Code(
      ['one-structure', 'postal-address'],
      'one-structure: all under one roof with one entrance for cables, whatever its addresses',
    ),
  }),
  'What one building is, for caps.',
);

export const contestedPriceTerm = defineTerm(
  'elements.contested-price',
  Type.Object({
    from: Code(
      ['decision', 'notice'],
      'decision: what was ordered in the dispute keeps its price until the dispute is decided',
    ),
  }),
  'From when another price holds for what was ordered at a wire center whose counts were contested in vain.',
);

export const highCapacityTerms = [
  contestedPriceTerm,
  loopLimitsTerm,
  transportLimitsTerm,
  wireCenterTestsTerm,
  capTerm,
  buildingTerm,
];
