import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Database, Scope } from './database.ts';
import { sweep, type Claim, type Due, type Fire } from './sweeper.ts';
import { testDatabase } from './test-database.ts';

const now = Temporal.Instant.from('2006-07-03T00:00:00Z');
const install: Scope = { kind: 'install' };

const claim: Claim<Due> = async (tx, at, failed, atMost) => {
  const rows = await tx.query<{ key: string; agreement_id: string }>(
    `SELECT key, agreement_id FROM timer WHERE NOT fired AND due_at <= $1 AND NOT key = ANY($2)
     ORDER BY due_at, key LIMIT $3 FOR UPDATE SKIP LOCKED`,
    [at, failed, atMost],
  );
  return rows
    .filter(({ agreement_id: id }) => id === rows[0]?.agreement_id)
    .map(({ key, agreement_id: agreementId }) => ({ key, scope: { kind: 'agreement', agreementId } }));
};

const fire: Fire<Due> = async (tx, items) => {
  for (const { key } of items) {
    await tx.execute('INSERT INTO effect (key, agreement_id) VALUES ($1, meetpoint_agreement())', [key]);
    await tx.execute('UPDATE timer SET fired = true WHERE key = $1', [key]);
  }
};

describe('the sweeper', () => {
  let db: Database;
  before(async () => {
    db = await testDatabase();
    await db.withTransaction(install, async (tx) => {
      await tx.execute(
        'CREATE TABLE timer (key text PRIMARY KEY, agreement_id text, due_at timestamptz, fired boolean DEFAULT false)',
      );
      await tx.execute('CREATE TABLE effect (key text, agreement_id text)');
      await tx.execute("CALL meetpoint_protect('timer')");
      await tx.execute("CALL meetpoint_protect('effect')");
    });
  });
  beforeEach(() =>
    db.withTransaction(install, async (tx) => {
      await tx.execute('TRUNCATE timer, effect');
      const due = Array.from({ length: 40 }, (_, index) => [
        `t${index}`,
        `a${index % 3}`,
        '2006-07-02T00:00:00Z',
      ]);
      const rows = [...due, ['later', 'a0', '2006-07-04T00:00:00Z']];
      await tx.insertMany('timer', ['key', 'agreement_id', 'due_at'], rows);
    }),
  );
  after(() => db.close());

  const effects = async (): Promise<number[]> => {
    const rows = await db.withTransaction(install, (tx) =>
      tx.query<{ n: number }>('SELECT count(*)::int AS n FROM effect GROUP BY key'),
    );
    return rows.map(({ n }) => n);
  };

  test('several sweepers fire each due item exactly once', async () => {
    const sweeps = await Promise.all([1, 2, 3, 4].map(() => sweep(db, now, claim, fire)));
    assert.equal(
      sweeps.reduce((sum, { fired }) => sum + fired, 0),
      40,
    );
    assert.deepEqual(await effects(), Array<number>(40).fill(1));
    assert.deepEqual(await sweep(db, now, claim, fire), { fired: 0, failed: [] });
  });

  test('a sweeper that dies mid-way leaves its item to the next', async () => {
    const dying: Fire<Due> = async (tx, items, at) => {
      await fire(tx, items, at);
      await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
    };
    const died = await sweep(db, now, claim, dying, 1);
    assert.equal(died.fired, 0);
    assert.deepEqual(await effects(), []);
    assert.equal((await sweep(db, now, claim, fire)).fired, 40);
    assert.deepEqual(await effects(), Array<number>(40).fill(1));
  });

  test('an item that fails is reported, undone, and does not stop the others', async () => {
    const picky: Fire<Due> = async (tx, items, at) => {
      await fire(tx, items, at);
      if (items.some(({ key }) => key === 't5')) throw new Error('not this one');
    };
    const { fired, failed } = await sweep(db, now, claim, picky);
    assert.equal(fired, 39);
    assert.deepEqual(failed, [{ key: 't5', error: new Error('not this one') }]);
    assert.equal((await sweep(db, now, claim, fire)).fired, 1);
  });

  test('a limit ends the sweep', async () => {
    assert.equal((await sweep(db, now, claim, fire, 3)).fired, 3);
    assert.equal((await effects()).length, 3);
  });
});
