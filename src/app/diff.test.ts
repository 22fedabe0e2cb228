import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';

const LAUNCHER = path.join(import.meta.dirname, '..', '..', 'bin', 'meetpoint.cjs');
const TINY = 'agreements/tiny';
const dir = mkdtempSync(path.join(tmpdir(), 'diff-'));
after(() => rmSync(dir, { recursive: true, force: true }));

/** Without data: a comparison does not start a database for itself. */
function diff(...words: string[]): { status: number | null; out: string; err: string } {
  const env = { ...process.env, MEETPOINT_DATA: path.join(dir, 'none'), DATABASE_URL: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [LAUNCHER, 'diff', ...words], {
    encoding: 'utf8',
    env,
  });
  return { status, out: stdout, err: stderr };
}

test('exits 0 when nothing differs, 1 when something does, 2 on wrong use', () => {
  const same = diff(TINY, TINY, '--as-of', '2026-10-01');
  assert.deepEqual([same.status, same.err], [0, '']);
  assert.match(same.out, /Nothing differs\.$/m);
  assert.equal(diff(TINY).status, 2);
  assert.equal(diff(TINY, TINY, '--as-of-b', 'soon').status, 2);
  const none = diff(TINY, dir);
  assert.equal(none.status, 1);
  assert.match(none.err, /agreement\/not-found/);
});

test('a term that an amendment sets stands with its clause, its values and their provenance', () => {
  const document = path.join(dir, 'dearer.yaml');
  writeFileSync(
    document,
    `id: dearer\ntitle: Dearer\nkind: amendment\neffectiveOn: 2026-10-01\nrecordedAt: 2026-09-01T00:00:00Z
provenance: assumed\nsource: this test\ntext: Dearer.\nchanges:\n  - set: rates#install-first\n    value: { price: $42.00 per line }\n`,
  );
  const words = [TINY, TINY, '--amendment-b', document, '--as-of', '2026-10-01'];
  const shown = diff(...words);
  assert.equal(shown.status, 1);
  assert.match(
    shown.out,
    /changed +│ rates#install-first +│ A §8 +│ price: \$41\.00 per line → \$42\.00 per line +│ seed → assumed/,
  );
  assert.match(shown.out, /^terms and rows: 1 changed; documents: 1 added\.$/m);
  const answer = JSON.parse(diff(...words, '--json').out) as { same: boolean; terms: { key: string }[] };
  assert.deepEqual([answer.same, answer.terms.map(({ key }) => key)], [false, ['rates#install-first']]);
  // The day before it takes effect only the document is there.
  const before = diff(TINY, TINY, '--amendment-b', document, '--as-of', '2026-09-30');
  assert.match(before.out, /document added: Amendment dearer, .*its day has not come/);
  assert.match(before.out, /^documents: 1 added\.$/m);
});

test('a true-up needs bills on record', () => {
  const { status, err } = diff(TINY, TINY, '--true-up');
  assert.equal(status, 1);
  assert.match(err, /diff\/nothing-on-record/);
});
