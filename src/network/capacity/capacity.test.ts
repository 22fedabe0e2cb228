import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Database, Scope } from '../../platform/database.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { bookCapacity } from './book-capacity.ts';
import type { CapacityPart } from './book-capacity.ts';
import { bookingsIn, bookingsOf } from './bookings.ts';
import { freeCapacity, takenCapacity } from './free-capacity.ts';
import type { CapacityPool } from './free-capacity.ts';
import { releaseCapacity } from './release-capacity.ts';

const OFFICE = 'BRSNMOXA';
const OTHER_OFFICE = 'WNVLMOXA';
const limits = { officeLines: 100, providerLines: 250 };
const AT = '2026-03-02T16:00:00Z';

const part = (date: string, lines: number): CapacityPart => ({
  date,
  lines,
  windowFrom: `${date}T14:00:00Z`,
  windowTo: `${date}T16:00:00Z`,
});

let db: Database;
before(async () => {
  db = await testDatabase(['src/parties/migrations', 'src/network/migrations']);
  await db.withTransaction({ kind: 'install' }, async (tx) => {
    for (const [id, ilec, clec] of [
      ['one', 'bigtel', 'red'],
      ['two', 'bigtel', 'blue'],
      ['far', 'othertel', 'green'],
    ])
      await tx.execute(
        `INSERT INTO agreement (id, form, variant, title, folder, amendments, version, hash, time_zone, ilec, clec)
         VALUES ($1, 'f', 'v', 't', '', '{}', '1', 'h', 'America/Chicago', $2, $3)`,
        [id, ilec, clec],
      );
  });
});
after(() => db.close());

const scope = (agreementId: string): Scope => ({ kind: 'agreement', agreementId });
const party = (name: string): Scope => ({ kind: 'party', party: name, user: 'u' });

const book = (
  agreementId: string,
  caseId: string,
  parts: readonly CapacityPart[],
  office = OFFICE,
  more: object = {},
  pool: CapacityPool = 'frames',
): Promise<Result<readonly CapacityPart[]>> =>
  db.withTransaction(scope(agreementId), (tx) =>
    bookCapacity(tx, {
      agreementId,
      caseId,
      provider: 'bigtel',
      office,
      parts,
      limits: { ...limits, ...more },
      pool,
      bookedAt: AT,
    }),
  );

const free = (as: Scope, from: string, to = from, office = OFFICE) =>
  db.withTransaction(as, (tx) => freeCapacity(tx, { provider: 'bigtel', office, from, to, limits }));

