import type { Receipt } from '../base/receipt.ts';
import type { Tx } from '../platform/database.ts';

/** What a party found when it checked the other side's bill of a month; only that party reads it. */
export interface BillCheck<T = unknown> {
  /** The party that checked. */
  readonly party: string;
  /** Any JSON value: the table of findings. */
  readonly checked: T;
  /** Receipt of each finding by its id. */
  readonly receipts: Readonly<Record<string, Receipt>>;
}

/** Puts the check of a month in place of earlier ones of the same party. */
export async function storeBillCheck(
  tx: Tx,
  agreementId: string,
  month: string,
  check: BillCheck,
): Promise<void> {
  await tx.execute(
    `INSERT INTO bill_check (agreement_id, month, party, checked, receipts) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (agreement_id, month, party) DO UPDATE
     SET checked = excluded.checked, receipts = excluded.receipts`,
    [agreementId, month, check.party, JSON.stringify(check.checked), JSON.stringify(check.receipts)],
  );
}

/** Takes back the checks of a month that is drafted again. */
export async function discardBillChecks(tx: Tx, agreementId: string, month: string): Promise<void> {
  await tx.execute('DELETE FROM bill_check WHERE agreement_id = $1 AND month = $2', [agreementId, month]);
}

/** The checks that the scope may see, latest month first. */
export async function readBillChecks<T>(
  tx: Tx,
  agreementId: string,
  month?: string,
): Promise<(BillCheck<T> & { readonly month: string })[]> {
  return tx.query(
    `SELECT month, party, checked, receipts FROM bill_check
     WHERE agreement_id = $1 AND ($2::text IS NULL OR month = $2) ORDER BY month DESC, party COLLATE "C"`,
    [agreementId, month ?? null],
  );
}
