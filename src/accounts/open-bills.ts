import type { Tx } from '../platform/database.ts';
import type { OpeningBalance, Payment } from './account.ts';
import { UNDER_PROTEST } from './journal.ts';

interface BillRow {
  ban: string;
  bill: string;
  billedOn: string;
  dueOn: string;
  amount: bigint;
  /** Cents of the amount that are late payment charges. */
  late: bigint;
  disputed: bigint;
  chargedThrough: string | null;
}

/** The bills issued here before the month, and those of before this installation that an earlier month carried. */
const BILLS = `
  SELECT i.ban, i.number AS bill, i.bill_date AS "billedOn", i.due_on AS "dueOn", i.total AS amount,
    (SELECT coalesce(sum(l.amount), 0)::bigint FROM invoice_line l
     WHERE l.agreement_id = i.agreement_id AND l.number = i.number AND l.kind = 'late-payment') AS late,
    coalesce(o.disputed, 0) AS disputed, NULL::date AS "chargedThrough"
  FROM invoice i LEFT JOIN open_bill o ON (o.agreement_id, o.ban, o.bill) = (i.agreement_id, i.ban, i.number)
  WHERE i.agreement_id = $1 AND i.status = 'issued' AND i.month < $2
  UNION ALL
  SELECT o.ban, o.bill, o.billed_on, o.due_on, o.amount, 0, o.disputed, o.late_charged_through
  FROM open_bill o WHERE o.agreement_id = $1 AND NOT EXISTS (
    SELECT FROM invoice i WHERE (i.agreement_id, i.ban, i.number) = (o.agreement_id, o.ban, o.bill))
  ORDER BY 1, 2`;

/** The last day for which issued bills charged the late payment of each bill. */
const CHARGED = `
  SELECT i.ban, l.source_id AS bill, max(l.to_date) AS through
  FROM invoice_line l JOIN invoice i USING (agreement_id, number)
  WHERE i.agreement_id = $1 AND i.status = 'issued' AND l.kind = 'late-payment' AND l.source_kind = 'balance'
  GROUP BY 1, 2`;

export const billKey = ({ ban, bill }: { readonly ban: string; readonly bill: string }): string =>
  `${ban} ${bill}`;

/**
 * Every bill on record before `month` with what is owed of it now: what it was for less the payments in the
 * journal. Settled bills are among them, with an amount of zero.
 */
export async function readBillsOnRecord(
  tx: Tx,
  agreementId: string,
  month: string,
): Promise<OpeningBalance[]> {
  const paid = new Map<string, bigint>();
  for (const payment of await readPayments(tx, agreementId))
    paid.set(billKey(payment), (paid.get(billKey(payment)) ?? 0n) + payment.amount);
  const charged = await tx.query<{ ban: string; bill: string; through: string }>(CHARGED, [agreementId]);
  const through = new Map(charged.map((row) => [billKey(row), row.through]));
  const bills = await tx.query<BillRow>(BILLS, [agreementId, month]);
  return bills.map((row) => {
    const owed = row.amount - (paid.get(billKey(row)) ?? 0n);
    // Payments settle late payment charges last: what is left of the bill is these first.
    const late = clamp(row.late, owed);
    const lateChargedThrough = through.get(billKey(row)) ?? row.chargedThrough ?? undefined;
    return {
      ban: row.ban,
      bill: row.bill,
      billedOn: row.billedOn,
      dueOn: row.dueOn,
      amount: owed,
      ...(late === 0n ? {} : { lateCharges: late }),
      disputed: clamp(row.disputed, owed),
      ...(lateChargedThrough === undefined ? {} : { lateChargedThrough }),
      onRecord: true,
    };
  });
}

const clamp = (part: bigint, whole: bigint): bigint => {
  const most = whole < 0n ? 0n : whole;
  return part < 0n ? 0n : part < most ? part : most;
};

/** The payments in the journal, of all issued months. */
export async function readPayments(tx: Tx, agreementId: string): Promise<Payment[]> {
  const rows = await tx.query<{
    entry: string;
    date: string;
    description: string;
    ledger: string;
    cents: bigint;
  }>(
    `SELECT e.entry, e.entry_date AS date, e.description, p.ledger, p.cents
     FROM journal_entry e JOIN posting p USING (agreement_id, entry)
     WHERE e.agreement_id = $1 AND e.entry LIKE 'payment/%' AND p.ledger LIKE 'cash:%' ORDER BY e.entry`,
    [agreementId],
  );
  return rows.map(({ entry, date, description, ledger, cents }) => {
    const ban = ledger.slice('cash:'.length);
    const bill = entry.slice(`payment/${ban}/`.length, entry.lastIndexOf(`/${date}/`));
    const protest = description.endsWith(UNDER_PROTEST) ? { underProtest: true } : {};
    return { ban, bill, receivedOn: date, amount: cents, ...protest };
  });
}

/** Keeps what a month began with, so that the next one begins with what is left of it. */
export async function rememberOpenBills(
  tx: Tx,
  agreementId: string,
  balances: readonly OpeningBalance[],
): Promise<void> {
  for (const { ban, bill, billedOn, dueOn, amount, disputed, lateChargedThrough } of balances) {
    await tx.execute(
      `INSERT INTO open_bill (agreement_id, ban, bill, billed_on, due_on, amount, disputed, late_charged_through)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (agreement_id, ban, bill) DO UPDATE SET disputed = excluded.disputed`,
      [agreementId, ban, bill, billedOn, dueOn, amount, disputed, lateChargedThrough ?? null],
    );
  }
}
