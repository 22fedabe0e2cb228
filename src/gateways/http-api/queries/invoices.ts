import type { InvoiceLine as StoredLine } from '../../../accounts/invoice.ts';
import { readInvoiceHeads, readInvoices } from '../../../accounts/read-invoices.ts';
import type { InvoiceHead as StoredHead } from '../../../accounts/read-invoices.ts';
import type { Agreement } from '../../../agreement/agreement.ts';
import { baseCitation } from '../../../agreement/agreement.ts';
import { formatCents } from '../../../base/money.ts';
import { nameOn } from '../../../parties/party-on.ts';
import type { Tx } from '../../../platform/database.ts';
import type { Invoice, InvoiceHead, InvoiceLine, InvoiceLineWhy } from '../shapes/invoice.ts';

/** All bills under the agreement, or those of one month; newest first. */
export async function listInvoices(tx: Tx, agreement: Agreement, month?: string): Promise<InvoiceHead[]> {
  const heads = await readInvoiceHeads(tx, agreement.id, month === undefined ? {} : { month });
  return heads.map((head) => headView(agreement, head));
}

export async function findInvoice(
  tx: Tx,
  agreement: Agreement,
  number: string,
): Promise<Invoice | undefined> {
  const [head] = await readInvoiceHeads(tx, agreement.id, { number });
  const [invoice] = await readInvoices(tx, agreement.id, { number });
  if (head === undefined || invoice === undefined) return undefined;
  return {
    ...headView(agreement, head),
    agreementVersion: head.agreement.version,
    agreementHash: head.agreement.hash,
    agreementChanged: head.agreement.hash !== agreement.ref.hash,
    lines: invoice.lines.map((line) => lineView(number, line)),
  };
}

/** One line with the receipt that made it and the words of its clause. */
export async function findInvoiceLine(
  tx: Tx,
  agreement: Agreement,
  number: string,
  line: string,
): Promise<InvoiceLineWhy | undefined> {
  if (!/^[1-9]\d{0,8}$/.test(line)) return undefined;
  const [invoice] = await readInvoices(tx, agreement.id, { number, line: Number(line) });
  const found = invoice?.lines[0];
  if (found === undefined) return undefined;
  const text = agreement.clauseText(found.clause);
  const section = agreement.section(found.clause);
  const clause = {
    citation: baseCitation(found.clause),
    heading: section?.heading ?? '',
    text: text ?? '',
    unmodelled: section?.unmodelled.map(({ reason }) => reason) ?? [],
  };
  return {
    ...lineView(number, found),
    receipt: { ...found.receipt, steps: [...found.receipt.steps] },
    clauseText: text === undefined ? null : clause,
  };
}

/** Parties bear the names that they had on the bill's date. */
const headView = (agreement: Agreement, { agreement: _agreement, ...head }: StoredHead): InvoiceHead => ({
  ...head,
  fromName: nameOn(agreement, head.from, head.billDate),
  toName: nameOn(agreement, head.to, head.billDate),
  previousBalance: formatCents(head.previousBalance),
  payments: formatCents(head.payments),
  total: formatCents(head.total),
  disputed: formatCents(head.disputed),
  balance: formatCents(head.balance),
});

const lineView = (number: string, { receipt: _receipt, ...line }: StoredLine): InvoiceLine => ({
  ...line,
  id: `${number}/${line.line}`,
  amount: formatCents(line.amount),
});
