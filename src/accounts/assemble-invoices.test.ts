import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { cents, sumCents } from '../base/money.ts';
import { fail, ok, unwrap } from '../base/result.ts';
import { cases } from '../cases/index.ts';
import { partialAgreement } from '../cases/test-partial-agreement.ts';
import { parties } from '../parties/index.ts';
import type { BillingAccount } from './account.ts';
import { assembleInvoices } from './assemble-invoices.ts';
import { accounts } from './index.ts';
import { invoiceCsv, invoiceJson } from './invoice-text.ts';
import { invoiceEntry, openingEntry, paymentEntries } from './journal.ts';
import { sampleCharge } from './test-charges.ts';

const agreement = partialAgreement({
  dir: path.join(import.meta.dirname, '..', '..', 'agreements', 'tiny'),
  articles: ['a-general.md'],
  tables: ['parties', 'holidays', 'rates'],
  vocabulary: [accounts, cases, parties],
});
const services: BillingAccount = {
  ban: 'P1',
  biller: 'prairie',
  billed: 'juniper',
  account: 'services',
  name: 'x',
};
const usage: BillingAccount = { ...services, ban: 'P2', account: 'usage' };
const back: BillingAccount = { ban: 'J1', biller: 'juniper', billed: 'prairie', account: 'usage', name: 'y' };
const base = {
  agreement,
  month: '2026-10',
  accounts: [services, usage, back],
  openingBalances: [],
  payments: [],
  charges: [],
  dueOn: () => ok('2026-12-28'),
};
const loop = sampleCharge(agreement, { sortKey: '2' });
const order = sampleCharge(agreement, {
  sortKey: '1',
  kind: 'one-time',
  amount: cents(725),
  provenance: 'assumed',
});
const free = sampleCharge(agreement, { account: 'usage', kind: 'usage', amount: cents(0), rate: '0.00' });

