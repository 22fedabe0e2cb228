import { Type } from 'typebox';
import type { Static } from 'typebox';

export const MonthHead = Type.Object({
  month: Type.String({ description: 'YYYY-MM' }),
  state: Type.Enum(['draft', 'issued']),
  agreementHash: Type.String(),
  inputHash: Type.String(),
});
export type MonthHead = Static<typeof MonthHead>;

export const Month = Type.Object({
  ...MonthHead.properties,
  summary: Type.Record(Type.String(), Type.Unknown(), {
    description:
      'What the close wrote as summary.json: agreement, month, traffic, orders, invoices, measures, credits, verification',
  }),
});
export type Month = Static<typeof Month>;

export const MonthFindings = Type.Object({
  month: Type.String(),
  verification: Type.Unknown({ description: 'As the close wrote it' }),
});
export type MonthFindings = Static<typeof MonthFindings>;
