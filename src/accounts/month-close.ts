import type { Agreement } from '../agreement/agreement.ts';
import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Tx } from '../platform/database.ts';
import { invoiceEntry, openingEntry, paymentEntries, postJournal } from './journal.ts';
import type { Invoice } from './invoice.ts';
import type { AccountInputs } from './read-inputs.ts';
import { readInvoices } from './read-invoices.ts';
import { readPayments, rememberOpenBills } from './open-bills.ts';
import { insertInvoices, replaceAccounts } from './store-invoices.ts';

/** What is known of the close of one month. */
export interface MonthClose {
  readonly month: string;
  readonly inputHash: string;
  readonly agreementHash: string;
  readonly state: 'draft' | 'issued';
  readonly summary: unknown;
}

/** The close of a month, or undefined when it was never closed. */
export async function readMonthClose(
  tx: Tx,
  agreementId: string,
  month: string,
): Promise<MonthClose | undefined> {
  const rows = await tx.query<MonthClose>(
    `SELECT month, input_hash AS "inputHash", agreement_hash AS "agreementHash", state, summary
     FROM month_close WHERE agreement_id = $1 AND month = $2`,
    [agreementId, month],
  );
  return rows[0];
}

export interface Draft {
  readonly agreement: Agreement;
  readonly month: string;
  /** Over everything that the close read: input files and what the database brought along. */
  readonly inputHash: string;
  readonly inputs: AccountInputs;
  readonly invoices: readonly Invoice[];
  /** Any JSON value: the table of the month. */
  readonly summary: unknown;
}

/** What storing a draft did: first draft, replaced one, or nothing as the issued month is the same. */
export type DraftOutcome = 'drafted' | 'redrafted' | 'issued-unchanged';

/**
 * Whether a close of this month with these inputs may go on: months are issued in their order, and no draft stands
 * on a draft. After issue only the same inputs under the same agreement may, and they change nothing.
 */
export async function admitClose(
  tx: Tx,
  draft: Pick<Draft, 'agreement' | 'month' | 'inputHash'>,
): Promise<Result<DraftOutcome>> {
  const { agreement, month, inputHash } = draft;
  const before = await readMonthClose(tx, agreement.id, month);
  if (before?.state !== 'issued') {
    const later = await firstIssuedAfter(tx, agreement.id, month);
    if (later !== undefined) return fail(laterIssued(agreement.id, month, later));
    const [draft] = await draftMonths(tx, agreement.id, { before: month });
    if (draft !== undefined) return fail(earlierDraft(agreement.id, month, draft));
    return ok(before === undefined ? 'drafted' : 'redrafted');
  }
  const what = [
    ...(before.inputHash === inputHash ? [] : ['inputs']),
    ...(before.agreementHash === agreement.ref.hash ? [] : ['agreement']),
  ];
  if (what.length === 0) return ok('issued-unchanged');
  return fail({
    id: 'accounts/month-issued',
    field: month,
    sentence: `The bills of ${month} under ${agreement.id} are issued, and the ${what.join(' and the ')} of this close ${what.length > 1 || what[0] === 'inputs' ? 'are' : 'is'} not what they were made from.`,
    cure: 'Correct the lines on the next bill, or close the next month; an issued bill never changes.',
  });
}

async function firstIssuedAfter(tx: Tx, agreementId: string, month: string): Promise<string | undefined> {
  const [row] = await tx.query<{ month: string }>(
    `SELECT month FROM month_close WHERE agreement_id = $1 AND month > $2 AND state = 'issued' ORDER BY month`,
    [agreementId, month],
  );
  return row?.month;
}

/** Months before or after one that are drafts, in their order. */
export async function draftMonths(
  tx: Tx,
  agreementId: string,
  bounds: { readonly before?: string; readonly after?: string },
): Promise<string[]> {
  const rows = await tx.query<{ month: string }>(
    `SELECT month FROM month_close WHERE agreement_id = $1 AND state = 'draft'
       AND ($2::text IS NULL OR month < $2) AND ($3::text IS NULL OR month > $3) ORDER BY month`,
    [agreementId, bounds.before ?? null, bounds.after ?? null],
  );
  return rows.map(({ month }) => month);
}

