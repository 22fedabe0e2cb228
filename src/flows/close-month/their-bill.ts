import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Invoice } from '../../accounts/invoice.ts';
import { Trace } from '../../base/receipt.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { billClockStart } from '../../articles/general-provisions/bill-clock.ts';
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
  const invoice = invoices.find(({ to }) => to === party);
  const disputeBy = invoice === undefined ? undefined : lastDayToDispute(agreement, invoice);
  return ok({ party, verification: checked.value, ...(disputeBy === undefined ? {} : { disputeBy }) });
}

/** Last day of the dispute window, which runs from the bill's date, its mailing or its due date. A bill is mailed on its date. */
function lastDayToDispute(agreement: Agreement, { billDate, dueOn, to }: Invoice): string | undefined {
  const days = { billOn: billDate, mailedOn: billDate, dueOn };
  const start = billClockStart(agreement.at(billDate), 'dispute-window', days, new Trace());
  if (!start.ok) return undefined;
  const window = due(agreement, 'dispute-window', { at: start.value.on, performer: to });
  return window.ok && 'dueAt' in window.value ? window.value.dueAt : undefined;
}
