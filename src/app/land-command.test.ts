import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { writePack } from '../formats/emi/index.ts';
import type { Landed } from '../traffic/landing/index.ts';

const LAUNCHER = path.join(import.meta.dirname, '..', '..', 'bin', 'meetpoint.cjs');
const dir = mkdtempSync(path.join(tmpdir(), 'land-command-'));
after(() => rmSync(dir, { recursive: true, force: true }));

function land(...words: string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [LAUNCHER, 'land', ...words], {
    encoding: 'utf8',
  });
  return { status, out: stdout, err: stderr };
}

const call = {
  connectDate: '2026-10-05',
  connectTime: '09:00:00',
  toNumber: '5738741234',
  trunkGroup: 'CO521001',
  conversationMs: 60_000,
  elapsedMs: 70_000,
  answered: true,
  sequence: 0,
  recordingSwitch: 'CLMBMOZA05T',
  recordedBy: '9C01',
};
const pack = writePack({ date: '261005', sender: '9C01', receiver: '9S01', pack: '0007' }, [call, call]);

function input(name: string, files: Readonly<Record<string, string>>): string[] {
  const folder = path.join(dir, name);
  mkdirSync(path.join(folder, 'usage/emi'), { recursive: true });
  for (const [file, text] of Object.entries(files))
    writeFileSync(path.join(folder, 'usage/emi', file), text, 'latin1');
  return ['--in', folder, '--store', path.join(dir, `${name}-store`)];
}

test('good files: a table with counts, control totals and days, and 0', () => {
  const { status, out } = land(...input('good', { 'a.emi': pack }));
  assert.equal(status, 0);
  assert.match(out, /a\.emi +│ landed +│ +2 │ +0 │ +0 │ +│ 0007: 2 of 2 +│ 2026-10-05/);
  assert.match(out, /1 Parquet file in /);
});

test('what is wrong with a file is told, and 1', () => {
  const words = input('bad', { 'a.emi': pack, 'b.emi': pack.slice(0, 176 * 2 + 20) });
  const { status, out } = land(...words, '--json', '--parallel', '2');
  assert.equal(status, 1);
  const { files, parts } = JSON.parse(out) as Landed;
  assert.deepEqual(
    files.map(({ name, read, damaged, problems }) => [name, read, damaged, problems.map(({ id }) => id)]),
    [
      ['a.emi', 2, 0, []],
      ['b.emi', 2, 1, ['emi/missing-trailer']],
    ],
  );
  assert.equal(parts.length, 3);
  assert.match(land(...words).out, /Usage file: .*has no trailer/);
});

test('no usage is a problem, wrong use is 2', () => {
  assert.equal(land(...input('none', {})).status, 1);
  assert.equal(land('--in', dir).status, 2);
  assert.equal(land(...input('none', {}), '--parallel', 'many').status, 2);
});