/** The latest month before this one whose bills are issued. */
export async function lastIssuedBefore(
  tx: Tx,
  agreementId: string,
  month: string,
): Promise<string | undefined> {
  const [row] = await tx.query<{ month: string }>(
    `SELECT month FROM month_close WHERE agreement_id = $1 AND month < $2 AND state = 'issued'
     ORDER BY month DESC LIMIT 1`,
    [agreementId, month],
  );
  return row?.month;
}

/** Takes back the draft bills of a month, and that it was closed. */
export async function discardMonth(tx: Tx, agreementId: string, month: string): Promise<void> {
  for (const table of ['bill_check', 'invoice', 'month_close'])
    await tx.execute(`DELETE FROM ${table} WHERE agreement_id = $1 AND month = $2`, [agreementId, month]);
}

const earlierDraft = (agreementId: string, month: string, earlier: string): Problem => ({
  id: 'accounts/earlier-month-draft',
  field: month,
  sentence: `${earlier} under ${agreementId} is a draft, and ${month} rests on what is in service and owed after it.`,
  cure: `Issue ${earlier} first: meetpoint close … --month ${earlier} --issue.`,
});

const laterIssued = (agreementId: string, month: string, later: string): Problem => ({
  id: 'accounts/later-month-issued',
  field: month,
  sentence: `The bills of ${later} under ${agreementId} are issued, and they rest on what was in service and owed after ${month}.`,
  cure: 'Bring what is missing on the next bill; months are issued in their order.',
});

/** Stores the bills of a month as drafts, in place of earlier drafts. Refused when other inputs were issued. */
export async function storeDraft(tx: Tx, draft: Draft): Promise<Result<DraftOutcome>> {
  const { agreement, month } = draft;
  const admitted = await admitClose(tx, draft);
  if (!admitted.ok || admitted.value === 'issued-unchanged') return admitted;
  await tx.execute(`DELETE FROM invoice WHERE agreement_id = $1 AND month = $2`, [agreement.id, month]);
  await tx.execute(
    `INSERT INTO month_close (agreement_id, month, input_hash, agreement_hash, state, summary)
     VALUES ($1, $2, $3, $4, 'draft', $5)
     ON CONFLICT (agreement_id, month) DO UPDATE
     SET input_hash = excluded.input_hash, agreement_hash = excluded.agreement_hash, summary = excluded.summary`,
    [agreement.id, month, draft.inputHash, agreement.ref.hash, JSON.stringify(draft.summary)],
  );
  await replaceAccounts(tx, agreement.id, draft.inputs.accounts, `${month}-01`);
  await insertInvoices(tx, agreement.id, draft.inputHash, draft.invoices);
  return admitted;
}

/**
 * Issues the draft bills of a month: from now on they never change. Posts the payments, the bills and the opening
 * balances that are not on record yet to the journal. Issuing again does nothing.
 */
export async function issueMonth(
  tx: Tx,
  agreementId: string,
  month: string,
  inputs: Pick<AccountInputs, 'openingBalances' | 'payments'>,
): Promise<Result<readonly Invoice[]>> {
  const close = await readMonthClose(tx, agreementId, month);
  if (!close) {
    return fail({
      id: 'accounts/no-draft',
      field: month,
      sentence: `${month} under ${agreementId} has no draft bills.`,
      cure: 'Close the month first.',
    });
  }
  const invoices = await readInvoices(tx, agreementId, { month });
  if (close.state === 'issued') return ok(invoices);
  await tx.execute(`UPDATE invoice SET status = 'issued' WHERE agreement_id = $1 AND month = $2`, [
    agreementId,
    month,
  ]);
  await tx.execute(`UPDATE month_close SET state = 'issued' WHERE agreement_id = $1 AND month = $2`, [
    agreementId,
    month,
  ]);
  const recorded = await readPayments(tx, agreementId);
  await rememberOpenBills(tx, agreementId, inputs.openingBalances);
  await postJournal(tx, agreementId, [
    ...inputs.openingBalances.filter(({ onRecord }) => onRecord !== true).map(openingEntry),
    ...paymentEntries(inputs.payments, recorded),
    ...invoices.map(invoiceEntry),
  ]);
  return ok(invoices);
}