describe('one pool for all carriers', () => {
  test('what one carrier takes is gone for the other, which is not told who has it', async () => {
    unwrap(await book('one', 'LSR/RED/1/01', [part('2026-03-09', 60)]));
    // 100 − 60 = 40.
    assert.deepEqual(await free(scope('two'), '2026-03-09'), [
      { date: '2026-03-09', free: 40, officeLines: 60, providerLines: 60, ownLines: 0 },
    ]);
    const seen = (as: Scope) =>
      db.withTransaction(as, (tx) =>
        bookingsIn(tx, { office: OFFICE, from: '2026-03-09', to: '2026-03-09' }),
      );
    assert.deepEqual(await seen(scope('two')), []);
    assert.deepEqual(await seen(party('blue')), []);
    assert.deepEqual(
      (await seen(party('red'))).map(({ caseId, lines }) => [caseId, lines]),
      [['LSR/RED/1/01', 60]],
    );
    // The incumbent works on all of them.
    assert.equal((await seen(party('bigtel'))).length, 1);
    assert.equal((await free(party('red'), '2026-03-09'))[0]?.ownLines, 60);
    assert.equal((await free(party('blue'), '2026-03-09'))[0]?.ownLines, 0);
  });

  test('who has no agreement with the provider learns nothing of it', async () => {
    assert.equal((await free(party('green'), '2026-03-09'))[0]?.officeLines, 0);
    assert.equal((await free(scope('far'), '2026-03-09'))[0]?.officeLines, 0);
  });

  test('the last line may be had, one more may not', async () => {
    const over = await book('two', 'LSR/BLUE/1/01', [part('2026-03-09', 41)]);
    assert.ok(!over.ok);
    assert.equal(over.problems[0]?.id, 'capacity/full');
    assert.match(over.problems[0].sentence, /40 more lines on 2026-03-09, and 41 are asked for/);
    unwrap(await book('two', 'LSR/BLUE/1/01', [part('2026-03-09', 40)]));
    assert.equal((await free(scope('one'), '2026-03-09'))[0]?.free, 0);
  });

  test('all parts or none; every day that is full is named', async () => {
    unwrap(await book('one', 'LSR/RED/9/01', [part('2026-03-11', 90)]));
    const parts = [part('2026-03-11', 11), part('2026-03-10', 5), part('2026-03-09', 1)];
    const none = await book('two', 'LSR/BLUE/2/01', parts);
    assert.deepEqual(none.ok || none.problems.map(({ sentence }) => /on (\S+),/.exec(sentence)?.[1]), [
      '2026-03-09',
      '2026-03-11',
    ]);
    assert.equal((await free(scope('one'), '2026-03-10'))[0]?.free, 100);
  });

  test('all offices of a provider together have a limit of their own', async () => {
    for (const [index, office] of [OFFICE, OTHER_OFFICE, 'ASLDMOXA'].entries())
      unwrap(await book('one', `LSR/RED/2${index}/01`, [part('2026-03-12', index === 2 ? 50 : 100)], office));
    // 100 + 100 + 50 = 250 of 250.
    const over = await book('two', 'LSR/BLUE/3/01', [part('2026-03-12', 1)], 'HLVLMOXA');
    assert.equal(over.ok || over.problems[0]?.id, 'capacity/full');
  });

  test('a limit of one agreement leaves the rest to the others', async () => {
    const most = { agreementLines: 30 };
    unwrap(await book('one', 'LSR/RED/40/01', [part('2026-03-13', 30)], OFFICE, most));
    const over = await book('one', 'LSR/RED/41/01', [part('2026-03-13', 1)], OFFICE, most);
    assert.equal(over.ok || over.problems[0]?.id, 'capacity/full');
    unwrap(await book('two', 'LSR/BLUE/41/01', [part('2026-03-13', 30)], OFFICE, most));
  });
});

describe('pools', () => {
  test('visits of a window take nothing from the frames, nor from another window, and each is full by itself', async () => {
    const DAY = '2026-04-06';
    const visit = (agreementId: string, caseId: string, window: string) =>
      book(agreementId, caseId, [part(DAY, 1)], OFFICE, { officeLines: 2 }, `visits/${window}`);
    unwrap(await book('one', 'LSR/RED/60/01', [part(DAY, 100)]));
    unwrap(await visit('one', 'VISIT/1', 'morning'));
    unwrap(await visit('two', 'VISIT/1', 'morning'));
    // Two of two are taken in the morning, whoever has them; the afternoon is free.
    const third = await visit('one', 'VISIT/2', 'morning');
    assert.deepEqual(third.ok || third.problems.map(({ id, sentence }) => [id, sentence]), [
      ['capacity/full', 'No technician of BRSNMOXA is free in that window on 2026-04-06.'],
    ]);
    unwrap(await visit('one', 'VISIT/2', 'afternoon'));
    assert.equal((await free(scope('one'), DAY))[0]?.officeLines, 100);
    const taken = await db.withTransaction(scope('two'), (tx) =>
      takenCapacity(tx, { provider: 'bigtel', office: OFFICE, from: DAY, to: DAY, pool: 'visits/morning' }),
    );
    assert.deepEqual([...taken], [[DAY, { officeLines: 2, providerLines: 2, ownLines: 1 }]]);
  });
});

