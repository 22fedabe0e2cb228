import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { MonthSummary } from '../../../flows/close-month/summary.ts';

export const MonthHead = Type.Object({
  month: Type.String({ description: 'YYYY-MM' }),
  state: Type.Enum(['draft', 'issued']),
  agreementHash: Type.String(),
  inputHash: Type.String(),
});
export type MonthHead = Static<typeof MonthHead>;

export const Month = Type.Object({
  ...MonthHead.properties,
  summary: Type.Unsafe<MonthSummary>({
    type: 'object',
    description:
      'As the close writes it to summary.json: agreement, month, traffic, orders, invoices, measures, credits, verification',
  }),
});
export type Month = Static<typeof Month>;

export const MonthFindings = Type.Object({
  month: Type.String(),
  verification: Type.Unsafe<NonNullable<MonthSummary['verification']>>({
    type: 'object',
    description: 'As the close writes it to summary.json',
  }),
});
export type MonthFindings = Static<typeof MonthFindings>;
