import { Type } from 'typebox';
import type { Static } from 'typebox';

export const MonthMeasures = Type.Object({
  month: Type.String(),
  state: Type.Enum(['draft', 'issued']),
  measures: Type.Array(
    Type.Object(
      {
        measure: Type.String({ description: 'What the agreement calls it' }),
        name: Type.String(),
        month: Type.String(),
        numerator: Type.Integer(),
        denominator: Type.Integer(),
        result: Type.String({ description: 'Exact percentage; empty without activity' }),
        shown: Type.String({ description: 'The same to two decimals' }),
        benchmark: Type.String(),
        outcome: Type.Enum(['pass', 'miss', 'no-activity']),
        clause: Type.String(),
      },
      { additionalProperties: true },
    ),
  ),
});
export type MonthMeasures = Static<typeof MonthMeasures>;
