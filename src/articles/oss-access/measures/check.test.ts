import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { cases } from '../../../cases/index.ts';
import { loadPart } from '../../../cases/test-partial-agreement.ts';
import { inventory } from '../../../inventory/index.ts';
import { parties } from '../../../parties/index.ts';
import { ossAccess } from '../index.ts';

const work = mkdtempSync(path.join(tmpdir(), 'meetpoint-flow-through-'));
after(() => rmSync(work, { recursive: true, force: true }));

const TARGETS = '{ products: [loop-2w-analog, number-port], share: 85 % }';

/** What is wrong with the article on access and the products beside it, with one row of targets exchanged. */
function problems(targets = TARGETS, amendments: readonly string[] = []): string[] {
  const result = loadPart({
    dir: path.join(import.meta.dirname, '..', '..', '..', '..', 'agreements', 'missouri-2006'),
    articles: ['13-oss-access.md'],
    tables: ['parties', 'holidays', 'pre-order-functions', 'products'],
    vocabulary: [cases, parties, inventory, ossAccess],
    amendments,
    edit: (_, text) => text.replace(TARGETS, () => targets),
  });
  return result.ok ? [] : result.problems.map(({ id, sentence }) => `${id}: ${sentence}`);
}

test('a target is for a product that may be ordered, and each has one', () => {
  assert.deepEqual(problems(), []);
  assert.deepEqual(problems('{ products: [loop-2w-analogue, number-port], share: 85 % }'), [
    'oss-access/terms: loop-2w-analogue is no product of the agreement.',
  ]);
  assert.deepEqual(problems('{ products: [number-port, resale-business], share: 85 % }'), [
    'oss-access/terms: resale-business has two targets.',
  ]);
  assert.deepEqual(problems('{ share: 85 % }'), [
    'oss-access/terms: Two targets are for all other products.',
  ]);
});

test('a target stays good for the months before its product ends', () => {
  const file = path.join(work, 'end.yaml');
  writeFileSync(
    file,
    `id: ends\ntitle: A product ends\nkind: amendment\neffectiveOn: 2027-01-01\nrecordedAt: 2026-09-01T00:00:00Z
provenance: assumed\nsource: this test\ntext: Analog loops end.\nchanges:\n  - remove: products#loop-2w-analog\n`,
  );
  assert.deepEqual(problems(TARGETS, [file]), []);
});
