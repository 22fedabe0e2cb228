import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { cents } from '../base/money.ts';
import { ok, unwrap } from '../base/result.ts';
import { cases } from '../cases/index.ts';
import { partialAgreement } from '../cases/test-partial-agreement.ts';
import { parties } from '../parties/index.ts';
import type { Database, Scope, Tx } from '../platform/database.ts';
import { testDatabase } from '../platform/test-database.ts';
import { assembleInvoices } from './assemble-invoices.ts';
import { correctLine } from './correct-line.ts';
import { accounts } from './index.ts';
import { invoiceCsv } from './invoice-text.ts';
import { admitClose, issueMonth, readMonthClose, storeDraft } from './month-close.ts';
import { readPayments } from './open-bills.ts';
import { readInvoices } from './read-invoices.ts';
import { sampleCharge } from './test-charges.ts';

const room = (name: string): string => path.join(import.meta.dirname, '..', name, 'migrations');
const agreement = partialAgreement({
  dir: path.join(import.meta.dirname, '..', '..', 'agreements', 'tiny'),
  articles: ['a-general.md'],
  tables: ['parties', 'holidays', 'rates'],
  vocabulary: [accounts, cases, parties],
});
const scope: Scope = { kind: 'agreement', agreementId: agreement.id };
const asParty = (party: string): Scope => ({ kind: 'party', party, user: 'ann' });
const inputs = {
  accounts: [{ ban: 'P1', biller: 'prairie', billed: 'juniper', account: 'services' as const, name: 'x' }],
  openingBalances: [
    {
      ban: 'P1',
      bill: 'P1-202610',
      billedOn: '2026-10-12',
      dueOn: '2026-11-26',
      amount: 5000n,
      disputed: 0n,
    },
  ],
  payments: [{ ban: 'P1', bill: 'P1-202610', receivedOn: '2026-11-02', amount: 5000n, underProtest: true }],
};
const invoicesOf = (amounts: readonly number[], month = '2026-10') =>
  unwrap(
    assembleInvoices({
      ...inputs,
      agreement,
      month,
      charges: amounts.map((amount) => sampleCharge(agreement, { amount: cents(amount) })),
      dueOn: () => ok('2026-12-28'),
    }),
  );
const draft = (inputHash: string, amounts: readonly number[], month = '2026-10') => ({
  agreement,
  month,
  inputHash,
  inputs,
  invoices: invoicesOf(amounts, month),
  summary: { month },
});