describe('what is given back', () => {
  test('is free again, once', async () => {
    const release = (caseId: string) =>
      db.withTransaction(scope('one'), (tx) =>
        releaseCapacity(tx, { agreementId: 'one', caseId, releasedAt: '2026-03-03T16:00:00Z' }),
      );
    unwrap(await book('one', 'LSR/RED/5/01', [part('2026-03-16', 70), part('2026-03-17', 20)]));
    assert.equal(await release('LSR/RED/5/01'), 90);
    assert.equal(await release('LSR/RED/5/01'), 0);
    assert.deepEqual(
      (await free(scope('two'), '2026-03-16', '2026-03-17')).map((day) => day.free),
      [100, 100],
    );
    // It may be booked anew, and twice on one day it may not.
    unwrap(await book('one', 'LSR/RED/5/01', [part('2026-03-16', 10)]));
    const twice = await book('one', 'LSR/RED/5/01', [part('2026-03-16', 10)]);
    assert.equal(twice.ok || twice.problems[0]?.id, 'capacity/booked');
    const own = await db.withTransaction(scope('one'), (tx) => bookingsOf(tx, 'one', 'LSR/RED/5/01'));
    assert.deepEqual(
      own.map(({ date, lines }) => [date, lines]),
      [['2026-03-16', 10]],
    );
  });
});

describe('the database itself', () => {
  const raw = (agreementId: string, as: Scope, lines: number, date: string, limit = 100): Promise<number> =>
    db.withTransaction(as, (tx) =>
      tx.execute(
        `INSERT INTO capacity_booking (agreement_id, case_id, provider, office, on_date, window_from, window_to, lines, office_limit, booked_at)
         VALUES ($1, $2, 'othertel', $3, $4, $5, $6, $7, $8, $5)`,
        [agreementId, `X/${lines}`, OFFICE, date, `${date}T14:00:00Z`, `${date}T15:00:00Z`, lines, limit],
      ),
    );
  test('refuses what is over the capacity, whose frames it is said to be of no account', async () => {
    await raw('one', scope('one'), 99, '2026-03-18');
    await assert.rejects(raw('two', scope('two'), 2, '2026-03-18'), { constraint: 'capacity_exceeded' });
    await raw('two', scope('two'), 1, '2026-03-18');
    // In the name of another agreement, or by a party alone, nothing is written.
    await assert.rejects(raw('two', scope('one'), 1, '2026-03-19'), /row-level security/);
    await assert.rejects(raw('one', party('red'), 1, '2026-03-19'), /row-level security/);
  });
  test('never changes or removes a booking', async () => {
    const run = (sql: string) => db.withTransaction(scope('one'), (tx) => tx.execute(sql));
    await assert.rejects(run('UPDATE capacity_booking SET lines = 1'), /permission denied/);
    await assert.rejects(run('DELETE FROM capacity_booking'), /permission denied/);
    await assert.rejects(
      run('UPDATE capacity_booking SET released_at = NULL WHERE released_at IS NOT NULL'),
      /never changes/,
    );
  });

  test('16 who book at once never take more than there is', async () => {
    // 16 × 9 = 144 asked for; 11 × 9 = 99 fit into 100.
    const asked = Array.from({ length: 16 }, (_, index) =>
      book(index % 2 === 0 ? 'one' : 'two', `LSR/C/${index}/01`, [part('2026-03-20', 9)]),
    );
    const answers = await Promise.all(asked);
    assert.equal(answers.filter(({ ok }) => ok).length, 11);
    assert.equal((await free(scope('one'), '2026-03-20'))[0]?.officeLines, 99);
    // The same without the look before: the database alone counts.
    const blind = await Promise.allSettled(
      Array.from({ length: 16 }, (_, index) =>
        db.withTransaction(scope(index % 2 === 0 ? 'one' : 'two'), (tx) =>
          tx.execute(
            `INSERT INTO capacity_booking (agreement_id, case_id, provider, office, on_date, window_from, window_to, lines, office_limit, booked_at)
             VALUES ($1, $2, '', $3, '2026-03-23', '2026-03-23T14:00Z', '2026-03-23T15:00Z', 9, 100, '2026-03-02T00:00Z')`,
            [index % 2 === 0 ? 'one' : 'two', `B/${index}`, OFFICE],
          ),
        ),
      ),
    );
    assert.equal(blind.filter(({ status }) => status === 'fulfilled').length, 11);
  });
});