describe('assembleInvoices', () => {
  test('one bill an account, lines in order, dated by the bill day', () => {
    const invoices = unwrap(assembleInvoices({ ...base, charges: [loop, order, free] }));
    assert.deepEqual(
      invoices.map(({ number, from, billDate, dueOn, total }) => [number, from, billDate, dueOn, total]),
      [
        ['P1-202611', 'prairie', '2026-11-12', '2026-12-28', 2525n],
        ['P2-202611', 'prairie', '2026-11-12', '2026-12-28', 0n],
      ],
    );
    assert.deepEqual(
      invoices[0]?.lines.map(({ line, kind }) => `${line} ${kind}`),
      ['1 one-time', '2 recurring'],
    );
  });

  test('the balance carries what was owed, paid and disputed', () => {
    const [invoice] = unwrap(
      assembleInvoices({
        ...base,
        charges: [loop],
        openingBalances: [
          {
            ban: 'P1',
            bill: 'P1-202610',
            billedOn: '2026-10-12',
            dueOn: '2026-11-26',
            amount: 5000n,
            disputed: 300n,
          },
        ],
        payments: [{ ban: 'P1', bill: 'P1-202610', receivedOn: '2026-11-02', amount: 4000n }],
      }),
    );
    assert.deepEqual(
      [invoice?.previousBalance, invoice?.payments, invoice?.total, invoice?.balance, invoice?.disputed],
      [5000n, 4000n, 1800n, 2800n, 300n],
    );
  });

  test('what cannot be billed is all named', () => {
    const result = assembleInvoices({
      ...base,
      accounts: [services],
      charges: [
        free,
        free,
        sampleCharge(agreement, { biller: 'juniper', billed: 'prairie', account: 'usage' }),
      ],
      payments: [{ ban: 'P1', bill: 'P1-202610', receivedOn: '2026-11-13', amount: 1n }],
    });
    assert.deepEqual(result.ok ? [] : result.problems.map(({ id, field }) => `${id} ${field}`), [
      'accounts/no-account prairie/juniper/usage',
      'accounts/no-account juniper/prairie/usage',
      'accounts/payment-after-bill-date P1-202610',
    ]);
    const noDate = fail({ id: 'clock/unknown', sentence: 'No clock.', cure: 'Add it.' });
    const undated = assembleInvoices({ ...base, charges: [loop], dueOn: () => noDate });
    assert.equal(undated.ok, false);
  });

  test('text is plain and the bill says what it rests on', () => {
    const invoice = unwrap(assembleInvoices({ ...base, charges: [loop, order] }))[0];
    assert.ok(invoice);
    assert.equal(
      invoiceCsv(invoice),
      [
        'line,description,clause,quantity,unit,rate,amount,provenance,kind,element,zone,from,to,source,correction_of',
        '1,"Loop, one month",A §8,1,month,18.00,7.25,assumed,one-time,loop,,2026-11-01,2026-11-30,circuit:10.LX.1,',
        '2,"Loop, one month",A §8,1,month,18.00,18.00,seed,recurring,loop,,2026-11-01,2026-11-30,circuit:10.LX.1,',
        '',
      ].join('\n'),
    );
    const json = invoiceJson(invoice);
    assert.equal(json['total'], '25.25');
    assert.deepEqual(json['provenance'], {
      seed: 1,
      assumed: 1,
      note: '1 of 2 lines rests on assumed prices or terms, which are not those of the signed agreement.',
    });
  });

  const anyCharge = fc.record({
    amount: fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => cents(n)),
    sortKey: fc.constantFrom('1', '2', '3'),
    account: fc.constantFrom<'services' | 'usage'>('services', 'usage'),
    kind: fc.constantFrom<'recurring' | 'usage' | 'credit'>('recurring', 'usage', 'credit'),
  });

  test('lines sum to the total, the journal balances, and the order of the input does not matter', () => {
    fc.assert(
      fc.property(
        fc.array(anyCharge, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 0 }),
        (fields, turn) => {
          const charges = fields.map((field) => sampleCharge(agreement, field));
          const invoices = unwrap(assembleInvoices({ ...base, charges }));
          for (const invoice of invoices) {
            assert.equal(sumCents(invoice.lines.map(({ amount }) => amount)), invoice.total);
            assert.equal(invoice.balance, invoice.previousBalance - invoice.payments + invoice.total);
            assert.equal(
              invoiceEntry(invoice).postings.reduce((sum, { cents: c }) => sum + c, 0n),
              0n,
            );
          }
          const at = turn % charges.length;
          const turned = [...charges.slice(at), ...charges.slice(0, at)];
          assert.deepEqual(unwrap(assembleInvoices({ ...base, charges: turned })), invoices);
        },
      ),
    );
  });

  test('a payment under protest is said in the books and moves the same money', () => {
    const payment = { ban: 'P1', bill: 'P1-202610', receivedOn: '2026-11-02', amount: 4000n };
    const [plain] = paymentEntries([payment]);
    const [protested] = paymentEntries([{ ...payment, underProtest: true }]);
    assert.deepEqual(protested, { ...plain, description: 'Payment for bill P1-202610, under protest' });
    const bills = (payments: readonly (typeof payment)[]) =>
      unwrap(assembleInvoices({ ...base, payments: [...payments] }));
    assert.deepEqual(bills([{ ...payment, underProtest: true } as typeof payment]), bills([payment]));
  });

  test('opening and payment entries balance and are told apart', () => {
    const payment = { ban: 'P1', bill: 'P1-202610', receivedOn: '2026-11-02', amount: 4000n };
    const entries = [
      openingEntry({
        ban: 'P1',
        bill: 'P1-202610',
        billedOn: '2026-10-12',
        dueOn: '2026-11-26',
        amount: 5000n,
        disputed: 0n,
      }),
      ...paymentEntries([payment, payment]),
    ];
    assert.equal(new Set(entries.map(({ entry }) => entry)).size, 3);
    for (const { postings } of entries)
      assert.equal(
        postings.reduce((sum, { cents: c }) => sum + c, 0n),
        0n,
      );
  });
});
