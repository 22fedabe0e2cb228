import type { Agreement } from '../../../agreement/agreement.ts';
import { baseCitation } from '../../../agreement/agreement.ts';
import { cents, formatCents } from '../../../base/money.ts';
import type { Receipt } from '../../../base/receipt.ts';
import type { Tx } from '../../../platform/database.ts';
import type { Invoice, InvoiceHead, InvoiceLine, InvoiceLineWhy } from '../shapes/invoice.ts';

const HEAD = `
  SELECT i.number, i.ban, a.account, i.from_party, i.to_party, i.month, i.bill_date, i.period_from, i.period_to, i.due_on,
         i.previous_balance, i.payments, i.total, i.disputed, i.balance, i.status, i.agreement_version, i.agreement_hash,
         (SELECT count(*)::int FROM invoice_line l WHERE (l.agreement_id, l.number) = (i.agreement_id, i.number)) AS lines,
         (SELECT count(*)::int FROM invoice_line l
          WHERE (l.agreement_id, l.number) = (i.agreement_id, i.number) AND l.provenance = 'assumed') AS assumed
  FROM invoice i JOIN billing_account a USING (agreement_id, ban)
  WHERE i.agreement_id = $1`;

const LINE = `
  SELECT line, kind, element, zone, description, clause, quantity, unit, rate, amount, provenance, from_date, to_date,
         source_kind, source_id, corrects_invoice, corrects_line
  FROM invoice_line WHERE agreement_id = $1 AND number = $2`;

interface HeadRow {
  number: string;
  ban: string;
  account: InvoiceHead['account'];
  from_party: string;
  to_party: string;
  month: string;
  bill_date: string;
  period_from: string;
  period_to: string;
  due_on: string;
  previous_balance: bigint;
  payments: bigint;
  total: bigint;
  disputed: bigint;
  balance: bigint;
  status: InvoiceHead['status'];
  agreement_version: string;
  agreement_hash: string;
  lines: number;
  assumed: number;
}

interface LineRow {
  line: number;
  kind: string;
  element: string;
  zone: string | null;
  description: string;
  clause: string;
  quantity: string;
  unit: string;
  rate: string;
  amount: bigint;
  provenance: InvoiceLine['provenance'];
  from_date: string;
  to_date: string;
  source_kind: string;
  source_id: string;
  corrects_invoice: string | null;
  corrects_line: number | null;
}

/** All bills under the agreement, or those of one month; newest first. */
export async function listInvoices(tx: Tx, agreement: Agreement, month?: string): Promise<InvoiceHead[]> {
  const rows = await tx.query<HeadRow>(
    `${HEAD} AND ($2::text IS NULL OR i.month = $2) ORDER BY i.month DESC, i.number`,
    [agreement.id, month ?? null],
  );
  return rows.map(headView);
}

export async function findInvoice(
  tx: Tx,
  agreement: Agreement,
  number: string,
): Promise<Invoice | undefined> {
  const [row] = await tx.query<HeadRow>(`${HEAD} AND i.number = $2`, [agreement.id, number]);
  if (row === undefined) return undefined;
  const lines = await tx.query<LineRow>(`${LINE} ORDER BY line`, [agreement.id, number]);
  return {
    ...headView(row),
    agreementVersion: row.agreement_version,
    agreementHash: row.agreement_hash,
    agreementChanged: row.agreement_hash !== agreement.ref.hash,
    lines: lines.map((line) => lineView(number, line)),
  };
}

/** One line with the receipt that made it and the words of its clause. */
export async function findInvoiceLine(
  tx: Tx,
  agreement: Agreement,
  number: string,
  line: string,
): Promise<InvoiceLineWhy | undefined> {
  const [row] = await tx.query<LineRow & { receipt: Receipt }>(
    `${LINE.replace('SELECT line', 'SELECT receipt, line')} AND line::text = $3`,
    [agreement.id, number, line],
  );
  if (row === undefined) return undefined;
  const text = agreement.clauseText(row.clause);
  const section = agreement.section(row.clause);
  const clause = {
    citation: baseCitation(row.clause),
    heading: section?.heading ?? '',
    text: text ?? '',
    unmodelled: section?.unmodelled.map(({ reason }) => reason) ?? [],
  };
  return {
    ...lineView(number, row),
    receipt: { ...row.receipt, steps: [...row.receipt.steps] },
    clauseText: text === undefined ? null : clause,
  };
}

const dollars = (value: bigint): string => formatCents(cents(value));

const headView = (row: HeadRow): InvoiceHead => ({
  number: row.number,
  ban: row.ban,
  account: row.account,
  from: row.from_party,
  to: row.to_party,
  month: row.month,
  billDate: row.bill_date,
  periodFrom: row.period_from,
  periodTo: row.period_to,
  dueOn: row.due_on,
  previousBalance: dollars(row.previous_balance),
  payments: dollars(row.payments),
  total: dollars(row.total),
  disputed: dollars(row.disputed),
  balance: dollars(row.balance),
  status: row.status,
  lineCount: row.lines,
  assumedLines: row.assumed,
});

const lineView = (number: string, row: LineRow): InvoiceLine => ({
  id: `${number}/${row.line}`,
  line: row.line,
  kind: row.kind,
  element: row.element,
  ...(row.zone === null ? {} : { zone: row.zone }),
  description: row.description,
  clause: row.clause,
  quantity: row.quantity,
  unit: row.unit,
  rate: row.rate,
  amount: dollars(row.amount),
  provenance: row.provenance,
  from: row.from_date,
  to: row.to_date,
  source: { kind: row.source_kind, id: row.source_id },
  ...(row.corrects_invoice === null || row.corrects_line === null
    ? {}
    : { correctionOf: { invoice: row.corrects_invoice, line: row.corrects_line } }),
});
