import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Agreement } from '../../agreement/agreement.ts';
import { unwrap } from '../../base/result.ts';
import { bookingsOf } from '../../network/capacity/bookings.ts';
import type { Database, Tx } from '../../platform/database.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { elements } from '../elements/index.ts';
import { performance } from '../performance/index.ts';
import { bookHotCut } from './book-hot-cut.ts';
import { hotCutCalendar } from './hot-cut-calendar.ts';
import { MIGRATIONS, loadMissouri, registerAgreement } from './test-ground.ts';

const missouri: Agreement = unwrap(loadMissouri([elements, performance]));
const OFFICE = 'BRSNMOXA';
/** Monday 2 March 2026, 10:00 in Missouri. */
const NOW = '2026-03-02T16:00:00Z';

let db: Database;
before(async () => {
  db = await testDatabase(MIGRATIONS);
  await registerAgreement(db, missouri);
});
after(() => db.close());

const inScope = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.withTransaction({ kind: 'agreement', agreementId: missouri.id }, work);

const bookLines = (caseId: string, lines: number, from: string, more: object = {}) =>
  inScope((tx) => bookHotCut(tx, missouri, { caseId, office: OFFICE, lines, from, bookedAt: NOW, ...more }));
const days = async (caseId: string): Promise<[string, number][]> =>
  (await inScope((tx) => bookingsOf(tx, missouri.id, caseId))).map(({ date, lines }) => [date, lines]);

describe('booking a cut', () => {
  test('takes the day with its window, by the receipt of the request', async () => {
    // 24 lines are no batch: 5 business days after Monday 2 March are Monday 9 March.
    const booked = unwrap(
      await bookLines('LSR/SKT/1/01', 24, '2026-03-02', { receivedAt: NOW, start: '10:00' }),
    );
    assert.deepEqual(await days('LSR/SKT/1/01'), [['2026-03-09', 24]]);
    // 24 lines have 2 hours: 10:00 to 12:00, five hours behind Greenwich since the 8th.
    assert.deepEqual(
      booked.parts.map(({ windowFrom, windowTo }) => [windowFrom, windowTo]),
      [['2026-03-09T15:00:00Z', '2026-03-09T17:00:00Z']],
    );
    assert.equal(booked.receipt.clause, 'VIII §3.4');
  });

  test('a day that is too full is passed over', async () => {
    unwrap(await bookLines('LSR/SKT/3/01', 90, '2026-04-06'));
    unwrap(await bookLines('LSR/SKT/3/02', 11, '2026-04-06'));
    unwrap(await bookLines('LSR/SKT/3/03', 10, '2026-04-06'));
    // 90 + 11 are 101, 90 + 10 are 100.
    assert.deepEqual(await days('LSR/SKT/3/02'), [['2026-04-07', 11]]);
    assert.deepEqual(await days('LSR/SKT/3/03'), [['2026-04-06', 10]]);
  });

  test('a batch of 120 over 100 a day goes on the next business day, after a weekend', async () => {
    unwrap(await bookLines('LSR/SKT/5/01', 120, '2026-04-17'));
    assert.deepEqual(await days('LSR/SKT/5/01'), [
      ['2026-04-17', 100],
      ['2026-04-20', 20],
    ]);
  });

  test('a cut that does not end within the hours of cuts is refused, and nothing is booked', async () => {
    // 2 hours from 15:30 end at 17:30; cuts end at 17:00.
    const late = await bookLines('LSR/SKT/6/01', 24, '2026-04-22', { start: '15:30' });
    assert.equal(late.ok || late.problems[0]?.id, 'ordering/cut-hours');
    assert.deepEqual(await days('LSR/SKT/6/01'), []);
  });
});

describe('the calendar of an office', () => {
  test('says what is closed, what is free and what is ours', async () => {
    // Friday 8 May 2026 to Monday 11 May.
    unwrap(await bookLines('LSR/SKT/7/01', 30, '2026-05-08'));
    const shown = unwrap(
      await inScope((tx) =>
        hotCutCalendar(tx, missouri, { office: OFFICE, from: '2026-05-08', to: '2026-05-11' }),
      ),
    );
    assert.deepEqual(
      shown.days.map(({ date, capacity, free, closed, own }) => [date, capacity, free, closed, own.length]),
      [
        ['2026-05-08', 100, 70, undefined, 1],
        ['2026-05-09', 0, 0, 'Saturday', 0],
        ['2026-05-10', 0, 0, 'Sunday', 0],
        ['2026-05-11', 100, 100, undefined, 0],
      ],
    );
    assert.equal(shown.clause, 'VIII §3.4');
  });
});

describe('booking the first days that are free', () => {
  test('sixteen who ask at once share the days and no day is over its capacity', async () => {
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        inScope((tx) =>
          bookHotCut(tx, missouri, {
            caseId: `LSR/SKT/R${index}/01`,
            office: 'WNVLMOXA',
            lines: 24,
            from: '2026-06-01',
            receivedAt: '2026-05-01T16:00:00Z',
            bookedAt: NOW,
          }),
        ),
      ),
    );
    const byDay = Map.groupBy(
      answers.flatMap((answer) => unwrap(answer).parts),
      ({ date }) => date,
    );
    // 4 × 24 = 96 fit into a day of 100: 16 take four days.
    assert.deepEqual(
      [...byDay].map(([date, parts]) => [date, parts.length]).sort(),
      ['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04'].map((date) => [date, 4]),
    );
  });
});
