import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database, Scope } from '../../platform/database.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { recordPreOrderQuery } from './pre-order-log.ts';
import type { PreOrderEntry } from './pre-order-log.ts';

const ID = 'missouri-2006/centurytel';
let db: Database;
before(async () => {
  db = await testDatabase([
    'src/parties/migrations',
    'src/cases/migrations',
    'src/articles/oss-access/migrations',
  ]);
  await db.withTransaction({ kind: 'install' }, (tx) =>
    tx.execute(
      `INSERT INTO agreement (id, form, variant, title, folder, amendments, version, hash, time_zone, ilec, clec)
       VALUES ($1, 'f', 'v', 't', '', '{}', '1', 'h', 'America/Chicago', 'centurytel', 'socket')`,
      [ID],
    ),
  );
});
after(() => db.close());

const entry: PreOrderEntry = {
  agreementId: ID,
  function: 'customer-service-record',
  subject: '4175550101',
  who: 'ann@socket.example',
  party: 'socket',
  purpose: 'pre-ordering',
  authority: 'AUTH/2026-0001',
  askedAt: '2026-11-02T15:00:00Z',
  answeredAt: '2026-11-02T15:00:01.5Z',
  outcome: 'answered',
  via: 'portal',
  test: false,
};
const as = (party: string): Scope => ({ kind: 'party', party, user: 'someone' });
const add = (scope: Scope, changes: Partial<PreOrderEntry> = {}) =>
  db.withTransaction(scope, (tx) => recordPreOrderQuery(tx, { ...entry, ...changes }));
const seen = (scope: Scope) =>
  db.withTransaction(scope, async (tx) =>
    (await tx.query<{ subject: string }>('SELECT subject FROM pre_order_query ORDER BY id')).map(
      ({ subject }) => subject,
    ),
  );

test('both parties of the agreement see a query, and nobody else', async () => {
  await add(as('socket'));
  await add({ kind: 'agreement', agreementId: ID }, { subject: '4175550102', via: 'api', test: true });
  for (const party of ['socket', 'centurytel'])
    assert.deepEqual(await seen(as(party)), ['4175550101', '4175550102']);
  assert.deepEqual(await seen(as('prairie')), []);
  assert.deepEqual(await seen({ kind: 'agreement', agreementId: 'other/one' }), []);
});

test('nobody asks in the name of another, or answers before the question', async () => {
  await assert.rejects(add(as('centurytel')), /row-level security/);
  await assert.rejects(add(as('prairie'), { party: 'prairie' }), /row-level security/);
  await assert.rejects(add(as('socket'), { answeredAt: '2026-11-02T14:59:59Z' }), /check constraint/);
});

test('an entry never changes', async () => {
  for (const sql of ["UPDATE pre_order_query SET purpose = 'repair'", 'DELETE FROM pre_order_query'])
    await assert.rejects(
      db.withTransaction({ kind: 'install' }, (tx) => tx.execute(sql)),
      /never changed/,
    );
});
