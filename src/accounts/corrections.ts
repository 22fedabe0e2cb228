import { existsSync } from 'node:fs';
import path from 'node:path';
import { Type } from 'typebox';
import type { Agreement } from '../agreement/agreement.ts';
import { DecimalText } from '../agreement/schema.ts';
import { cents, formatCents } from '../base/money.ts';
import type { Problem } from '../base/problem.ts';
import type { Receipt } from '../base/receipt.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Tx } from '../platform/database.ts';
import type { Charge } from './charge.ts';
import { correctLine } from './correct-line.ts';
import type { InvoiceLine } from './invoice.ts';
import { readInvoices } from './read-invoices.ts';
import { readRecords, repeats, rowProblem, wholeCents } from './records.ts';
import type { InputRow } from './records.ts';

const CorrectionRow = Type.Object({
  bill: Type.String({ description: 'Number of an issued bill' }),
  line: Type.String({ pattern: '^[1-9][0-9]{0,8}$', description: 'Number of the line on it' }),
  amount: DecimalText('Dollars and cents to add to the line; negative to give back'),
  reason: Type.String({ description: 'As the bill shows it' }),
});

/** What is to be added to a line of an issued bill, on the next bill of its account. */
export interface Correction {
  readonly bill: string;
  readonly line: number;
  /** Cents; negative gives back. */
  readonly amount: bigint;
  readonly reason: string;
}

/** Reads `corrections.csv` of a month's folder; no file is no correction. Every bad row is listed. */
export function readCorrectionRows(inputDir: string): Result<InputRow<Correction>[]> {
  const file = path.join(inputDir, 'corrections.csv');
  if (!existsSync(file)) return ok([]);
  const rows = readRecords(file, CorrectionRow);
  if (!rows.ok) return rows;
  const problems = repeats(rows.value, ({ values }) => `${values.bill}/${Number(values.line)}`, 'line');
  const corrections = rows.value.map((row) => {
    const before = problems.length;
    const amount = wholeCents(row, 'amount', row.values.amount, problems);
    if (amount === 0n && problems.length === before)
      problems.push(
        rowProblem(row, 'amount', 'This corrects nothing.', 'Write what to add, or leave it out.'),
      );
    return { ...row, values: { ...row.values, line: Number(row.values.line), amount } };
  });
  return problems.length > 0 ? fail(...problems) : ok(corrections);
}

/** The charges that corrections of bills issued before `month` bring. Lists every row whose bill or line is not there. */
export async function correctionCharges(
  tx: Tx,
  agreement: Agreement,
  month: string,
  rows: readonly InputRow<Correction>[],
): Promise<Result<Charge[]>> {
  const problems: Problem[] = [];
  const charges: Charge[] = [];
  for (const row of rows) {
    const { bill, line, amount, reason } = row.values;
    const account = await accountOfIssued(tx, agreement.id, month, bill);
    const [invoice] = account === undefined ? [] : await readInvoices(tx, agreement.id, { number: bill });
    const corrected = invoice?.lines.find((candidate) => candidate.line === line);
    if (!invoice || account === undefined) {
      const cure = 'Name an issued bill; a draft is corrected by closing its month again.';
      problems.push(rowProblem(row, 'bill', `No bill ${bill} was issued before ${month}.`, cure));
    } else if (!corrected) {
      const cure = `Its lines are 1 to ${invoice.lines.length}.`;
      problems.push(rowProblem(row, 'line', `Bill ${bill} has no line ${line}.`, cure));
    } else {
      const shouldBe = cents(corrected.amount + amount);
      const receipt = receiptOf(agreement, invoice.billDate, row.values, corrected);
      const charge = correctLine(invoice, line, { amount: shouldBe, reason, receipt }, account);
      if (charge) charges.push(charge);
    }
  }
  return problems.length > 0 ? fail(...problems) : ok(charges);
}

async function accountOfIssued(
  tx: Tx,
  agreementId: string,
  month: string,
  bill: string,
): Promise<Charge['account'] | undefined> {
  const [row] = await tx.query<{ account: Charge['account'] }>(
    `SELECT b.account FROM invoice i JOIN billing_account b USING (agreement_id, ban)
     WHERE i.agreement_id = $1 AND i.number = $2 AND i.status = 'issued' AND i.month < $3`,
    [agreementId, bill, month],
  );
  return row?.account;
}

/** A correction is somebody's word, not a rule: the receipt says what was billed, what is added and why. */
function receiptOf(
  agreement: Agreement,
  billDate: string,
  { bill, line, amount, reason }: Correction,
  billed: InvoiceLine,
): Receipt {
  const [was, more, is] = [billed.amount, amount, billed.amount + amount].map((value) =>
    formatCents(cents(value)),
  ) as [string, string, string];
  const { clause } = billed;
  return {
    decision: 'line-correction',
    agreement: agreement.ref,
    asOf: billDate,
    asKnown: null,
    facts: { bill, line, amount: more, reason },
    steps: [
      { id: 'billed', sentence: `Line ${line} of bill ${bill} was billed at $${was}`, out: was, clause },
      {
        id: 'reason',
        sentence: `Corrected by $${more} as corrections.csv says: ${reason}`,
        out: more,
        clause,
      },
      { id: 'corrected', sentence: `The line comes to $${is}`, out: is, clause },
    ],
    value: more,
    clause,
  };
}
