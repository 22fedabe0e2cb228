import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';

const ROOT = path.join(import.meta.dirname, '..', '..');
const dir = mkdtempSync(path.join(tmpdir(), 'summary-'));
after(() => rmSync(dir, { recursive: true, force: true }));

function summary(...words: string[]): { status: number | null; out: string; err: string } {
  const launcher = path.join(ROOT, 'bin', 'meetpoint.cjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, 'summary', ...words], {
    encoding: 'utf8',
    cwd: dir,
  });
  return { status, out: stdout, err: stderr };
}
const TINY = path.join(ROOT, 'agreements', 'tiny');

test('a PDF is written where it is asked for, and named after the agreement and its day otherwise', () => {
  const file = path.join(dir, 'asked.pdf');
  assert.equal(summary(TINY, '--as-of', '2026-10-31', '--out', file).status, 0);
  const { status, out } = summary(TINY, '--as-of', '2026-10-31');
  assert.deepEqual([status, out], [0, 'Wrote tiny-north-2026-10-31.pdf\n']);
  const [asked, named] = [readFileSync(file), readFileSync(path.join(dir, 'tiny-north-2026-10-31.pdf'))];
  assert.equal(asked.subarray(0, 5).toString('latin1'), '%PDF-');
  assert.ok(asked.equals(named));
});

test('as JSON it is printed and nothing is written', () => {
  const { status, out } = summary(TINY, '--as-of', '2026-10-30', '--json');
  assert.equal(status, 0);
  const found = JSON.parse(out) as { asOf: string; clocks: unknown[]; ref: { hash: string } };
  assert.equal(found.asOf, '2026-10-30');
  assert.match(found.ref.hash, /^[0-9a-f]{64}$/);
  assert.ok(found.clocks.length > 0);
  assert.ok(!existsSync(path.join(dir, 'tiny-north-2026-10-30.pdf')));
});

test('no agreement is a problem, no day is wrong use', () => {
  const none = summary(dir, '--json');
  assert.equal(none.status, 1);
  assert.equal((JSON.parse(none.out) as { ok: boolean }).ok, false);
  assert.equal(summary(TINY, '--as-of', 'soon').status, 2);
  const nowhere = summary(TINY, '--out', path.join(dir, 'nowhere', 'a.pdf'));
  assert.equal(nowhere.status, 1);
  assert.match(nowhere.err, /nowhere/);
});
