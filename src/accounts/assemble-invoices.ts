import type { Agreement } from '../agreement/agreement.ts';
import { canonicalJson } from '../base/canonical.ts';
import { cents, sumCents } from '../base/money.ts';
import type { Cents } from '../base/money.ts';
import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { accountOf } from './account.ts';
import type { BillingAccount } from './account.ts';
import type { AccountInputs } from './read-inputs.ts';
import { billDateOf } from './bill-date.ts';
import { calendarMonth } from '../base/calendar-month.ts';
import type { CalendarMonth } from '../base/calendar-month.ts';
import type { Charge } from './charge.ts';
import type { Invoice, InvoiceLine } from './invoice.ts';

export interface AssembleInput extends AccountInputs {
  readonly agreement: Agreement;
  /** The closed month, `2026-10`. */
  readonly month: string;
  readonly charges: readonly Charge[];
  /** Due date of a bill of this date for this party. */
  readonly dueOn: (billDate: string, billed: string) => Result<string>;
}

/**
 * The bills of one month: one for each account that has charges, a balance or payments. Lines are ordered by
 * `sortKey`, numbered from 1, and sum to the total. Fails with every charge that has no account, every payment
 * after the bill date, and a missing bill-cycle term.
 */
export function assembleInvoices(input: AssembleInput): Result<Invoice[]> {
  const month = calendarMonth(input.month);
  if (!month.ok) return month;
  const billDate = billDateOf(input.agreement, month.value);
  const placed = place(input);
  const problems = [...(billDate.ok ? [] : billDate.problems), ...placed.problems];
  if (billDate.ok) problems.push(...latePayments(input, billDate.value));
  if (!billDate.ok || problems.length > 0) return fail(...problems);
  const invoices: Invoice[] = [];
  for (const account of [...input.accounts].sort((a, b) => (a.ban < b.ban ? -1 : 1))) {
    const dueOn = input.dueOn(billDate.value, account.billed);
    if (!dueOn.ok) {
      problems.push(...dueOn.problems);
      continue;
    }
    const invoice = toInvoice(input, account, placed.byBan.get(account.ban) ?? [], {
      month: month.value,
      billDate: billDate.value,
      dueOn: dueOn.value,
    });
    if (invoice) invoices.push(invoice);
  }
  return problems.length > 0 ? fail(...problems) : ok(invoices);
}

function place(input: AssembleInput): { byBan: Map<string, Charge[]>; problems: Problem[] } {
  const byBan = new Map<string, Charge[]>();
  const problems = new Map<string, Problem>();
  for (const charge of input.charges) {
    const account = accountOf(input.accounts, charge);
    if (account.ok) byBan.set(account.value.ban, [...(byBan.get(account.value.ban) ?? []), charge]);
    else for (const problem of account.problems) problems.set(problem.field ?? '', problem);
  }
  return { byBan, problems: [...problems.values()] };
}

const latePayments = (input: AssembleInput, billDate: string): Problem[] =>
  input.payments
    .filter((payment) => payment.receivedOn > billDate)
    .map((payment) => ({
      id: 'accounts/payment-after-bill-date',
      field: payment.bill,
      sentence: `A payment for ${payment.bill} was received on ${payment.receivedOn}, after the bill date ${billDate}.`,
      cure: 'Put it in the folder of the month that it belongs to.',
    }));

function toInvoice(
  input: AssembleInput,
  account: BillingAccount,
  charges: readonly Charge[],
  dates: { readonly month: CalendarMonth; readonly billDate: string; readonly dueOn: string },
): Invoice | undefined {
  const balances = input.openingBalances.filter(({ ban }) => ban === account.ban);
  const payments = input.payments.filter(({ ban }) => ban === account.ban);
  if (charges.length + balances.length + payments.length === 0) return undefined;
  const lines = [...charges].sort(byPlace).map(toLine);
  const total = sumCents(lines.map(({ amount }) => amount));
  const previousBalance = sumOf(balances.map(({ amount }) => amount));
  const paid = sumOf(payments.map(({ amount }) => amount));
  return {
    number: `${account.ban}-${dates.billDate.slice(0, 7).replace('-', '')}`,
    ban: account.ban,
    from: account.biller,
    to: account.billed,
    month: dates.month.month,
    billDate: dates.billDate,
    periodFrom: dates.month.from,
    periodTo: dates.month.to,
    dueOn: dates.dueOn,
    previousBalance,
    payments: paid,
    total,
    disputed: sumOf(balances.map(({ disputed }) => disputed)),
    balance: cents(previousBalance - paid + total),
    lines,
    agreement: input.agreement.ref,
  };
}

const sumOf = (values: readonly bigint[]): Cents => sumCents(values.map((value) => cents(value)));

/** By sort key; equal keys by content, so that the order of the input does not matter. */
function byPlace(a: Charge, b: Charge): number {
  if (a.sortKey !== b.sortKey) return a.sortKey < b.sortKey ? -1 : 1;
  const [x, y] = [canonicalJson(a), canonicalJson(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function toLine(charge: Charge, index: number): InvoiceLine {
  const { biller: _biller, billed: _billed, account: _account, sortKey: _sortKey, ...rest } = charge;
  return { line: index + 1, ...rest };
}
