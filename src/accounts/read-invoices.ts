import { cents } from '../base/money.ts';
import type { Receipt } from '../base/receipt.ts';
import type { Provenance } from '../agreement/vocabulary.ts';
import type { Tx } from '../platform/database.ts';
import type { Charge, ChargeSource } from './charge.ts';
import type { Invoice, InvoiceLine } from './invoice.ts';

interface InvoiceRow {
  number: string;
  ban: string;
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
  agreement_version: string;
  agreement_hash: string;
  form: string;
  variant: string;
}

interface LineRow {
  number: string;
  line: number;
  kind: Charge['kind'];
  element: string;
  zone: string | null;
  description: string;
  clause: string;
  quantity: string;
  unit: string;
  rate: string;
  amount: bigint;
  provenance: Provenance;
  from_date: string;
  to_date: string;
  source_kind: ChargeSource;
  source_id: string;
  corrects_invoice: string | null;
  corrects_line: number | null;
  receipt: Receipt;
}

/** A bill on record, with what is known of its lines without reading them. */
export interface InvoiceHead extends Omit<Invoice, 'lines'> {
  readonly account: Charge['account'];
  readonly status: 'draft' | 'issued';
  readonly lineCount: number;
  /** Lines that rest on assumed prices or terms. */
  readonly assumedLines: number;
}

/** Bills of an agreement without their lines, newest month first: all, those of one month, or one bill. */
export async function readInvoiceHeads(
  tx: Tx,
  agreementId: string,
  which: Omit<Which, 'line'>,
): Promise<InvoiceHead[]> {
  const rows = await tx.query<InvoiceRow & Pick<InvoiceHead, 'account' | 'status'> & LineCounts>(
    `SELECT i.*, a.form, a.variant, b.account, count(l.line)::int AS lines,
            (count(l.line) FILTER (WHERE l.provenance = 'assumed'))::int AS assumed
     FROM invoice i JOIN agreement a ON a.id = i.agreement_id JOIN billing_account b USING (agreement_id, ban)
          LEFT JOIN invoice_line l ON (l.agreement_id, l.number) = (i.agreement_id, i.number)
     WHERE ${CHOSEN}
     GROUP BY i.agreement_id, i.number, a.id, b.agreement_id, b.ban
     ORDER BY i.month DESC, i.number`,
    [agreementId, which.month ?? null, which.number ?? null],
  );
  return rows.map((row) => ({
    ...toHead(row),
    account: row.account,
    status: row.status,
    lineCount: row.lines,
    assumedLines: row.assumed,
  }));
}

interface LineCounts {
  lines: number;
  assumed: number;
}

interface Which {
  readonly month?: string;
  readonly number?: string;
  /** Of the lines, this one alone. */
  readonly line?: number;
}

const CHOSEN =
  'i.agreement_id = $1 AND ($2::text IS NULL OR i.month = $2) AND ($3::text IS NULL OR i.number = $3)';

/** Bills of an agreement with their lines, by number: of one month, or one bill. */
export async function readInvoices(tx: Tx, agreementId: string, which: Which): Promise<Invoice[]> {
  const values = [agreementId, which.month ?? null, which.number ?? null];
  const rows = await tx.query<InvoiceRow>(
    `SELECT i.*, a.form, a.variant FROM invoice i JOIN agreement a ON a.id = i.agreement_id
     WHERE ${CHOSEN} ORDER BY i.number`,
    values,
  );
  const lines = await tx.query<LineRow>(
    `SELECT l.* FROM invoice_line l JOIN invoice i USING (agreement_id, number)
     WHERE ${CHOSEN} AND ($4::int IS NULL OR l.line = $4) ORDER BY l.number, l.line`,
    [...values, which.line ?? null],
  );
  return rows.map((row) => ({
    ...toHead(row),
    lines: lines.filter(({ number }) => number === row.number).map(toLine),
  }));
}

const toHead = (row: InvoiceRow): Omit<Invoice, 'lines'> => ({
  number: row.number,
  ban: row.ban,
  from: row.from_party,
  to: row.to_party,
  month: row.month,
  billDate: row.bill_date,
  periodFrom: row.period_from,
  periodTo: row.period_to,
  dueOn: row.due_on,
  previousBalance: cents(row.previous_balance),
  payments: cents(row.payments),
  total: cents(row.total),
  disputed: cents(row.disputed),
  balance: cents(row.balance),
  agreement: {
    id: row.form,
    variant: row.variant,
    version: row.agreement_version,
    hash: row.agreement_hash,
  },
});

const toLine = (row: LineRow): InvoiceLine => ({
  line: row.line,
  kind: row.kind,
  element: row.element,
  ...(row.zone === null ? {} : { zone: row.zone }),
  description: row.description,
  clause: row.clause,
  quantity: row.quantity,
  unit: row.unit,
  rate: row.rate,
  amount: cents(row.amount),
  provenance: row.provenance,
  from: row.from_date,
  to: row.to_date,
  source: { kind: row.source_kind, id: row.source_id },
  ...(row.corrects_invoice === null || row.corrects_line === null
    ? {}
    : { correctionOf: { invoice: row.corrects_invoice, line: row.corrects_line } }),
  receipt: row.receipt,
});
