import type { Tx } from '../platform/database.ts';
import type { BillingAccount } from './account.ts';
import type { Invoice } from './invoice.ts';

/** Opens the accounts that are not there yet. */
export async function insertAccounts(
  tx: Tx,
  agreementId: string,
  accounts: readonly BillingAccount[],
  openedOn: string,
): Promise<void> {
  await tx.insertMany(
    'billing_account',
    ['agreement_id', 'ban', 'biller', 'billed', 'account', 'name', 'opened_on'],
    accounts.map(({ ban, biller, billed, account, name }) => [
      agreementId,
      ban,
      biller,
      billed,
      account,
      name,
      openedOn,
    ]),
    'skip',
  );
}

/** Adds bills with their lines as drafts. */
export async function insertInvoices(
  tx: Tx,
  agreementId: string,
  inputHash: string,
  invoices: readonly Invoice[],
): Promise<void> {
  await tx.insertMany(
    'invoice',
    [
      'agreement_id',
      'number',
      'ban',
      'from_party',
      'to_party',
      'month',
      'bill_date',
      'period_from',
      'period_to',
      'due_on',
      'previous_balance',
      'payments',
      'total',
      'disputed',
      'balance',
      'status',
      'input_hash',
      'agreement_version',
      'agreement_hash',
    ],
    invoices.map((invoice) => [
      agreementId,
      invoice.number,
      invoice.ban,
      invoice.from,
      invoice.to,
      invoice.month,
      invoice.billDate,
      invoice.periodFrom,
      invoice.periodTo,
      invoice.dueOn,
      invoice.previousBalance,
      invoice.payments,
      invoice.total,
      invoice.disputed,
      invoice.balance,
      'draft',
      inputHash,
      invoice.agreement.version,
      invoice.agreement.hash,
    ]),
  );
  await tx.insertMany(
    'invoice_line',
    [
      'agreement_id',
      'number',
      'line',
      'kind',
      'element',
      'zone',
      'description',
      'clause',
      'quantity',
      'unit',
      'rate',
      'amount',
      'provenance',
      'from_date',
      'to_date',
      'source_kind',
      'source_id',
      'corrects_invoice',
      'corrects_line',
      'receipt',
    ],
    invoices.flatMap((invoice) =>
      invoice.lines.map((line) => [
        agreementId,
        invoice.number,
        line.line,
        line.kind,
        line.element,
        line.zone ?? null,
        line.description,
        line.clause,
        line.quantity,
        line.unit,
        line.rate,
        line.amount,
        line.provenance,
        line.from,
        line.to,
        line.source.kind,
        line.source.id,
        line.correctionOf?.invoice ?? null,
        line.correctionOf?.line ?? null,
        line.receipt,
      ]),
    ),
  );
}
