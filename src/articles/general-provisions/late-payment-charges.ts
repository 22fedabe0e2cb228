import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { BillingAccount, OpeningBalance } from '../../accounts/account.ts';
import { billDateOf } from '../../accounts/bill-date.ts';
import { calendarMonth } from '../../base/calendar-month.ts';
import type { Charge } from '../../accounts/charge.ts';
import { latePortions } from '../../accounts/late-portions.ts';
import type { LatePortion } from '../../accounts/late-portions.ts';
import type { AccountInputs } from '../../accounts/read-inputs.ts';
import { disputeTerm, latePaymentTerm } from '../../accounts/terms.ts';
import { cents, formatCents, parseCents } from '../../base/money.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { latePaymentCharge } from './late-payment-charge.ts';

/**
 * Late payment charges of the month's bills: on each part of an earlier bill's undisputed principal that was paid
 * late by the bill date, or is unpaid and late then. One line a part. What comes to nothing makes no line.
 */
export function latePaymentCharges(
  input: { readonly agreement: Agreement; readonly month: string } & AccountInputs,
): Result<Charge[]> {
  const { agreement } = input;
  const month = calendarMonth(input.month);
  if (!month.ok) return month;
  const billDate = billDateOf(agreement, month.value);
  if (!billDate.ok) return billDate;
  const dispute = agreement.at(month.value.to).term(disputeTerm);
  if (!dispute.ok) return dispute;
  const chargeDisputed = dispute.value.value.lateCharge === 'runs';
  const problems: Problem[] = [];
  const charges = input.openingBalances.flatMap((balance) => {
    const account = input.accounts.find(({ ban }) => ban === balance.ban);
    if (!account) {
      problems.push(unknownAccount(balance));
      return [];
    }
    return latePortions(balance, input.payments, billDate.value, { chargeDisputed }).flatMap(
      (portion, index) => {
        const charge = toCharge(agreement, account, balance, portion, index);
        if (charge.ok) return charge.value === undefined ? [] : [charge.value];
        problems.push(...charge.problems);
        return [];
      },
    );
  });
  return problems.length > 0 ? fail(...problems) : ok(charges);
}

function toCharge(
  agreement: Agreement,
  account: BillingAccount,
  balance: OpeningBalance,
  portion: LatePortion,
  index: number,
): Result<Charge | undefined> {
  const principal = formatCents(cents(portion.principal));
  const facts = {
    principal,
    dueOn: balance.dueOn,
    paidOn: portion.paidOn,
    ...(balance.lateChargedThrough === undefined ? {} : { chargedThrough: balance.lateChargedThrough }),
  };
  const receipt = runDecision(latePaymentCharge, agreement, facts, { asOf: balance.dueOn });
  if (!receipt.ok) return receipt;
  const amount = parseCents(String(receipt.value.value));
  if (amount === undefined) throw new Error(`${String(receipt.value.value)} is no amount of cents.`);
  if (amount === 0n) return ok(undefined);
  const term = agreement.at(balance.dueOn).term(latePaymentTerm);
  if (!term.ok) return term;
  const first = Temporal.PlainDate.from(balance.lateChargedThrough ?? balance.dueOn).add({ days: 1 });
  return ok({
    biller: account.biller,
    billed: account.billed,
    account: account.account,
    kind: 'late-payment',
    element: 'late-payment',
    description: `Late payment of bill ${balance.bill}, due ${balance.dueOn}: $${principal} ${portion.paid ? 'paid' : 'unpaid on'} ${portion.paidOn}`,
    clause: receipt.value.clause,
    quantity: '1',
    unit: 'charge',
    rate: formatCents(amount),
    amount,
    provenance: term.value.provenance,
    from: first.toString(),
    to: portion.paidOn,
    source: { kind: 'balance', id: balance.bill },
    sortKey: `8-late-payment/${balance.bill}/${String(index + 1).padStart(3, '0')}`,
    receipt: receipt.value,
  });
}

const unknownAccount = (balance: OpeningBalance): Problem => ({
  id: 'accounts/no-account',
  field: balance.ban,
  sentence: `The open bill ${balance.bill} is of account ${balance.ban}, which is not there.`,
  cure: 'Add it to accounts.csv.',
});