describe('closing a month in the database', () => {
  let db: Database;
  const within = <T>(fn: (tx: Tx) => Promise<T>, as: Scope = scope): Promise<T> => db.withTransaction(as, fn);
  const numbers = (as: Scope): Promise<string[]> =>
    within(async (tx) => (await readInvoices(tx, agreement.id, {})).map(({ number }) => number), as);

  before(async () => {
    db = await testDatabase([room('parties'), room('accounts')]);
    await within(
      (tx) =>
        tx.execute(
          `INSERT INTO agreement (id, form, variant, title, folder, amendments, version, hash, time_zone, ilec, clec)
           VALUES ($1, $2, $3, 't', 'f', '{}', $4, $5, 'UTC', 'prairie', 'juniper')`,
          [agreement.id, agreement.ref.id, agreement.ref.variant, agreement.ref.version, agreement.ref.hash],
        ),
      { kind: 'install' },
    );
  });
  after(() => db.close());

  test('a draft is replaced until it is issued', async () => {
    assert.equal(unwrap(await within((tx) => storeDraft(tx, draft('one', [1800, 725])))), 'drafted');
    assert.equal(unwrap(await within((tx) => storeDraft(tx, draft('two', [1800])))), 'redrafted');
    const made = invoicesOf([1800]);
    const read = await within((tx) => readInvoices(tx, agreement.id, { month: '2026-10' }));
    assert.deepEqual(read, made);
    assert.equal(read.map(invoiceCsv).join(), made.map(invoiceCsv).join());
  });

  test('after issue the same inputs change nothing and others are refused', async () => {
    const issued = unwrap(await within((tx) => issueMonth(tx, agreement.id, '2026-10', inputs)));
    assert.deepEqual(
      issued.map(({ number, total }) => [number, total]),
      [['P1-202611', 1800n]],
    );
    unwrap(await within((tx) => issueMonth(tx, agreement.id, '2026-10', inputs)));
    assert.equal(unwrap(await within((tx) => storeDraft(tx, draft('two', [1800])))), 'issued-unchanged');
    const refused = await within((tx) => storeDraft(tx, draft('three', [9900])));
    assert.equal(refused.ok ? '' : refused.problems[0]?.id, 'accounts/month-issued');
    const earlier = await within((tx) => admitClose(tx, { agreement, month: '2026-09', inputHash: 'four' }));
    assert.equal(earlier.ok ? '' : earlier.problems[0]?.id, 'accounts/later-month-issued');
    const close = await within((tx) => readMonthClose(tx, agreement.id, '2026-10'));
    assert.equal(close?.state, 'issued');
    assert.equal(close?.inputHash, 'two');
  });

  test('an issued bill, its lines and the journal cannot be changed', async () => {
    for (const sql of [
      'UPDATE invoice SET total = 0, balance = 0',
      'DELETE FROM invoice',
      "UPDATE invoice_line SET description = 'x'",
      'DELETE FROM invoice_line',
      `INSERT INTO invoice_line SELECT agreement_id, number, 99, kind, element, zone, description, clause, quantity,
         unit, rate, amount, provenance, from_date, to_date, source_kind, source_id, NULL, NULL, receipt FROM invoice_line`,
      "UPDATE month_close SET input_hash = 'x'",
      'UPDATE posting SET cents = 0',
      'DELETE FROM journal_entry',
    ]) {
      await assert.rejects(
        within((tx) => tx.execute(sql)),
        /never change/,
        sql,
      );
    }
  });

  test('the journal balances, and what is receivable is the balance of the bill', async () => {
    const rows = await within((tx) =>
      tx.query<{ ledger: string; cents: string }>(
        'SELECT ledger, sum(cents)::text AS cents FROM posting GROUP BY ledger ORDER BY ledger',
      ),
    );
    assert.deepEqual(rows, [
      { ledger: 'cash:P1', cents: '5000' },
      { ledger: 'income:P1:recurring', cents: '-1800' },
      { ledger: 'opening:P1', cents: '-5000' },
      { ledger: 'receivable:P1', cents: '1800' },
    ]);
    assert.deepEqual(await within((tx) => readPayments(tx, agreement.id)), inputs.payments);
    await assert.rejects(
      within(async (tx) => {
        await tx.insertMany(
          'journal_entry',
          ['agreement_id', 'entry', 'entry_date', 'description'],
          [[agreement.id, 'bad', '2026-11-12', 'x']],
        );
        await tx.insertMany(
          'posting',
          ['agreement_id', 'entry', 'seq', 'ledger', 'cents'],
          [[agreement.id, 'bad', 1, 'cash:P1', 1n]],
        );
      }),
      /out of balance/,
    );
  });

  test('a total that is not the sum of the lines is refused', async () => {
    const wrong = draft('x', [1800], '2026-12');
    const invoices = wrong.invoices.map((invoice) => ({
      ...invoice,
      total: cents(1),
      balance: cents(invoice.previousBalance - invoice.payments + 1n),
    }));
    await assert.rejects(
      within((tx) => storeDraft(tx, { ...wrong, invoices })),
      /lines of 1800/,
    );
  });

  test('a correction goes on the next bill and cites the line', async () => {
    const [issued] = await within((tx) => readInvoices(tx, agreement.id, { number: 'P1-202611' }));
    assert.ok(issued);
    const { receipt } = sampleCharge(agreement);
    const charge = correctLine(issued, 1, { amount: cents(1500), reason: 'wrong band', receipt }, 'services');
    assert.ok(charge);
    assert.deepEqual([charge.kind, charge.amount], ['credit', -300n]);
    assert.equal(
      correctLine(issued, 1, { amount: cents(1800), reason: 'none', receipt }, 'services'),
      undefined,
    );
    assert.equal(
      correctLine(issued, 7, { amount: cents(1), reason: 'none', receipt }, 'services'),
      undefined,
    );
    const invoices = unwrap(
      assembleInvoices({
        ...inputs,
        agreement,
        month: '2026-11',
        charges: [charge],
        dueOn: () => ok('2027-01-26'),
      }),
    );
    unwrap(await within((tx) => storeDraft(tx, { ...draft('next', []), month: '2026-11', invoices })));
    const [next] = await within((tx) => readInvoices(tx, agreement.id, { month: '2026-11' }));
    assert.deepEqual(next?.lines[0]?.correctionOf, { invoice: 'P1-202611', line: 1 });
    assert.match(invoiceCsv(next ?? issued), /P1-202611\/1\n$/);
  });

  test('the two parties see their bills, nobody else does, and neither writes', async () => {
    assert.deepEqual(await numbers(asParty('juniper')), ['P1-202611', 'P1-202612']);
    assert.deepEqual(await numbers(asParty('prairie')), ['P1-202611', 'P1-202612']);
    assert.deepEqual(await numbers(asParty('stranger')), []);
    assert.deepEqual(await numbers({ kind: 'agreement', agreementId: 'other/north' }), []);
    const changed = await within(
      (tx) => tx.execute("UPDATE month_close SET input_hash = 'x'"),
      asParty('juniper'),
    );
    assert.equal(changed, 0);
  });
});
