import { Type } from 'typebox';
import type { Static } from 'typebox';
import { Clause, Provenance, Receipt } from './common.ts';

const Money = (description?: string) =>
  Type.String({ pattern: '^-?[0-9]+\\.[0-9]{2}$', ...(description === undefined ? {} : { description }) });

export const InvoiceHead = Type.Object({
  number: Type.String(),
  ban: Type.String(),
  account: Type.Enum(['services', 'usage']),
  from: Type.String({ description: 'Party that bills' }),
  to: Type.String({ description: 'Party that pays' }),
  fromName: Type.String({ description: 'What the biller was called on the bill date' }),
  toName: Type.String({ description: 'What the payer was called on the bill date' }),
  month: Type.String(),
  billDate: Type.String(),
  periodFrom: Type.String(),
  periodTo: Type.String(),
  dueOn: Type.String(),
  previousBalance: Money('Owed from earlier bills when the month began'),
  payments: Money('Received for them up to the bill date'),
  total: Money('Sum of the lines'),
  disputed: Money('What of the previous balance is in dispute'),
  balance: Money('Previous balance less payments plus total'),
  status: Type.Enum(['draft', 'issued']),
  lineCount: Type.Integer(),
  assumedLines: Type.Integer({ description: 'Lines that rest on assumed prices or terms' }),
});
export type InvoiceHead = Static<typeof InvoiceHead>;

export const InvoiceLine = Type.Object({
  id: Type.String({ description: 'What explain takes: <number>/<line>' }),
  line: Type.Integer(),
  kind: Type.String(),
  element: Type.String(),
  zone: Type.Optional(Type.String()),
  description: Type.String(),
  clause: Type.String(),
  quantity: Type.String(),
  unit: Type.String(),
  rate: Type.String({ description: 'Dollars for one unit' }),
  amount: Money('Negative for a credit'),
  provenance: Provenance,
  from: Type.String(),
  to: Type.String(),
  source: Type.Object({ kind: Type.String(), id: Type.String() }),
  correctionOf: Type.Optional(Type.Object({ invoice: Type.String(), line: Type.Integer() })),
});
export type InvoiceLine = Static<typeof InvoiceLine>;

export const Invoice = Type.Object({
  ...InvoiceHead.properties,
  agreementVersion: Type.String(),
  agreementHash: Type.String(),
  agreementChanged: Type.Boolean({ description: 'The agreement has changed since the bill was made' }),
  lines: Type.Array(InvoiceLine),
});
export type Invoice = Static<typeof Invoice>;

export const InvoiceLineWhy = Type.Object({
  ...InvoiceLine.properties,
  receipt: Receipt,
  clauseText: Type.Union([Clause, Type.Null()]),
});
export type InvoiceLineWhy = Static<typeof InvoiceLineWhy>;
