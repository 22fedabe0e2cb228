import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Invoice } from '../../accounts/invoice.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Circuit } from '../../inventory/circuit.ts';
import type { Verification } from '../verify-bill/finding.ts';
import { verifyBill } from '../verify-bill/verify-bill.ts';

/** Checks `their-bill/bill.csv` by `their-bill/mapping.yaml`; undefined when the month's folder has none. */
export function verifyTheirBill(
  agreement: Agreement,
  inputDir: string,
  invoices: readonly Invoice[],
  circuits: readonly Circuit[],
): Result<Verification | undefined> {
  const [bill, mapping] = ['bill.csv', 'mapping.yaml'].map((name) =>
    path.join(inputDir, 'their-bill', name),
  ) as [string, string];
  if (!existsSync(bill)) return ok(undefined);
  return verifyBill({
    agreement,
    invoices,
    theirs: { file: bill, text: readFileSync(bill, 'utf8') },
    mapping: { file: mapping, text: existsSync(mapping) ? readFileSync(mapping, 'utf8') : '' },
    circuits,
  });
}
