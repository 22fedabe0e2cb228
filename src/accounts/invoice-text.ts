import { stringify } from 'csv-stringify/sync';
import { formatCents } from '../base/money.ts';
import { provenanceCounts, provenanceNote } from './invoice.ts';
import type { Invoice, InvoiceLine } from './invoice.ts';

/** Columns of a bill's CSV, in order. */
export const INVOICE_COLUMNS = [
  'line',
  'description',
  'clause',
  'quantity',
  'unit',
  'rate',
  'amount',
  'provenance',
  'kind',
  'element',
  'zone',
  'from',
  'to',
  'source',
  'correction_of',
] as const;

/** The lines of a bill as CSV with a header, LF line ends. `source` is `kind:id`, `correction_of` is `<bill>/<line>`. */
export function invoiceCsv(invoice: Pick<Invoice, 'lines'>): string {
  const rows = invoice.lines.map((line) => [
    line.line,
    line.description,
    line.clause,
    line.quantity,
    line.unit,
    line.rate,
    formatCents(line.amount),
    line.provenance,
    line.kind,
    line.element,
    line.zone ?? '',
    line.from,
    line.to,
    `${line.source.kind}:${line.source.id}`,
    correctionText(line),
  ]);
  return stringify([[...INVOICE_COLUMNS], ...rows], { record_delimiter: '\n' });
}

const correctionText = ({ correctionOf }: InvoiceLine): string =>
  correctionOf === undefined ? '' : `${correctionOf.invoice}/${correctionOf.line}`;

/** The bill as a plain JSON value: amounts are decimal strings; receipts are left out, `explain` gives them. */
export function invoiceJson(invoice: Invoice): Record<string, unknown> {
  const note = provenanceNote(invoice);
  return {
    number: invoice.number,
    ban: invoice.ban,
    from: invoice.from,
    to: invoice.to,
    month: invoice.month,
    billDate: invoice.billDate,
    periodFrom: invoice.periodFrom,
    periodTo: invoice.periodTo,
    dueOn: invoice.dueOn,
    previousBalance: formatCents(invoice.previousBalance),
    payments: formatCents(invoice.payments),
    total: formatCents(invoice.total),
    disputed: formatCents(invoice.disputed),
    balance: formatCents(invoice.balance),
    provenance: { ...provenanceCounts(invoice), ...(note === undefined ? {} : { note }) },
    agreement: invoice.agreement,
    lines: invoice.lines.map(({ receipt: _receipt, amount, ...line }) => ({
      ...line,
      amount: formatCents(amount),
    })),
  };
}
