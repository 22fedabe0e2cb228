import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { TSchema } from 'typebox';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { Invoice, InvoiceHead, InvoiceLineWhy } from './shapes/invoice.ts';
import { Month, MonthFindings, MonthHead } from './shapes/month.ts';
import { Order, OrderPage } from './shapes/order.ts';
import { seedMonth } from './test-month.ts';
import type { SeededMonth } from './test-month.ts';
import { sampleAgreement, testServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';

const RIVER = '/api/agreements/sample/river';

describe('a closed month over HTTP', () => {
  let server: TestServer;
  let month: SeededMonth;
  let cookies: Record<string, string>;
  before(async () => {
    server = await testServer();
    month = await seedMonth(server.db, sampleAgreement('river'), 'loop-sample');
    cookies = Object.fromEntries(
      await Promise.all(
        ['meadow', 'rivertel', 'prairie'].map(async (party) => [party, await server.signIn(party)] as const),
      ),
    );
  });
  after(() => server.close());

  const get = async (path: string, schema: TSchema, party = 'meadow'): Promise<unknown> => {
    const { status, body } = await server.get(`${RIVER}${path}`, cookies[party] ?? '');
    assert.equal(status, 200, path);
    assert.deepEqual([...Value.Errors(schema, body)], [], path);
    return body;
  };
  const addresses = (): string[] => [
    '/months',
    `/months/${month.month}`,
    '/invoices',
    `/invoices/${month.issuedBill}`,
    `/invoices/${month.issuedBill}/lines/1`,
    '/orders',
    `/orders/${month.rejectedOrder}`,
    '/findings',
  ];

  test('what a party found in the other’s bill is for its own eyes', async () => {
    const own = (await get('/findings', Type.Array(MonthFindings))) as unknown[];
    assert.equal(own.length, 1);
    assert.deepEqual(await get('/findings', Type.Array(MonthFindings), 'rivertel'), []);
    const theirs = (await get(`/months/${month.month}`, Month, 'rivertel')) as {
      summary: { verification: unknown };
    };
    assert.equal(theirs.summary.verification, null);
  });

  test('both parties see it, and it fits what the API says of itself', async () => {
    const schemas = [
      Type.Array(MonthHead),
      Month,
      Type.Array(InvoiceHead),
      Invoice,
      InvoiceLineWhy,
      OrderPage,
      Order,
      Type.Array(MonthFindings),
    ];
    for (const party of ['meadow', 'rivertel']) {
      for (const [index, address] of addresses().entries()) {
        await get(address, schemas[index] ?? Type.Never(), party);
      }
    }
  });

  test('another carrier sees none of it: every address answers as one that does not exist', async () => {
    const cookie = cookies['prairie'] ?? '';
    for (const address of addresses()) {
      const theirs = await server.get(`${RIVER}${address}`, cookie);
      assert.equal(theirs.status, 404, address);
      assert.deepEqual(theirs, await server.get(`/api/agreements/sample/nowhere${address}`, cookie));
    }
    for (const list of ['/months', '/invoices', '/findings']) {
      const own = await server.get(`/api/agreements/sample/hill${list}`, cookie);
      assert.deepEqual(own, { status: 200, body: [] });
    }
    assert.deepEqual(await server.get('/api/agreements/sample/hill/orders', cookie), {
      status: 200,
      body: { orders: [], next: null },
    });
    const guesses = [
      `/invoices/${month.issuedBill}`,
      `/invoices/${month.issuedBill}/lines/1`,
      `/orders/${month.rejectedOrder}`,
      `/months/${month.month}`,
    ];
    for (const guess of guesses) {
      assert.equal((await server.get(`/api/agreements/sample/hill${guess}`, cookie)).status, 404, guess);
    }
  });

  test('a bill sums, says what is assumed, and each line gives its receipt and clause', async () => {
    const bill = (await get(`/invoices/${month.issuedBill}`, Invoice)) as Invoice;
    assert.deepEqual(
      bill.lines.map(({ amount }) => amount),
      ['7.50', '1234.56', '-25.00'],
    );
    assert.deepEqual([bill.total, bill.status, bill.assumedLines], ['1217.06', 'issued', 1]);
    const why = (await get(`/invoices/${month.issuedBill}/lines/1`, InvoiceLineWhy)) as InvoiceLineWhy;
    assert.equal(why.receipt.value, '7.50');
    assert.equal(why.receipt.steps[1]?.steps?.length, 2);
    assert.match(why.clauseText?.text ?? '', /intervals/);
  });

  test('an order shows its failed edits with cures, and clocks with their steps', async () => {
    const rejected = (await get(`/orders/${month.rejectedOrder}`, Order)) as Order;
    assert.deepEqual(
      rejected.events.flatMap(({ problems }) => problems.map(({ id }) => id)),
      ['LSR-0001', 'LSR-0002'],
    );
    assert.deepEqual(
      rejected.clocks.map(({ stoppedBy }) => stoppedBy),
      ['rejected', 'rejected'],
    );
    const completed = (await get(`/orders/${month.completedOrder}`, Order)) as Order;
    const foc = completed.clocks.find(({ name }) => name === 'foc');
    assert.deepEqual([foc?.dueAt, foc?.inTime, foc?.state], ['2026-10-08', true, 'stopped']);
    assert.ok((foc?.receipt?.steps.length ?? 0) > 1);
  });
});
