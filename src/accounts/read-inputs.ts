import path from 'node:path';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../agreement/agreement.ts';
import { Code, DecimalText, IsoDate } from '../agreement/schema.ts';
import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { BillingAccount, OpeningBalance, Payment } from './account.ts';
import { readCorrectionRows } from './corrections.ts';
import type { Correction } from './corrections.ts';
import { readRecords, repeats, rowProblem, wholeCents } from './records.ts';
import type { InputRow } from './records.ts';

const Ban = () => Type.String({ pattern: '^[A-Z0-9]{1,13}$', description: 'Billing account number' });

const AccountRow = Type.Object({
  ban: Ban(),
  biller: Type.String(),
  billed: Type.String(),
  account: Code(['services', 'usage']),
  name: Type.String(),
});
const BalanceRow = Type.Object({
  ban: Ban(),
  bill: Type.String(),
  billed_on: IsoDate(),
  due_on: IsoDate(),
  amount: DecimalText('Dollars and cents still owed'),
  disputed: DecimalText('Dollars and cents of the amount that are in dispute'),
  late_charged_through: Type.Optional(IsoDate()),
});
const PaymentRow = Type.Object({
  ban: Ban(),
  bill: Type.String(),
  received_on: IsoDate(),
  amount: DecimalText('Dollars and cents'),
  under_protest: Type.Optional(Code(['yes', 'no'], 'Paid with a protest on record; empty: no')),
});

/** The money that a month begins with and receives: what its files say and what is on record. */
export interface AccountInputs {
  readonly accounts: readonly BillingAccount[];
  readonly openingBalances: readonly OpeningBalance[];
  readonly payments: readonly Payment[];
}

/** The rows of a month's files, each with its place; what is on record is not looked at yet. */
export interface AccountRows {
  readonly accounts: readonly InputRow<BillingAccount>[];
  readonly openingBalances: readonly InputRow<OpeningBalance>[];
  readonly payments: readonly InputRow<Payment>[];
  readonly corrections: readonly InputRow<Correction>[];
}

/**
 * Reads `accounts.csv`, `opening/balances.csv`, `payments.csv` and, where there is one, `corrections.csv` of a
 * month's folder. Rows of other agreements' parties are problems: two agreements of one form never share accounts.
 */
export function readAccountInputs(inputDir: string, agreement: Agreement): Result<AccountRows> {
  const accounts = readRecords(path.join(inputDir, 'accounts.csv'), AccountRow);
  const balances = readRecords(path.join(inputDir, 'opening', 'balances.csv'), BalanceRow);
  const payments = readRecords(path.join(inputDir, 'payments.csv'), PaymentRow);
  const corrections = readCorrectionRows(inputDir);
  const problems = [accounts, balances, payments, corrections].flatMap((read) =>
    read.ok ? [] : [...read.problems],
  );
  if (!accounts.ok || !balances.ok || !payments.ok || !corrections.ok) return fail(...problems);
  const accountRows = accounts.value.map((row) => ({ ...row, values: toAccount(row.values) }));
  problems.push(...accountProblems(accountRows, agreement));
  const bans = new Set(accounts.value.map(({ values }) => values.ban));
  for (const row of [...balances.value, ...payments.value]) {
    if (!bans.has(row.values.ban)) {
      problems.push(
        rowProblem(row, 'ban', `There is no account ${row.values.ban}.`, 'Add it to accounts.csv.'),
      );
    }
  }
  problems.push(...repeats(balances.value, ({ values }) => `${values.ban} ${values.bill}`, 'bill'));
  const read = {
    accounts: accountRows,
    openingBalances: balances.value.map((row) => ({ ...row, values: toBalance(row, problems) })),
    payments: payments.value.map((row) => ({ ...row, values: toPayment(row, problems) })),
    corrections: corrections.value,
  };
  return problems.length > 0 ? fail(...problems) : ok(read);
}

/** The inputs as the files alone say them: what holds where nothing is on record. */
export const inputsOf = (rows: AccountRows): AccountInputs => ({
  accounts: rows.accounts.map(({ values }) => values),
  openingBalances: rows.openingBalances.map(({ values }) => values),
  payments: rows.payments.map(({ values }) => values),
});

function toPayment(row: InputRow<Static<typeof PaymentRow>>, problems: Problem[]): Payment {
  const { ban, bill, received_on: receivedOn } = row.values;
  const before = problems.length;
  const amount = wholeCents(row, 'amount', row.values.amount, problems);
  if (amount <= 0n && problems.length === before) {
    problems.push(
      rowProblem(
        row,
        'amount',
        `A payment of ${row.values.amount} is not over zero; reversals are not executed yet.`,
        'Write what was received, or leave the row out.',
      ),
    );
  }
  const protest = row.values.under_protest === 'yes' ? { underProtest: true } : {};
  return { ban, bill, receivedOn, amount, ...protest };
}

/** The schema has let only the two kinds of account through. */
const toAccount = (row: Static<typeof AccountRow>): BillingAccount => ({
  ...row,
  account: row.account as BillingAccount['account'],
});

function accountProblems(rows: readonly InputRow<BillingAccount>[], agreement: Agreement): Problem[] {
  const { ilec, clec } = agreement.parties;
  const strangers = rows.flatMap((row) =>
    (['biller', 'billed'] as const)
      .filter((side) => ![ilec, clec].includes(row.values[side]))
      .map((side) =>
        rowProblem(
          row,
          side,
          `"${row.values[side]}" is no party of ${agreement.id}.`,
          `Write ${ilec} or ${clec}.`,
        ),
      ),
  );
  const selves = rows
    .filter(({ values }) => values.biller === values.billed)
    .map((row) => rowProblem(row, 'billed', 'A party does not bill itself.', 'Name the other party.'));
  const kind = ({ values }: InputRow<BillingAccount>): string =>
    `${values.biller} ${values.billed} ${values.account}`;
  return [
    ...strangers,
    ...selves,
    ...repeats(rows, ({ values }) => values.ban, 'ban'),
    ...repeats(rows, kind, 'account'),
  ];
}

function toBalance(row: InputRow<Static<typeof BalanceRow>>, problems: Problem[]): OpeningBalance {
  const { values } = row;
  const amount = wholeCents(row, 'amount', values.amount, problems);
  const disputed = wholeCents(row, 'disputed', values.disputed, problems);
  if (disputed < 0n || disputed > (amount < 0n ? 0n : amount)) {
    problems.push(
      rowProblem(row, 'disputed', 'The disputed part is not within the amount.', 'Correct one of them.'),
    );
  }
  if (values.due_on < values.billed_on) {
    problems.push(rowProblem(row, 'due_on', 'It is due before it was billed.', 'Correct one of the dates.'));
  }
  return {
    ban: values.ban,
    bill: values.bill,
    billedOn: values.billed_on,
    dueOn: values.due_on,
    amount,
    disputed,
    ...(values.late_charged_through === undefined ? {} : { lateChargedThrough: values.late_charged_through }),
  };
}
