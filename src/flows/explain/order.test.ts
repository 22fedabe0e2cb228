import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { lsrKind } from '../../articles/ordering/lsr.ts';
import { MIGRATIONS, loadTiny, registerAgreement } from '../../articles/ordering/test-ground.ts';
import { elements } from '../../articles/elements/index.ts';
import { performance } from '../../articles/performance/index.ts';
import { unwrap } from '../../base/result.ts';
import { record } from '../../cases/record.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { explainOrder } from './order.ts';

const agreement = loadTiny([elements, performance]);
const scope = { kind: 'agreement', agreementId: agreement.id } as const;
const caseId = 'LSR/JEX/P-1/01';
const lsr = {
  ccna: 'JEX',
  pon: 'P-1',
  ver: '01',
  reqtyp: 'AB',
  act: 'N',
  product: 'loop-basic',
  nc: 'LX--',
  quantity: 1,
  wireCenter: 'FSPGCOXA',
  address: '1 Main St',
  endUser: 'Bakery',
  desiredDueDate: '2026-10-14',
  expedite: false,
  channel: 'electronic',
  receivedAt: '2026-10-05T15:00:00Z',
  ecckts: [],
  accountStatus: 'new',
  cfa: 'C-1',
};

/** What a desk records at receipt. */
const vehicle = {
  decision: 'purchase-vehicle',
  agreement: agreement.ref,
  asOf: '2026-10-05',
  asKnown: null,
  facts: { service: 'loop-basic' },
  steps: [],
  value: 'agreement',
  clause: 'C §1',
};

let db: Database;
before(async () => {
  db = await testDatabase(MIGRATIONS);
  await registerAgreement(db, agreement);
  for (const [name, body, actor] of [
    ['received', lsr, agreement.parties.clec],
    ['acknowledged', { vehicle }, agreement.parties.ilec],
  ] as const) {
    const event = { name, body, occurredAt: lsr.receivedAt, recordedAt: lsr.receivedAt, actor };
    unwrap(await db.withTransaction(scope, (tx) => record(tx, agreement, lsrKind, caseId, event)));
  }
});
after(() => db.close());

const chain = async (): Promise<unknown[]> => {
  const clock = fixedClock(lsr.receivedAt);
  const answer = await db.withTransaction(scope, (tx) =>
    explainOrder({ tx, db, scope, agreement, id: caseId, usageDir: '', clock }),
  );
  assert.ok(answer);
  return unwrap(answer).records.map((each) => (each as { chain: unknown }).chain);
};

test('each event of an order says whether its chain is whole', async () => {
  assert.deepEqual(await chain(), ['whole', 'whole']);
  await db.withTransaction({ kind: 'install' }, async (tx) => {
    await tx.execute('ALTER TABLE event DISABLE TRIGGER event_guard');
    await tx.execute("UPDATE event SET actor = 'prairie' WHERE seq = 1");
    await tx.execute('ALTER TABLE event ENABLE TRIGGER event_guard');
  });
  assert.deepEqual(await chain(), [`Event 1 of ${caseId} is not what was recorded.`, 'whole']);
});

test('under what an order is bought is explained by what was decided at its receipt', async () => {
  const clock = fixedClock(lsr.receivedAt);
  const ask = (id: string) =>
    db.withTransaction(scope, (tx) => explainOrder({ tx, db, scope, agreement, id, usageDir: '', clock }));
  const whole = await ask(caseId);
  assert.ok(whole && unwrap(whole).related.includes(`${caseId}#vehicle`));
  const answer = await ask(`${caseId}#vehicle`);
  assert.ok(answer);
  const { kind, value, receipt, clauses } = unwrap(answer);
  assert.deepEqual([kind, value, receipt], ['vehicle', 'agreement', vehicle]);
  assert.deepEqual(
    clauses.map(({ citation }) => citation),
    ['C §1'],
  );
});
