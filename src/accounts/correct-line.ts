import { cents, formatCents } from '../base/money.ts';
import type { Cents } from '../base/money.ts';
import type { Receipt } from '../base/receipt.ts';
import type { Charge } from './charge.ts';
import type { Invoice } from './invoice.ts';

/**
 * The charge that brings a line of an issued bill to the amount it should have had. It goes on the next bill and
 * cites the line; the issued bill stays as it is.
 * @returns undefined when there is no such line or the amount is right already.
 */
export function correctLine(
  invoice: Invoice,
  lineNumber: number,
  shouldBe: { readonly amount: Cents; readonly reason: string; readonly receipt: Receipt },
  account: Charge['account'],
): Charge | undefined {
  const line = invoice.lines.find((candidate) => candidate.line === lineNumber);
  const difference = line === undefined ? 0n : shouldBe.amount - line.amount;
  if (line === undefined || difference === 0n) return undefined;
  return {
    biller: invoice.from,
    billed: invoice.to,
    account,
    kind: difference < 0n ? 'credit' : line.kind,
    element: line.element,
    ...(line.zone === undefined ? {} : { zone: line.zone }),
    description: `Correction of line ${lineNumber} of bill ${invoice.number}: ${shouldBe.reason}`,
    clause: line.clause,
    quantity: difference < 0n ? '-1' : '1',
    unit: 'correction',
    rate: formatCents(cents(difference < 0n ? -difference : difference)),
    amount: cents(difference),
    provenance: line.provenance,
    from: line.from,
    to: line.to,
    source: { kind: 'invoice-line', id: `${invoice.number}/${lineNumber}` },
    correctionOf: { invoice: invoice.number, line: lineNumber },
    sortKey: `9-correction/${invoice.number}/${String(lineNumber).padStart(6, '0')}`,
    receipt: shouldBe.receipt,
  };
}
