import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Agreement } from '../../agreement/agreement.ts';
import { migrations } from '../../app/database.ts';
import { kinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { unwrap } from '../../base/result.ts';
import { OrderTest, testLoop } from '../take-order/test-orders.ts';
import { PreOrderTest, said, twoAgreements } from './test-ground.ts';

const { socket, prairie } = twoAgreements(vocabulary);
const OFFICE = 'CLMAMOXA';
let ground: PreOrderTest;
before(async () => {
  ground = await PreOrderTest.start(migrations, kinds, [
    [socket, 'socket'],
    [prairie, 'prairie'],
  ]);
});
after(() => ground.db.close());

const by = (agreement: Agreement) => ({ party: agreement === socket ? 'socket' : 'prairie' });
const windows = async (facts: object, agreement = socket) => {
  const answer = unwrap(
    await ground.ask(agreement, 'appointments', { wireCenter: OFFICE, ...facts }, by(agreement)),
  );
  return (answer.details['windows'] as { on: string; window: string; free: number }[]).map(
    ({ on, window, free }) => `${on} ${window} ${free}`,
  );
};
const book = (pon: string, on: string, window: string, agreement = socket, more: object = {}) =>
  ground.ask(
    agreement,
    'appointment-booking',
    { wireCenter: OFFICE, pon, on, window, ...more },
    by(agreement),
  );
const release = (pon: string, agreement = socket) =>
  ground.ask(agreement, 'appointment-release', { pon }, by(agreement));
const DATED = { desiredDueDate: '2026-12-15' };
const day = (on: string) => windows({ from: on, to: on });

describe('appointments', () => {
  test('the windows of a week of business days, from the first that can be had', async () => {
    const answer = await ground.ask(socket, 'appointments', { addressId: 'A-1001' });
    // Two business days after Monday 23 November; the incumbent is closed on 26 and 27.
    assert.deepEqual(said(answer), ['available', '2026-11-25']);
    assert.deepEqual(
      await windows({}),
      ['2026-11-25', '2026-11-30', '2026-12-01', '2026-12-02'].flatMap((on) => [
        `${on} morning 6`,
        `${on} afternoon 6`,
      ]),
    );
  });

  test('days on which nobody comes have none, and it is said until when there are any', async () => {
    const closed = await ground.ask(socket, 'appointments', {
      wireCenter: OFFICE,
      from: '2026-11-26',
      to: '2026-11-29',
    });
    assert.deepEqual(said(closed), ['none', null, 'pre-order/no-visit']);
    // Sixty days after 23 November are 22 January.
    assert.match(closed.ok ? (closed.value.problems[0]?.cure ?? '') : '', /2027-01-22/);
    assert.deepEqual(await windows({ from: '2027-01-22', to: '2027-02-28' }), [
      '2027-01-22 morning 6',
      '2027-01-22 afternoon 6',
    ]);
  });

  test('an office that is none of the agreement, and none at all, are refused', async () => {
    const at = async (facts: object) => said(await ground.ask(socket, 'appointments', facts));
    assert.deepEqual(await at({ wireCenter: 'NYCMNYXA' }), ['pre-order/no-such-office']);
    assert.deepEqual(await at({}), ['pre-order/no-place']);
  });
});

describe('a visit that is kept', () => {
  test('all carriers take from one window, and none is told who has the others', async () => {
    const ON = '2026-12-01';
    for (const [index, agreement] of [socket, prairie, socket, prairie, socket].entries())
      unwrap(await book(`FULL${index}`, ON, 'morning', agreement));
    const last = unwrap(await book('full5', ON, 'morning', prairie));
    assert.deepEqual([last.outcome, last.value, last.details['visit']], ['kept', ON, 'VISIT/FULL5']);
    assert.equal(last.receipt?.decision, 'appointment');
    assert.deepEqual(said(await book('FULL6', ON, 'morning')), ['pre-order/visit-full']);
    assert.deepEqual(await day(ON), [`${ON} morning 0`, `${ON} afternoon 6`]);
    const seen = await ground.db.withTransaction({ kind: 'party', party: 'prairie', user: 'u' }, (tx) =>
      tx.query<{ case_id: string }>('SELECT case_id FROM capacity_booking ORDER BY case_id'),
    );
    assert.deepEqual(
      seen.map(({ case_id: one }) => one),
      ['VISIT/FULL1', 'VISIT/FULL3', 'VISIT/FULL5'],
    );
    // A PON of another carrier is none of one's own.
    assert.deepEqual(said(await release('FULL1')), ['pre-order/no-visit-kept']);
    assert.deepEqual(said(await release('FULL0')), ['released', 'FULL0']);
    assert.deepEqual(await day(ON), [`${ON} morning 1`, `${ON} afternoon 6`]);
  });

  test('a second booking of a PON takes the place of the first; one that is refused leaves it', async () => {
    unwrap(await book('MOVE1', '2026-12-02', 'morning'));
    unwrap(await book('MOVE1', '2026-12-03', 'afternoon'));
    assert.deepEqual(await day('2026-12-02'), ['2026-12-02 morning 6', '2026-12-02 afternoon 6']);
    for (const [on, window, id] of [
      ['2026-11-24', 'morning', 'visit-too-soon'],
      ['2026-11-26', 'morning', 'visit-closed'],
      ['2027-01-25', 'morning', 'visit-too-far'],
      ['2026-12-04', 'evening', 'no-window'],
    ] as const)
      assert.deepEqual(said(await book('MOVE1', on, window)), [`pre-order/${id}`]);
    assert.deepEqual(await day('2026-12-03'), ['2026-12-03 morning 6', '2026-12-03 afternoon 5']);
    unwrap(await release('MOVE1'));
  });

  test('of ten that ask at once six get the six, and one PON never has two', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        book(`RACE${index}`, '2026-12-07', 'morning', index % 2 === 0 ? socket : prairie),
      ),
    );
    assert.equal(answers.filter(({ ok }) => ok).length, 6);
    const days = ['2026-12-08', '2026-12-09', '2026-12-10'];
    for (const answer of await Promise.all(days.map((on) => book('TWICE', on, 'morning')))) unwrap(answer);
    const left = (await Promise.all(days.map(day))).flat().filter((line) => line.endsWith(' 5'));
    assert.equal(left.length, 1);
    unwrap(await release('TWICE'));
  });

  test('a rejected order keeps its visit, a cancelled one gives it back, another one does not', async () => {
    const ON = '2026-12-14';
    const orders = new OrderTest(ground.db, socket, kinds);
    unwrap(await book('VIS1', ON, 'morning'));
    unwrap(await book('VIS1', ON, 'morning', prairie));
    const first = unwrap(await orders.send(testLoop('VIS1', DATED), '2026-11-23T10:00'));
    const other = unwrap(await orders.send(testLoop('VIS2', DATED), '2026-11-23T10:00'));
    unwrap(await orders.answer(other.id, 'cancelled', '2026-11-23T11:00', {}, 'clec'));
    assert.deepEqual(await day(ON), [`${ON} morning 4`, `${ON} afternoon 6`]);
    unwrap(
      await orders.answer(first.id, 'rejected', '2026-11-23T11:30', {
        rejections: [
          {
            id: 'LSR-0001',
            form: 'LSR',
            field: 'PON',
            severity: 'fatal',
            sentence: 'No.',
            cure: 'Send it again.',
            clause: 'VIII §2.3',
            source: 'test',
          },
        ],
      }),
    );
    assert.deepEqual(await day(ON), [`${ON} morning 4`, `${ON} afternoon 6`]);
    const second = unwrap(await orders.send(testLoop('VIS1', { ...DATED, ver: '02' }), '2026-11-23T12:00'));
    unwrap(await orders.answer(second.id, 'cancelled', '2026-11-23T13:00', {}, 'clec'));
    // The other carrier's, of the same PON, stays.
    assert.deepEqual(await day(ON), [`${ON} morning 5`, `${ON} afternoon 6`]);
  });
});
