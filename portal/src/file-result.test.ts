import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VERDICTS as OF_SERVER, VERDICT_WORDS } from '../../src/gateways/order-files/result.ts';
import { fileSize } from './format.ts';
import { VERDICTS, VERDICT_NAMES, isToMend, nameBeside, pageOf } from './file-result.ts';
import type { FileRow } from './file-result.ts';

const row = (verdict: FileRow['verdict'], state?: string): FileRow => ({
  line: 2,
  ccna: 'SKT',
  pon: 'A1',
  ver: '01',
  verdict,
  ...(state === undefined ? {} : { state }),
  problems: [],
  warnings: [],
});

test('each verdict of the server has its words here, the same as on the command line and in the same order', () => {
  assert.deepEqual(VERDICT_NAMES, [...OF_SERVER]);
  for (const verdict of OF_SERVER)
    assert.equal(VERDICTS[verdict].word.toLowerCase(), VERDICT_WORDS[verdict], verdict);
});

test('what is to be mended: what failed now, and what stays rejected since before', () => {
  const mended = VERDICT_NAMES.filter((verdict) => isToMend(row(verdict)));
  assert.deepEqual(mended, ['rejected', 'refused', 'unreadable']);
  assert.equal(isToMend(row('repeated', 'rejected')), true);
  assert.equal(isToMend(row('repeated', 'acknowledged')), false);
});

test('a long file is shown a hundred lines at a time', () => {
  const rows = Array.from({ length: 250 }, (_, at) => at);
  const last = pageOf(rows, 3);
  assert.deepEqual([last.pages, last.page, last.first, last.shown.length], [3, 3, 200, 50]);
  assert.equal(pageOf(rows, 9).page, 3, 'a filter made the list shorter');
  assert.deepEqual(pageOf([], 1), { shown: [], page: 1, pages: 1, first: 0 });
});

test('names and sizes of files', () => {
  assert.equal(nameBeside('moves.v2.xlsx', 'mend'), 'moves.v2.mend.csv');
  assert.equal(nameBeside('moves', 'result'), 'moves.result.csv');
  // 16 × 1024 × 1024; 350,000 / 1024 = 341.8; 1.5 × 1024 × 1024.
  assert.deepEqual([16_777_216, 350_000, 1_572_864, 3].map(fileSize), ['16 MB', '342 KB', '1.5 MB', '1 KB']);
});
