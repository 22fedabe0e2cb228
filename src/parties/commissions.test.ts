import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { migrations } from '../app/database.ts';
import { unwrap } from '../base/result.ts';
import { fixedClock } from '../platform/clock.ts';
import type { Database, Scope } from '../platform/database.ts';
import { testDatabase } from '../platform/test-database.ts';
import { addCommission } from './commissions.ts';
import { createUser } from './users.ts';

const clock = fixedClock('2026-11-02T15:00:00Z');
const commission = { id: 'mo-psc', name: 'Public Service Commission', state: 'MO' };

describe('commissions', () => {
  let db: Database;
  before(async () => {
    db = await testDatabase(migrations);
    await db.withTransaction({ kind: 'install' }, async (tx) => {
      for (const [id, state] of [
        ['form/one', 'MO'],
        ['form/two', 'KS'],
        ['form/three', null],
      ]) {
        await tx.execute(
          `INSERT INTO agreement (id, form, variant, title, folder, amendments, version, hash, time_zone, ilec, clec, state)
           VALUES ($1, 'form', $1, 'T', 'd', '{}', '1', 'h', 'America/Chicago', 'telco', 'socket', $2)`,
          [id, state],
        );
        for (const [month, standing] of [
          ['2026-09', 'issued'],
          ['2026-10', 'draft'],
        ])
          await tx.execute(
            `INSERT INTO month_close (agreement_id, month, input_hash, agreement_hash, state, summary)
             VALUES ($1, $2, 'i', 'h', $3, '{"invoices": ["secret"], "measures": [{"measure": "PM-1"}]}')`,
            [id, month, standing],
          );
      }
    });
    unwrap(await addCommission(db, commission, clock));
  });
  after(() => db.close());

  const ask = (scope: Scope, sql: string): Promise<unknown[]> =>
    db.withTransaction(scope, (tx) => tx.query(sql));
  const psc: Scope = { kind: 'party', party: 'mo-psc', user: 'reg@mo-psc.example' };

  test('it sees the agreements of its state alone', async () => {
    assert.deepEqual(await ask(psc, 'SELECT id FROM agreement'), [{ id: 'form/one' }]);
    const other: Scope = { kind: 'party', party: 'ks-kcc', user: 'x' };
    assert.deepEqual(await ask(other, 'SELECT id FROM agreement'), []);
  });

  test('of months it sees the measures of the issued ones, and the parties see all of theirs', async () => {
    const measures = 'SELECT agreement_id, month, measures::text FROM month_measures ORDER BY 1, 2';
    assert.deepEqual(await ask(psc, measures), [
      { agreement_id: 'form/one', month: '2026-09', measures: '[{"measure": "PM-1"}]' },
    ]);
    assert.deepEqual(await ask(psc, 'SELECT * FROM month_close'), []);
    const party: Scope = { kind: 'party', party: 'socket', user: 'x' };
    assert.equal((await ask(party, measures)).length, 6);
    assert.deepEqual(await ask({ kind: 'party', party: 'stranger', user: 'x' }, measures), []);
    await assert.rejects(
      ask(psc, "INSERT INTO month_measures VALUES ('form/one', '2026-11')"),
      /permission denied/,
    );
  });

  test('it has users of its own roles alone, and no carrier’s id', async () => {
    const user = { email: 'reg@mo-psc.example', name: 'Reg', party: 'mo-psc', password: 'a long password' };
    assert.equal((await createUser(db, { ...user, role: 'regulator' }, clock)).ok, true);
    for (const [role, party] of [
      ['clec-clerk', 'mo-psc'],
      ['regulator', 'socket'],
    ] as const) {
      const made = await createUser(db, { ...user, email: 'x@y', role, party }, clock);
      assert.deepEqual(made.ok ? [] : made.problems.map(({ id }) => id), ['users/side']);
    }
    const wrong = await addCommission(db, { id: 'Bad Id', name: '', state: 'Missouri' }, clock);
    assert.deepEqual(wrong.ok ? [] : wrong.problems.map(({ field }) => field), ['id', 'name', 'state']);
    for (const id of ['socket', 'mo-psc'])
      assert.equal((await addCommission(db, { ...commission, id }, clock)).ok, false);
  });
});
