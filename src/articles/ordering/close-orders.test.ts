import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Agreement } from '../../agreement/agreement.ts';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { verifyChain } from '../../cases/chain.ts';
import type { Database, Tx } from '../../platform/database.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { elementAvailable, elements } from '../elements/index.ts';
import { performance } from '../performance/index.ts';
import { closeOrders } from './close-orders.ts';
import type { ClosedOrders } from './close-orders.ts';
import type { OrderCase } from './order-case.ts';
import {
  CHANGE_OF_LAW,
  MIGRATIONS,
  loadMissouri,
  openingCircuits,
  registerAgreement,
} from './test-ground.ts';

const EXAMPLE = 'examples/october-2026';
const articles = [elements, performance];
const agreement = unwrap(loadMissouri(articles));
const amended = unwrap(loadMissouri(articles, { amendments: [CHANGE_OF_LAW] }));

describe('the orders of October 2026', () => {
  let db: Database;
  let closed: ClosedOrders;
  const scope = { kind: 'agreement', agreementId: agreement.id } as const;
  const run = (
    tx: Tx,
    under: Agreement,
    inputDir = EXAMPLE,
    recordedAt = '2026-11-02T00:00:00Z',
  ): Promise<Result<ClosedOrders>> =>
    closeOrders({
      tx,
      agreement: under,
      month: '2026-10',
      inputDir,
      circuit: openingCircuits(EXAMPLE),
      availability: elementAvailable,
      recordedAt,
    });
  const hashes = (tx: Tx): Promise<unknown[]> =>
    tx.query('SELECT case_id, seq, hash FROM event ORDER BY case_id, seq');
  const find = (orders: ClosedOrders, id: string): OrderCase => {
    const found = orders.cases.find((order) => order.id === `LSR/SKT/S26-${id}`);
    assert.ok(found, id);
    return found;
  };

  before(async () => {
    db = await testDatabase(MIGRATIONS);
    await registerAgreement(db, agreement);
    closed = unwrap(await db.withTransaction(scope, (tx) => run(tx, agreement)));
  });
  after(() => db.close());

  test('every version is read and has one verdict at most', () => {
    assert.equal(closed.cases.length, 45);
    const count = (state: string): number => closed.cases.filter((order) => order.state === state).length;
    assert.deepEqual(
      ['completed', 'rejected', 'confirmed', 'acknowledged', 'cancelled', 'superseded'].map(count),
      [32, 6, 3, 2, 1, 1],
    );
    assert.equal(closed.completions.length, 32);
  });

  test('a rejection names every failed edit with its field, cure and clause', () => {
    const { rejections } = find(closed, '10032/01');
    assert.deepEqual(
      rejections.map(({ id, field, clause }) => [id, field, clause]),
      [
        ['LSR-0112', 'AN', 'VIII §4.1'],
        ['LSR-0305', 'NC', 'VIII §1.1'],
        ['LSR-0403', 'DDD', 'VIII §3.1'],
        ['LSR-0404', 'EXP', 'VIII §3.2'],
      ],
    );
    assert.match(
      rejections[3]?.sentence ?? '',
      /2026-10-25 is earlier than the interval gives \(2026-10-27\)/,
    );
    assert.ok(rejections.every(({ cure, source }) => cure.length > 4 && source.length > 4));
  });

  test('the next version begins again, clocks included', () => {
    const [first, second] = [find(closed, '10004/01'), find(closed, '10004/02')];
    assert.deepEqual([first.state, second.state], ['rejected', 'completed']);
    assert.equal(first.clocks.find(({ name }) => name === 'foc')?.stoppedBy, 'rejected');
    // Received Friday 2 October 10:02, five business hours: 15:02.
    assert.equal(second.focDueAt, '2026-10-02T15:02:00-05:00');
  });

  test('received at 16:59 on a Friday: one minute that day, 4 h 59 min on Monday from 08:00', () => {
    assert.equal(find(closed, '10005/01').focDueAt, '2026-10-05T12:59:00-05:00');
  });

  test('a large order is negotiated, a version that was replaced is superseded', () => {
    assert.equal(find(closed, '10008/01').negotiated, true);
    assert.equal(find(closed, '10023/01').state, 'superseded');
  });

  test('a circuit put in service in the month may be disconnected in it', () => {
    assert.equal(find(closed, '10025/01').completedOn, '2026-10-22');
  });

  test('a new analog loop is accepted: the law is shown and the agreement ranks itself above it', () => {
    const order = find(closed, '10040/01');
    assert.deepEqual([order.state, order.rejections], ['acknowledged', []]);
    const steps = order.availability?.steps ?? [];
    assert.deepEqual(
      steps.map(({ id, clause, out }) => [id, clause, out]),
      [
        ['order-type', 'VII §1.2', 'new'],
        ['offer', 'VII §1.1', true],
        ['law', 'FCC 20-152 §1', true],
        ['rank', 'VII §1.2', 'agreement'],
      ],
    );
  });

  test('with the change-of-law amendment it is rejected, solely by that; nothing else changes', async () => {
    const other = await db
      .withTransaction(scope, async (tx) => {
        const result = unwrap(await run(tx, amended));
        throw Object.assign(new Error('undo'), { result });
      })
      .catch((error: Error & { result?: ClosedOrders }) => error.result);
    assert.ok(other);
    assert.deepEqual(
      find(other, '10040/01').rejections.map(({ id, clause }) => [id, clause]),
      [['LSR-0307', 'VII §1.1 (amended: change-of-law-analog-loops)']],
    );
    const plain = (orders: ClosedOrders): unknown[] =>
      orders.cases
        .filter(({ pon }) => pon !== 'S26-10040')
        .map(({ id, state, focDueAt, dueDate, rejections }) => [id, state, focDueAt, dueDate, rejections]);
    assert.deepEqual(plain(other), plain(closed));
  });

  test('closing again gives the same hashes, whenever it is done; all chains hold', async () => {
    const before = await db.withTransaction(scope, hashes);
    const again = unwrap(
      await db.withTransaction(scope, (tx) => run(tx, agreement, EXAMPLE, '2027-01-01T00:00:00Z')),
    );
    assert.deepEqual(await db.withTransaction(scope, hashes), before);
    assert.deepEqual(again.completions, closed.completions);
    await db.withTransaction(scope, async (tx) => {
      for (const { id } of closed.cases) assert.deepEqual(await verifyChain(tx, agreement.id, id), []);
    });
  });

  test('bad rows and impossible events are all listed with file and line', async () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'meetpoint-orders-'));
    cpSync(EXAMPLE, dir, {
      recursive: true,
      filter: (file) => !file.includes('usage') && !file.includes('truth'),
    });
    const change = (file: string, edit: (text: string) => string): void => {
      const where = path.join(dir, 'orders', file);
      writeFileSync(where, edit(readFileSync(where, 'utf8')));
    };
    const problems = async (): Promise<string[]> => {
      const result = await db
        .withTransaction(scope, async (tx) => {
          throw Object.assign(new Error('undo'), { result: await run(tx, agreement, dir) });
        })
        .catch((error: Error & { result?: Result<ClosedOrders> }) => error.result);
      assert.ok(result && !result.ok);
      return result.problems.map(({ id, file, line }) => `${id} ${path.basename(file ?? '')}:${line}`);
    };
    change(
      'events.csv',
      (text) =>
        `${text}SKT,S26-10016,01,foc,2026-10-12T10:00:00-05:00,2026-10-14,\nSKT,S26-77777,01,cancel,2026-10-12T10:00:00-05:00,,\n`,
    );
    assert.deepEqual(await problems(), [
      'case/not-allowed events.csv:71',
      'orders/unknown-case events.csv:72',
    ]);
    change('lsr.csv', (text) =>
      text.replace('2026-10-01T09:12:00-05:00', 'morning').replace('electronic', 'telex'),
    );
    change('events.csv', (text) => text.replace(',foc,', ',yes,'));
    assert.deepEqual(await problems(), [
      'orders/row lsr.csv:2',
      'orders/row lsr.csv:2',
      'orders/row events.csv:2',
    ]);
  });
});
