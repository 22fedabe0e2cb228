import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../platform/test-database.ts';
import { PUBLIC_ID_SQL, circuitSalt, publicIdOf } from './public-circuit-id.ts';

const SECRET = 'a secret for tests, of more than 32 characters';

test('the id of a circuit is the same in the program and in the database, and tells no number', async () => {
  const salt = circuitSalt(SECRET);
  const db = await testDatabase([]);
  try {
    for (const ecckt of ['5737770001', '10.LZFU.000205.CTM', '573777000', '57377700012']) {
      const [row] = await db.withTransaction({ kind: 'install' }, (tx) =>
        tx.query<{ id: string }>(
          `SELECT ${PUBLIC_ID_SQL} AS id FROM (SELECT 'form/river' AS agreement_id, $2::text AS ecckt) AS c`,
          [salt, ecckt],
        ),
      );
      assert.equal(row?.id, publicIdOf(salt, 'form/river', ecckt));
    }
  } finally {
    await db.close();
  }
  assert.match(publicIdOf(salt, 'form/river', '5737770001'), /^line-[0-9a-f]{24}$/);
  assert.equal(publicIdOf(salt, 'form/river', 'LX/1001'), 'LX/1001');
  assert.notEqual(publicIdOf(salt, 'form/river', '5737770001'), publicIdOf(salt, 'form/hill', '5737770001'));
});

test('what the database is handed is not the secret of the installation', () => {
  assert.ok(!circuitSalt(SECRET).includes(SECRET));
  assert.notEqual(circuitSalt(SECRET), circuitSalt(`${SECRET}.`));
});
