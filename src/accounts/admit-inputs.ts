import { cents, formatCents } from '../base/money.ts';
import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Tx } from '../platform/database.ts';
import type { BillingAccount, OpeningBalance } from './account.ts';
import { billKey, readBillsOnRecord, readPayments } from './open-bills.ts';
import { inputsOf } from './read-inputs.ts';
import type { AccountInputs, AccountRows } from './read-inputs.ts';
import { rowProblem } from './records.ts';
import type { InputRow } from './records.ts';

/**
 * Puts a month's files beside what is on record. Bills on record are carried whether `opening/balances.csv` lists
 * them or not; a row that does must agree, and says what is in dispute. Lists every row that contradicts the record,
 * pays a bill that nobody knows, or pays again what was recorded.
 */
export async function admitInputs(
  tx: Tx,
  agreementId: string,
  month: string,
  rows: AccountRows,
): Promise<Result<AccountInputs>> {
  const known = new Map(
    (await readBillsOnRecord(tx, agreementId, month)).map((bill) => [billKey(bill), bill]),
  );
  const problems = await accountConflicts(tx, agreementId, rows.accounts);
  const balances = new Map<string, OpeningBalance>(known);
  for (const row of rows.openingBalances) {
    const key = billKey(row.values);
    const bill = known.get(key);
    if (bill) problems.push(...disagreements(row, bill));
    balances.set(key, bill ? { ...bill, disputed: row.values.disputed } : row.values);
  }
  const recorded = new Set((await readPayments(tx, agreementId)).map(paymentKey));
  for (const row of rows.payments) {
    const { ban, bill } = row.values;
    if (!balances.has(billKey(row.values))) {
      const cure = 'Name a bill of opening/balances.csv or one that was issued here.';
      problems.push(rowProblem(row, 'bill', `Account ${ban} has no open bill ${bill}.`, cure));
    }
    if (recorded.has(paymentKey(row.values))) {
      const sentence = `This payment for ${bill} is recorded with an earlier month.`;
      problems.push(rowProblem(row, 'received_on', sentence, 'Leave the row out.'));
    }
  }
  if (problems.length > 0) return fail(...problems);
  return ok({
    ...inputsOf(rows),
    openingBalances: [...balances.values()].filter(({ amount }) => amount !== 0n),
  });
}

const paymentKey = (payment: {
  readonly ban: string;
  readonly bill: string;
  readonly receivedOn: string;
  readonly amount: bigint;
}): string => `${billKey(payment)} ${payment.receivedOn} ${payment.amount}`;

function disagreements(row: InputRow<OpeningBalance>, bill: OpeningBalance): Problem[] {
  const given = row.values;
  const dollars = (amount: bigint): string => `$${formatCents(cents(amount))}`;
  const compared = [
    ['amount', dollars(given.amount), dollars(bill.amount)],
    ['billed_on', given.billedOn, bill.billedOn],
    ['due_on', given.dueOn, bill.dueOn],
    [
      'late_charged_through',
      given.lateChargedThrough ?? bill.lateChargedThrough ?? '',
      bill.lateChargedThrough ?? 'nothing',
    ],
  ] as const;
  return compared
    .filter(([, said, is]) => said !== '' && said !== is)
    .map(([field, said, is]) =>
      rowProblem(
        row,
        field,
        `This row says ${said} for bill ${bill.bill}, and on record is ${is}.`,
        'Correct the row or leave it out: bills on record are carried without one.',
      ),
    );
}

/** Rows that say something else of a number, or of a kind of account, than issued bills do. */
async function accountConflicts(
  tx: Tx,
  agreementId: string,
  rows: readonly InputRow<BillingAccount>[],
): Promise<Problem[]> {
  const billed = await tx.query<BillingAccount>(
    `SELECT ban, biller, billed, account, name FROM billing_account b WHERE agreement_id = $1 AND EXISTS (
       SELECT FROM invoice i WHERE i.agreement_id = b.agreement_id AND i.ban = b.ban AND i.status = 'issued')`,
    [agreementId],
  );
  const kind = ({ biller, billed: to, account }: BillingAccount): string => `${biller} ${to} ${account}`;
  return rows.flatMap((row) =>
    billed
      .filter(({ ban }) => ban === row.values.ban)
      .filter((account) => kind(account) !== kind(row.values))
      .map((account) =>
        rowProblem(
          row,
          'ban',
          `Issued bills of ${account.ban} are the ${account.account} bills of ${account.biller} to ${account.billed}.`,
          'Give this account a number of its own.',
        ),
      )
      .concat(
        billed
          .filter((account) => kind(account) === kind(row.values) && account.ban !== row.values.ban)
          .map((account) =>
            rowProblem(
              row,
              'ban',
              `The ${account.account} bills of ${account.biller} to ${account.billed} were issued as ${account.ban}.`,
              `Write ${account.ban}; another number for the same account is not executed yet.`,
            ),
          ),
      ),
  );
}
