import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readLandedMonth } from './landed-month.ts';
import { emiPack, landFolder, temporaryFolder, usageFolder } from './landing/test-usage.ts';

test('a file that came plain and packed counts its records once when the month is rated again', async () => {
  const text = emiPack([{ connectTime: '10:00:00' }, { connectTime: '10:01:00' }]);
  const store = temporaryFolder();
  const packed = gzipSync(Buffer.from(text, 'latin1'));
  const { files } = await landFolder(usageFolder({ 'emi/a.emi': text, 'emi/b.emi.gz': packed }), store);
  const monthDir = temporaryFolder();
  const kept = { files: files.map(({ key, name }) => ({ key, name })), store };
  writeFileSync(path.join(monthDir, 'month.json'), JSON.stringify(kept));
  const { landed } = await readLandedMonth(monthDir);
  const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
  assert.equal(sum(landed.files.map(({ read }) => read)), 2);
  assert.equal(sum(landed.parts.map(({ rows }) => rows)), 2);
});
