import { invoiceCsv, invoiceJson } from '../../accounts/invoice-text.ts';
import type { ClosedMonth, MonthSummary } from './summary.ts';
import { invoiceFiles } from './summary.ts';

/** The files of a closed month by their path below the output folder. The same month gives the same bytes. */
export function monthFiles(closed: ClosedMonth): Map<string, string> {
  const { receipts, measured, ...summary } = closed.details;
  const files = new Map<string, string>([['summary.json', json(summary satisfies MonthSummary)]]);
  files.set('receipts.json', json({ receipts, measured }));
  for (const invoice of closed.invoices) {
    const names = invoiceFiles(invoice.number);
    files.set(names.csv, invoiceCsv(invoice));
    files.set(names.json, json(invoiceJson(invoice)));
  }
  return files;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
