import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Landed } from './landed-file.ts';
import { ask, emiPack, landFolder, landTexts, temporaryFolder, usageFolder } from './test-usage.ts';

const CALLS = Array.from({ length: 50 }, (_, i) => ({ connectTime: `10:${String(i).padStart(2, '0')}:00` }));
const FILE = emiPack(CALLS);
const packed = (text: string): Uint8Array => gzipSync(Buffer.from(text, 'latin1'));

const states = ({ files }: Landed): unknown[] => files.map(({ name, state, read }) => [name, state, read]);
const ids = ({ files }: Landed): string[] => files.flatMap(({ problems }) => problems.map(({ id }) => id));
const rows = ({ parts }: Landed): number => parts.reduce((sum, part) => sum + part.rows, 0);

test('the same files again are in the store already, with the same report and the same parts', async () => {
  const input = usageFolder({ 'emi/a.emi': FILE, 'emi/b.emi': emiPack(CALLS.slice(3)) });
  const store = temporaryFolder();
  const first = await landFolder(input, store);
  const second = await landFolder(input, store);
  assert.deepEqual(states(first), [
    ['a.emi', 'landed', 50],
    ['b.emi', 'landed', 47],
  ]);
  assert.deepEqual(second, {
    ...first,
    files: first.files.map((file) => ({ ...file, state: 'already-landed' })),
  });
});

test('a file delivered twice, under another name or packed, is landed once', async () => {
  for (const again of [
    { 'emi/b.emi': FILE },
    { 'emi/b.emi.gz': packed(FILE) },
    { 'emi/a.emi.gz': packed(FILE) },
  ]) {
    const input = usageFolder({ 'emi/a.emi': FILE, ...again });
    const store = temporaryFolder();
    for (const state of ['landed', 'already-landed']) {
      const landed = await landFolder(input, store);
      const name = Object.keys(again)[0]?.replace(/^emi\/|\.gz$/g, '');
      assert.deepEqual(states(landed), [
        ['a.emi', state, 50],
        [name, 'already-landed', 0],
      ]);
      assert.equal(rows(landed), 50);
      assert.deepEqual(ids(landed), ['traffic/file-twice']);
      assert.match(landed.files[1]?.problems[0]?.sentence ?? '', /50 records are not read again/);
    }
  }
});

test('a file that came yesterday under another name is recognised today', async () => {
  const store = temporaryFolder();
  await landFolder(usageFolder({ 'emi/a.emi': FILE }), store);
  const plain = await landFolder(usageFolder({ 'emi/other.emi': FILE }), store);
  assert.deepEqual(states(plain), [['other.emi', 'already-landed', 50]]);
  const archive = await landFolder(usageFolder({ 'emi/third.emi.gz': packed(FILE) }), store);
  assert.deepEqual(states(archive), [['third.emi', 'already-landed', 50]]);
  assert.deepEqual(archive.parts, plain.parts);
});

test('half a file that is sent again whole: both are kept, and the name says it', async () => {
  const store = temporaryFolder();
  const half = await landFolder(usageFolder({ 'emi/a.emi': FILE.slice(0, 176 * 26) }), store);
  assert.deepEqual(states(half), [['a.emi', 'landed', 25]]);
  const input = usageFolder({ 'emi/a.emi': FILE });
  const whole = await landFolder(input, store);
  assert.deepEqual(states(whole), [['a.emi', 'same-name-other-content', 50]]);
  assert.deepEqual(ids(whole), ['traffic/same-name']);
  assert.equal(rows(whole), 50);
  const again = await landFolder(input, store);
  assert.deepEqual([states(again), ids(again)], [[['a.emi', 'already-landed', 50]], ['traffic/same-name']]);
  // Both are used when both are given: each record of the half stands twice, from two files.
  const both = await landFolder(
    usageFolder({ 'emi/a.emi': FILE, 'emi/half.emi': FILE.slice(0, 176 * 26) }),
    store,
  );
  const [said] = await ask(
    both,
    'SELECT count(*) AS n, count(DISTINCT local_ms) AS calls, count(DISTINCT file) AS files FROM landed',
  );
  assert.deepEqual(said, { n: 75n, calls: 50n, files: 2n });
});

test('the same input makes the same bytes, in any store', async () => {
  const files = { 'emi/a.emi': FILE, 'emi/b.emi': emiPack(CALLS.slice(3)) };
  const { readFileSync } = await import('node:fs');
  const bytes = async (): Promise<string[]> =>
    (await landTexts(files)).parts.map(({ path: file }) => readFileSync(file, 'base64'));
  assert.deepEqual(await bytes(), await bytes());
});

test('a folder of the store that has no report is not a landed file', async () => {
  const store = temporaryFolder();
  const input = usageFolder({ 'emi/a.emi': FILE });
  const first = await landFolder(input, store);
  rmSync(path.join(path.dirname(path.dirname(first.parts[0]?.path ?? '')), 'file.json'));
  const second = await landFolder(input, store);
  assert.deepEqual(states(second), [['a.emi', 'landed', 50]]);
});
