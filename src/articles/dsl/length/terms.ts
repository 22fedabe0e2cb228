import { Type } from 'typebox';
import { Code, PositiveDecimal } from '../../../agreement/schema.ts';
import { defineTable, defineTerm } from '../../../agreement/vocabulary.ts';

export const gaugeFactorsTable = defineTable({
  name: 'gauge-factors',
  identity: ['gauge'],
  schema: Type.Object({
    gauge: Type.Integer({ minimum: 10, maximum: 40, description: 'American wire gauge' }),
    factor: PositiveDecimal('Feet of the reference gauge that one foot of this gauge counts as'),
  }),
  doc: 'By how much a foot of cable of each gauge weakens a signal, against a foot of the reference gauge.',
});
export type GaugeFactor = NonNullable<(typeof gaugeFactorsTable)['type']>;

export const equivalentLengthTerm = defineTerm(
  'dsl.equivalent-length',
  Type.Object({
    rounding: Code(['half-up', 'up', 'down'], 'What becomes of a part of a foot, once, in the sum'),
  }),
  'Equivalent working length of a loop: its cable as if it were all of the reference gauge. Bridged tap is not in it.',
);
