import type { Tx } from '../platform/database.ts';
import type { BillingAccount } from './account.ts';
import type { Invoice } from './invoice.ts';

/**
 * Opens the accounts that are not there yet. Accounts without bills that the month opened, or that are not as
 * given, make way: nothing was billed on them. Accounts with bills keep all but their name.
 */
export async function replaceAccounts(
  tx: Tx,
  agreementId: string,
  accounts: readonly BillingAccount[],
  openedOn: string,
): Promise<void> {
  const given = (column: (account: BillingAccount) => string): string[] => accounts.map(column);
  await tx.execute(
    `DELETE FROM billing_account b WHERE b.agreement_id = $1
       AND NOT EXISTS (SELECT FROM invoice i WHERE i.agreement_id = b.agreement_id AND i.ban = b.ban)
       AND (b.opened_on >= $2::date OR NOT EXISTS (
         SELECT FROM unnest($3::text[], $4::text[], $5::text[], $6::text[]) g (ban, biller, billed, account)
         WHERE g.ban = b.ban AND g.biller = b.biller AND g.billed = b.billed AND g.account = b.account))`,
    [
      agreementId,
      openedOn,
      given(({ ban }) => ban),
      given(({ biller }) => biller),
      given(({ billed }) => billed),
      given(({ account }) => account),
    ],
  );
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
  for (const { ban, name } of accounts) {
    await tx.execute(
      'UPDATE billing_account SET name = $3 WHERE agreement_id = $1 AND ban = $2 AND name <> $3',
      [agreementId, ban, name],
    );
  }
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
