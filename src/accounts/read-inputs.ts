import path from 'node:path';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../agreement/agreement.ts';
import { Code, DecimalText, IsoDate } from '../agreement/schema.ts';
import { parseCents } from '../base/money.ts';
import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { BillingAccount, OpeningBalance, Payment } from './account.ts';
import { readRecords } from './records.ts';
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
});

/** The money that a month begins with and receives. */
export interface AccountInputs {
  readonly accounts: readonly BillingAccount[];
  readonly openingBalances: readonly OpeningBalance[];
  readonly payments: readonly Payment[];
}

/**
 * Reads `accounts.csv`, `opening/balances.csv` and `payments.csv` of a month's folder. Rows of other
 * agreements' parties are problems: two agreements of one form never share accounts.
 */
export function readAccountInputs(inputDir: string, agreement: Agreement): Result<AccountInputs> {
  const accounts = readRecords(path.join(inputDir, 'accounts.csv'), AccountRow);
  const balances = readRecords(path.join(inputDir, 'opening', 'balances.csv'), BalanceRow);
  const payments = readRecords(path.join(inputDir, 'payments.csv'), PaymentRow);
  const problems = [accounts, balances, payments].flatMap((read) => (read.ok ? [] : [...read.problems]));
  if (!accounts.ok || !balances.ok || !payments.ok) return fail(...problems);
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
  const bills = new Set(balances.value.map(({ values }) => `${values.ban} ${values.bill}`));
  for (const row of payments.value) {
    const { ban, bill } = row.values;
    if (bans.has(ban) && !bills.has(`${ban} ${bill}`)) {
      problems.push(
        rowProblem(
          row,
          'bill',
          `Account ${ban} has no open bill ${bill}.`,
          'Name a bill of opening/balances.csv.',
        ),
      );
    }
  }
  const read = {
    accounts: accountRows.map(({ values }) => values),
    openingBalances: balances.value.map((row) => toBalance(row, problems)),
    payments: payments.value.map((row) => ({
      ban: row.values.ban,
      bill: row.values.bill,
      receivedOn: row.values.received_on,
      amount: wholeCents(row, 'amount', row.values.amount, problems),
    })),
  };
  return problems.length > 0 ? fail(...problems) : ok(read);
}

type Row = InputRow<{ ban: string }>;

const rowProblem = (row: Row, field: string, sentence: string, cure: string): Problem => ({
  id: 'accounts/row',
  file: row.file,
  line: row.line,
  field,
  sentence,
  cure,
});

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

/** Rows whose key an earlier row has. */
function repeats<T extends Row>(rows: readonly T[], keyOf: (row: T) => string, field: string): Problem[] {
  const seen = new Map<string, number>();
  return rows.flatMap((row) => {
    const before = seen.get(keyOf(row));
    if (before === undefined) seen.set(keyOf(row), row.line);
    return before === undefined
      ? []
      : [rowProblem(row, field, `This stands also on line ${before}.`, 'Remove one of the two.')];
  });
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

function wholeCents(row: Row, field: string, text: string, problems: Problem[]): bigint {
  const value = parseCents(text);
  if (value === undefined) {
    problems.push(
      rowProblem(row, field, `"${text}" is no whole number of cents.`, 'Write dollars and cents: 1860.00.'),
    );
  }
  return value ?? 0n;
}
