import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Database, Scope } from '../platform/database.ts';
import { testDatabase } from '../platform/test-database.ts';
import { findQualification, pageOfQualifications, storeQualification } from './qualification-store.ts';
import type { StoredQualification } from './qualification-store.ts';

const migrations = ['parties/migrations', 'gateways/migrations'].map((folder) =>
  fileURLToPath(new URL(`../${folder}`, import.meta.url)),
);
const as = (party: string): Scope => ({ kind: 'party', party, user: 'ann' });
const kept = (id: string, changes: Partial<StoredQualification> = {}): StoredQualification => ({
  id,
  agreementId: 'form/river',
  party: 'rcl',
  who: 'ann@rcl.example',
  resource: 'tmf-check',
  askedAt: `2026-11-02T15:00:0${id}Z`,
  state: 'done',
  answer: { id, qualificationResult: 'qualified' },
  ...changes,
});

describe('answers of qualifications', () => {
  let db: Database;
  before(async () => {
    db = await testDatabase(migrations);
    await db.withTransaction({ kind: 'install' }, async (tx) => {
      for (const [id, ilec, clec] of [
        ['form/river', 'ril', 'rcl'],
        ['form/hill', 'hil', 'hcl'],
      ])
        await tx.execute(
          `INSERT INTO agreement (id, form, variant, title, folder, amendments, version, hash, time_zone, ilec, clec)
           VALUES ($1, 'f', 'v', 't', '', '{}', '1', 'h', 'America/Chicago', $2, $3)`,
          [id, ilec, clec],
        );
    });
    await db.withTransaction({ kind: 'agreement', agreementId: 'form/river' }, (tx) =>
      storeQualification(tx, kept('1', { externalId: 'Q1' })),
    );
    await db.withTransaction(as('rcl'), async (tx) => {
      await storeQualification(tx, kept('2', { state: 'terminatedWithError' }));
      await storeQualification(tx, kept('3', { resource: 'mef-poq' }));
    });
  });
  after(() => db.close());

  test('are read again by who asked, and by nobody else', async () => {
    const read = (party: string) =>
      db.withTransaction(as(party), (tx) => findQualification(tx, 'tmf-check', '1'));
    assert.deepEqual((await read('rcl'))?.answer, { id: '1', qualificationResult: 'qualified' });
    for (const other of ['ril', 'hcl', 'hil']) assert.equal(await read(other), undefined, other);
    const other = await db.withTransaction(as('rcl'), (tx) => findQualification(tx, 'tmf-query', '1'));
    assert.equal(other, undefined);
  });

  test('come in pages, newest first, with how many there are', async () => {
    const page = (party: string, more = {}) =>
      db.withTransaction(as(party), async (tx) => {
        const query = { resource: 'tmf-check' as const, offset: 0, limit: 10, ...more };
        const { found, total } = await pageOfQualifications(tx, query);
        return [found.map(({ id }) => id), total];
      });
    assert.deepEqual(await page('rcl'), [['2', '1'], 2]);
    assert.deepEqual(await page('rcl', { limit: 1, offset: 1 }), [['1'], 2]);
    assert.deepEqual(await page('rcl', { states: ['done'] }), [['1'], 1]);
    assert.deepEqual(await page('rcl', { externalIds: ['Q1', 'Q9'] }), [['1'], 1]);
    assert.deepEqual(await page('ril'), [[], 0]);
  });

  test("are not written for another's agreement or in another's name, and never change", async () => {
    const refused = (scope: Scope, changes: Partial<StoredQualification>) =>
      assert.rejects(
        db.withTransaction(scope, (tx) => storeQualification(tx, kept('9', changes))),
        /row-level security/,
      );
    await refused(as('hcl'), { party: 'hcl' });
    await refused(as('rcl'), { party: 'ril' });
    await refused({ kind: 'agreement', agreementId: 'form/hill' }, {});
    for (const sql of [
      'UPDATE qualification_answer SET state = $1',
      'DELETE FROM qualification_answer WHERE $1 <> id',
    ])
      await assert.rejects(
        db.withTransaction(as('rcl'), (tx) => tx.execute(sql, ['x'])),
        /permission denied/,
      );
  });
});
