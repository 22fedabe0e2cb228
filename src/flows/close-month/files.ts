import { invoiceCsv, invoiceJson } from '../../accounts/invoice-text.ts';
import type { ClosedMonth, MonthSummary } from './summary.ts';
import { invoiceFiles } from './summary.ts';

/** The table of a closed month with the check of the other side's bill, for whoever closed it. */
export function monthSummary({ details, check }: ClosedMonth): MonthSummary {
  const { receipts: _receipts, measured: _measured, ...shared } = details;
  return { ...shared, verification: check?.checked ?? null };
}

/** The files of a closed month by their path below the output folder. The same month gives the same bytes. */
export function monthFiles(closed: ClosedMonth): Map<string, string> {
  const { receipts, measured } = closed.details;
  const files = new Map<string, string>([['summary.json', json(monthSummary(closed))]]);
  files.set('receipts.json', json({ receipts: { ...receipts, ...closed.check?.receipts }, measured }));
  for (const invoice of closed.invoices) {
    const names = invoiceFiles(invoice.number);
    files.set(names.csv, invoiceCsv(invoice));
    files.set(names.json, json(invoiceJson(invoice)));
  }
  return files;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
