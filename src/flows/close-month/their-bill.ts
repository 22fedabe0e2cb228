import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Invoice } from '../../accounts/invoice.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { due } from '../../cases/due.ts';
import type { Circuit } from '../../inventory/circuit.ts';
import type { Verification } from '../verify-bill/finding.ts';
import { verifyBill } from '../verify-bill/verify-bill.ts';

/** The check of the other side's bill, and who made it: the party that was billed. */
export interface TheirBillCheck {
  readonly party: string;
  readonly verification: Verification;
  /** Last day to dispute what was billed. */
  readonly disputeBy?: string;
}

/** Checks `their-bill/bill.csv` by `their-bill/mapping.yaml`; undefined when the month's folder has none. */
export function checkTheirBill(
  agreement: Agreement,
  inputDir: string,
  invoices: readonly Invoice[],
  circuits: readonly Circuit[],
): Result<TheirBillCheck | undefined> {
  const bill = path.join(inputDir, 'their-bill', 'bill.csv');
  const mapping = path.join(inputDir, 'their-bill', 'mapping.yaml');
  if (!existsSync(bill)) return ok(undefined);
  const checked = verifyBill({
    agreement,
    invoices,
    theirs: { file: bill, text: readFileSync(bill, 'utf8') },
    mapping: { file: mapping, text: existsSync(mapping) ? readFileSync(mapping, 'utf8') : '' },
    circuits,
  });
  if (!checked.ok) return checked;
  const party = checked.value.checkedBy;
  const billDate = invoices.find(({ to }) => to === party)?.billDate;
  const window =
    billDate === undefined ? undefined : due(agreement, 'dispute-window', { at: billDate, performer: party });
  const disputeBy = window?.ok && 'dueAt' in window.value ? window.value.dueAt : undefined;
  return ok({ party, verification: checked.value, ...(disputeBy === undefined ? {} : { disputeBy }) });
}
