import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { loadAgreement } from '../agreement/load.ts';
import { unwrap } from '../base/result.ts';
import type { Database } from '../platform/database.ts';
import { testDatabase } from '../platform/test-database.ts';
import { close } from './commands/close.ts';
import { migrations, registerAgreement, updateAgreement } from './database.ts';
import { vocabulary } from './vocabulary.ts';

const MISSOURI = 'agreements/missouri-2006';
const AMENDMENT = 'examples/october-2026/amendments/change-of-law-analog-loops.yaml';
const load = (amendments: readonly string[]) =>
  unwrap(loadAgreement(MISSOURI, { vocabulary, variant: 'centurytel', amendments }));

let db: Database;
before(async () => {
  db = await testDatabase(migrations);
});
after(() => db.close());

const known = () =>
  db.withTransaction({ kind: 'install' }, (tx) =>
    tx.query<{ hash: string; amendments: string[] }>('SELECT hash, amendments FROM agreement'),
  );

test('a known agreement stays as it is until a month is closed under another', async () => {
  const [plain, amended] = [load([]), load([AMENDMENT])];
  await registerAgreement(db, plain, []);
  await registerAgreement(db, amended, [AMENDMENT]);
  const refused = await close(db, {
    agreement: MISSOURI,
    variant: 'centurytel',
    amendment: [AMENDMENT],
    month: '2026-10',
    in: 'no-such-folder',
    out: 'out',
    json: true,
  });
  assert.equal(refused.ok ? '' : refused.problems[0]?.id, 'close/no-folder');
  assert.deepEqual(await known(), [{ hash: plain.ref.hash, amendments: [] }]);
  await updateAgreement(db, amended, [AMENDMENT]);
  assert.deepEqual(await known(), [{ hash: amended.ref.hash, amendments: [path.resolve(AMENDMENT)] }]);
});
