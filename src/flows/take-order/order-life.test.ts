import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadAgreement } from '../../agreement/load.ts';
import { migrations } from '../../app/database.ts';
import { kinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import type { Asr } from '../../articles/ordering/asr.ts';
import { unwrap } from '../../base/result.ts';
import { verifyChain } from '../../cases/chain.ts';
import type { Database } from '../../platform/database.ts';
import { OrderTest, ordersDatabase, outcome, testLoop } from './test-orders.ts';

const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary }));

/** Received Monday 16 November 2026 at 09:00; the third business day is Thursday 19. */
const RECEIVED = '2026-11-16T09:00';
let count = 0;

/** A new analog loop that fails no edit. */
function loop(pon: string, changes: Partial<Asr> = {}): Asr {
  count += 1;
  return testLoop(pon, { cfa: `CLMAMOXA-C9-${String(count).padStart(4, '0')}`, ...changes });
}

describe('the life of an order', () => {
  let db: Database;
  let desk: OrderTest;
  before(async () => {
    db = await ordersDatabase(migrations, agreement);
    desk = new OrderTest(db, agreement, kinds);
  });
  after(() => db.close());
  const states = async (pon: string): Promise<Record<string, string>> => {
    const rows = await db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, (tx) =>
      tx.query<{ case_id: string; state: string }>(
        'SELECT case_id, state FROM case_state WHERE case_id LIKE $1 ORDER BY case_id',
        [`LSR/SKT/${pon}/%`],
      ),
    );
    return Object.fromEntries(rows.map(({ case_id: id, state }) => [id.slice(-2), state]));
  };
  const confirm = (id: string, at = '2026-11-16T11:00', dueDate = '2026-12-01') =>
    desk.answer(id, 'confirmed', at, { dueDate });

  test('from receipt to completion; the circuit is in service at once', async () => {
    const sent = unwrap(await desk.send(loop('A1'), RECEIVED));
    assert.equal(sent.state, 'acknowledged');
    // Five business hours from 09:00.
    assert.equal(sent.focDueAt, '2026-11-16T14:00:00-06:00');
    const id = 'LSR/SKT/A1/01';
    assert.deepEqual(outcome(await confirm(id)), ['confirmed']);
    const done = await desk.answer(id, 'completed', '2026-12-01T15:00', { ecckts: ['60.LXFU.009001.CTM'] });
    assert.deepEqual(outcome(done), ['completed']);
    await db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, async (tx) => {
      const rows = await tx.query<{ source: string }>('SELECT source FROM circuit WHERE ecckt = $1', [
        '60.LXFU.009001.CTM',
      ]);
      assert.deepEqual(rows, [{ source: id }]);
      assert.deepEqual(await verifyChain(tx, agreement.id, id), []);
    });
  });

  test('a version is on record once; one that is skipped is no request at all', async () => {
    const order = loop('B1');
    unwrap(await desk.send(order, RECEIVED));
    assert.deepEqual(outcome(await desk.send(order, '2026-11-16T09:05')), ['orders/already-recorded']);
    const skipped = { ...order, ver: '03', sup: '3' as const };
    assert.deepEqual(outcome(await desk.send(skipped, '2026-11-16T09:06')), ['LSR-0105']);
    assert.deepEqual(await states('B1'), { '01': 'acknowledged' });
  });

  test('of two versions without an answer only the latest lives; the first is answered no more', async () => {
    const order = loop('C1');
    unwrap(await desk.send(order, RECEIVED));
    assert.deepEqual(
      outcome(await desk.send({ ...order, ver: '02', sup: '3', quantity: 2 }, '2026-11-16T09:30')),
      ['acknowledged'],
    );
    assert.deepEqual(await states('C1'), { '01': 'superseded', '02': 'acknowledged' });
    const crossed = await confirm('LSR/SKT/C1/01');
    assert.deepEqual(outcome(crossed), ['orders/superseded']);
    assert.match(crossed.ok ? '' : (crossed.problems[0]?.cure ?? ''), /Answer LSR\/SKT\/C1\/02/);
  });

  test('a supplement that crosses a confirmation leaves it standing until it is confirmed itself', async () => {
    const order = loop('D1');
    unwrap(await desk.send(order, RECEIVED));
    unwrap(await confirm('LSR/SKT/D1/01'));
    const changed: Asr = { ...order, ver: '02', sup: '3', quantity: 2 };
    assert.deepEqual(outcome(await desk.send(changed, '2026-11-16T11:01')), ['acknowledged']);
    assert.deepEqual(await states('D1'), { '01': 'confirmed', '02': 'acknowledged' });
    const second = unwrap(await confirm('LSR/SKT/D1/02', '2026-11-16T13:00', '2026-12-02'));
    assert.deepEqual(await states('D1'), { '01': 'superseded', '02': 'confirmed' });
    assert.equal(second.changes, 'LSR/SKT/D1/01');
    // It holds the facility that the first version held.
    const other = loop('D2', { cfa: order.cfa });
    assert.deepEqual(outcome(await desk.send(other, '2026-11-16T13:30')), ['LSR-0308']);
  });

  test('a refused supplement leaves the confirmed version as it is', async () => {
    const order = loop('E1');
    unwrap(await desk.send(order, RECEIVED));
    unwrap(await confirm('LSR/SKT/E1/01'));
    unwrap(await desk.send({ ...order, ver: '02', sup: '3', quantity: 2 }, '2026-11-16T12:00'));
    const rejections = [{ id: 'X' }];
    assert.deepEqual(
      outcome(await desk.answer('LSR/SKT/E1/02', 'rejected', '2026-11-16T13:00', { rejections })),
      ['X'],
    );
    assert.deepEqual(await states('E1'), { '01': 'confirmed', '02': 'rejected' });
    // The next version is 03, and it is about version 01.
    assert.deepEqual(
      outcome(
        await desk.send({ ...order, ver: '03', sup: '2', desiredDueDate: '2026-12-03' }, '2026-11-16T14:00'),
      ),
      ['acknowledged'],
    );
  });

  test('SUP 2 changes the date alone, and to another date', async () => {
    const order = loop('F1');
    unwrap(await desk.send(order, RECEIVED));
    unwrap(await confirm('LSR/SKT/F1/01'));
    const sup = (ver: string, changes: Partial<Asr>) =>
      desk.send({ ...order, ver, sup: '2', ...changes }, `2026-11-16T12:${ver}`);
    assert.deepEqual(outcome(await sup('02', { desiredDueDate: '2026-12-03', quantity: 2 })), ['LSR-0803']);
    assert.deepEqual(outcome(await sup('03', {})), ['LSR-0804']);
    // 17 November is inside the interval of five business days: EXP is wanted.
    assert.deepEqual(outcome(await sup('04', { desiredDueDate: '2026-11-18' })), ['LSR-0404']);
    assert.deepEqual(outcome(await sup('05', { desiredDueDate: '2026-12-03' })), ['acknowledged']);
  });

  test('SUP 1 cancels what lives, with how far it had come', async () => {
    const early = loop('G1');
    unwrap(await desk.send(early, RECEIVED));
    assert.deepEqual(outcome(await desk.send({ ...early, ver: '02', sup: '1' }, '2026-11-16T10:00')), [
      'cancelled',
    ]);
    assert.deepEqual(await states('G1'), { '01': 'cancelled', '02': 'cancelled' });
    const late = loop('G2');
    unwrap(await desk.send(late, RECEIVED));
    unwrap(await confirm('LSR/SKT/G2/01'));
    unwrap(await desk.send({ ...late, ver: '02', sup: '1' }, '2026-11-20T10:00'));
    const stage = async (pon: string): Promise<unknown> =>
      db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, async (tx) => {
        const [row] = await tx.query<{ body: { stage: string } }>(
          `SELECT body FROM event WHERE case_id = $1 AND kind = 'lsr.cancelled'`,
          [`LSR/SKT/${pon}/01`],
        );
        return row?.body.stage;
      });
    assert.deepEqual([await stage('G1'), await stage('G2')], ['before-confirmation', 'after-confirmation']);
    // The facility is free again.
    assert.deepEqual(outcome(await desk.send(loop('G3', { cfa: late.cfa }), '2026-11-20T11:00')), [
      'acknowledged',
    ]);
  });

  test('of two supplements to a confirmed version the later lives; SUP 1 cancels all that live', async () => {
    const order = loop('R1');
    unwrap(await desk.send(order, RECEIVED));
    unwrap(await confirm('LSR/SKT/R1/01'));
    const other = (ver: string, at: string, quantity: number) =>
      desk.send({ ...order, ver, sup: '3', quantity }, at);
    unwrap(await other('02', '2026-11-16T12:00', 2));
    unwrap(await other('03', '2026-11-16T12:30', 3));
    assert.deepEqual(await states('R1'), { '01': 'confirmed', '02': 'superseded', '03': 'acknowledged' });
    assert.deepEqual(
      outcome(await desk.answer('LSR/SKT/R1/01', 'cancelled', '2026-11-16T12:40', {}, 'clec')),
      ['orders/supplement-pending'],
    );
    unwrap(await confirm('LSR/SKT/R1/03', '2026-11-16T13:00', '2026-12-02'));
    assert.deepEqual(await states('R1'), { '01': 'superseded', '02': 'superseded', '03': 'confirmed' });
    unwrap(await other('04', '2026-11-16T14:00', 4));
    unwrap(await desk.send({ ...order, ver: '05', sup: '1' }, '2026-11-16T15:00'));
    assert.deepEqual(await states('R1'), {
      '01': 'superseded',
      '02': 'superseded',
      '03': 'cancelled',
      '04': 'cancelled',
      '05': 'cancelled',
    });
  });

  test('a supplement on a completed order, and one on nothing, are refused', async () => {
    const order = loop('H1');
    unwrap(await desk.send(order, RECEIVED));
    unwrap(await confirm('LSR/SKT/H1/01', '2026-11-16T10:00', '2026-11-30'));
    const ecckts = ['60.LXFU.009002.CTM'];
    unwrap(await desk.answer('LSR/SKT/H1/01', 'completed', '2026-11-30T10:00', { ecckts }));
    const next: Asr = { ...order, ver: '02', sup: '3', desiredDueDate: '2026-12-14' };
    assert.deepEqual(outcome(await desk.send(next, '2026-12-01T09:00')).includes('LSR-0106'), true);
    assert.deepEqual(outcome(await desk.send(loop('H2', { sup: '3' }), RECEIVED)), ['LSR-0802']);
  });

  test('two who answer one version: the first does, the other is told who did', async () => {
    unwrap(await desk.send(loop('I1'), RECEIVED));
    const id = 'LSR/SKT/I1/01';
    const both = await Promise.all([
      confirm(id),
      desk.answer(id, 'rejected', '2026-11-16T11:00', { rejections: [{ id: 'X' }] }),
    ]);
    assert.deepEqual(both.map((one) => one.ok).sort(), [false, true]);
    const lost = both.find((one) => !one.ok);
    assert.deepEqual(lost && outcome(lost), ['orders/already-answered']);
  });

  test('what an open order uses no other may, and what is in service neither', async () => {
    const order = loop('J1');
    unwrap(await desk.send(order, RECEIVED));
    assert.deepEqual(outcome(await desk.send(loop('J2', { cfa: order.cfa }), RECEIVED)), ['LSR-0308']);
    unwrap(await confirm('LSR/SKT/J1/01', '2026-11-16T10:00', '2026-11-30'));
    const ecckts = ['60.LXFU.009003.CTM'];
    unwrap(await desk.answer('LSR/SKT/J1/01', 'completed', '2026-11-30T10:00', { ecckts }));
    assert.deepEqual(outcome(await desk.send(loop('J3', { cfa: order.cfa }), RECEIVED)), ['LSR-0308']);
  });

  test('a question stops the time of the confirmation, and cancels when nobody answers it', async () => {
    unwrap(await desk.send(loop('K1'), RECEIVED));
    const queries = [{ field: 'SASN', sentence: 'Which of two streets of that name is it?' }];
    const asked = unwrap(
      await desk.answer('LSR/SKT/K1/01', 'clarification-requested', '2026-11-16T10:00', { queries }),
    );
    const clock = (name: string) => asked.clocks.find((one) => one.name === name);
    assert.equal(clock('foc')?.state, 'paused');
    assert.equal(clock('reject')?.state, 'stopped');
    // Ten business days from 17 November; Thursday 26 and Friday 27 are holidays: 17 18 19 20 23 24 25 30, 1 2.
    assert.equal(clock('clarification')?.dueAt, '2026-12-02');
    assert.deepEqual(outcome(await confirm('LSR/SKT/K1/01')), ['case/not-allowed']);
    assert.deepEqual(
      outcome(await desk.answer('LSR/SKT/K1/01', 'clarification-withdrawn', '2026-11-16T11:00')),
      ['acknowledged'],
    );
  });

  test('a jeopardy before the date is notice, on it a miss; late work says who missed it', async () => {
    unwrap(await desk.send(loop('L1'), RECEIVED));
    const id = 'LSR/SKT/L1/01';
    unwrap(await confirm(id));
    assert.deepEqual(outcome(await desk.answer(id, 'jeopardy', '2026-11-20T10:00', { code: '99' })), [
      'orders/jeopardy-code',
    ]);
    const wait = () => desk.answer(id, 'deferred', '2026-11-20T12:00', {}, 'clec');
    unwrap(await desk.answer(id, 'jeopardy', '2026-11-20T09:00', { code: '1B' }));
    assert.deepEqual(outcome(await wait()), ['orders/not-facilities']);
    unwrap(await desk.answer(id, 'jeopardy', '2026-11-20T10:00', { code: '1D' }));
    unwrap(await wait());
    const missed = unwrap(await desk.answer(id, 'jeopardy', '2026-12-01T17:00', { code: '1D' }));
    assert.deepEqual(
      missed.jeopardies.map(({ standing, causedBy, dueDate }) => [standing, causedBy, dueDate]),
      [
        ['notice', 'incumbent', '2026-12-01'],
        ['notice', 'incumbent', '2026-12-01'],
        ['miss', 'incumbent', '2026-12-01'],
      ],
    );
    const ecckts = ['60.LXFU.009004.CTM'];
    const done = unwrap(await desk.answer(id, 'completed', '2026-12-03T10:00', { ecckts }));
    assert.deepEqual(done.missed, { code: '1D', causedBy: 'incumbent' });
  });

  test('work after its date with no reason on record is refused until one is named', async () => {
    unwrap(await desk.send(loop('M1'), RECEIVED));
    const id = 'LSR/SKT/M1/01';
    unwrap(await confirm(id));
    const ecckts = ['60.LXFU.009005.CTM'];
    const late = (body: object) => desk.answer(id, 'completed', '2026-12-02T10:00', { ecckts, ...body });
    assert.deepEqual(outcome(await late({})), ['orders/miss-without-cause']);
    const done = unwrap(await late({ missed: { code: '1E' } }));
    assert.deepEqual(done.missed, { code: '1E', causedBy: 'end-user' });
  });

  test('a customer who is not ready has thirty days from the date that was promised first', async () => {
    unwrap(await desk.send(loop('N1'), RECEIVED));
    const id = 'LSR/SKT/N1/01';
    unwrap(await confirm(id));
    const waits = unwrap(await desk.answer(id, 'customer-not-ready', '2026-12-01T16:00', { code: '1E' }));
    // 1 December + 30.
    assert.equal(waits.clocks.find(({ name }) => name === 'customer-not-ready')?.dueAt, '2026-12-31');
    assert.equal(waits.clocks.find(({ name }) => name === 'installation')?.state, 'paused');
    const put = (dueDate: string) => desk.answer(id, 'rescheduled', '2026-12-02T10:00', { dueDate }, 'clec');
    assert.deepEqual(outcome(await put('2027-01-04')), ['orders/customer-not-ready-limit']);
    const again = unwrap(await put('2026-12-31'));
    assert.deepEqual([again.state, again.dueDate], ['confirmed', '2026-12-31']);
  });

  test('a project is confirmed as a whole', async () => {
    unwrap(await desk.send(loop('P1', { project: 'MOVE7' }), RECEIVED));
    const bad = loop('P2', { project: 'MOVE7', cfa: '' });
    assert.deepEqual(outcome(await desk.send(bad, RECEIVED)), ['LSR-0306']);
    assert.deepEqual(outcome(await confirm('LSR/SKT/P1/01')), ['orders/project-incomplete']);
    unwrap(await desk.send({ ...loop('P2', { project: 'MOVE7' }), ver: '02' }, '2026-11-16T10:00'));
    assert.deepEqual(outcome(await confirm('LSR/SKT/P1/01')), ['confirmed']);
  });

  test('holidays, dates inside the interval, other circuits of the account are refused', async () => {
    const on = (pon: string, changes: Partial<Asr>) => desk.send(loop(pon, changes), RECEIVED);
    // Thanksgiving.
    assert.deepEqual(outcome(await on('Q1', { desiredDueDate: '2026-11-26' })), ['LSR-0403']);
    assert.deepEqual(outcome(await on('Q2', { desiredDueDate: '2026-11-17' })), ['LSR-0404']);
    const gone = { act: 'D', ecckts: ['60.LXFU.000777.CTM'], cfa: '', accountStatus: 'existing' };
    assert.deepEqual(outcome(await on('Q3', gone)), ['LSR-0504']);
  });
});
