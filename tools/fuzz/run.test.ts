import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { runFormat } from './run.ts';

const kept = mkdtempSync(path.join(tmpdir(), 'fuzz-'));
after(() => rmSync(kept, { recursive: true, force: true }));
const fixture = (name: string): string => path.join(import.meta.dirname, 'fixtures', `${name}.ts`);
const options = { seconds: 4, seed: 1, hangSeconds: 2 };

test('a reader that throws on two bytes is found out, with the smallest input that does it', async () => {
  const run = await runFormat('cdr', fixture('throws'), path.join(kept, 'throws'), {
    ...options,
    hangSeconds: 10,
  });
  assert.ok(run.executions > 100);
  const [finding] = run.findings;
  assert.equal(finding?.kind, 'throws');
  assert.match(finding?.said ?? '', /a comma twice/);
  // The driver of the fixture throws on two commas in a row: nothing shorter does.
  assert.equal(readFileSync(finding?.file ?? '', 'latin1'), ',,');
});

test('a reader that never ends is ended, and its input kept', async () => {
  const run = await runFormat('cdr', fixture('hangs'), path.join(kept, 'hangs'), options);
  const [finding] = run.findings;
  assert.equal(finding?.kind, 'hangs');
  assert.ok(readFileSync(finding?.file ?? '').includes('"'));
});

test('a reader that keeps its promise has no findings', async () => {
  const run = await runFormat('cdr', fixture('sound'), path.join(kept, 'sound'), {
    ...options,
    seconds: 1,
    hangSeconds: 10,
  });
  assert.ok(run.executions > 100);
  assert.deepEqual(run.findings, []);
});
