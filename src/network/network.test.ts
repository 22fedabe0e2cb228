import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { changeDays, inForce } from './dated.ts';
import { datedRows, readNetwork } from './network.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/october-2026/network', import.meta.url));
const NUMBERING = fileURLToPath(new URL('../../reference/numbering', import.meta.url));

/** The problems of a copy of the example with one file changed, as `id file:line field`. */
function problemsOf(name: string, change: (text: string) => string): string[] {
  const dir = mkdtempSync(path.join(tmpdir(), 'meetpoint-network-'));
  cpSync(EXAMPLE, dir, { recursive: true });
  const file = path.join(dir, name);
  const text = change(readFileSync(file, 'utf8'));
  if (text === '') rmSync(file);
  else writeFileSync(file, text);
  const read = readNetwork(dir, NUMBERING);
  return read.ok
    ? []
    : read.problems.map((p) =>
        `${p.id} ${path.basename(p.file ?? '')}:${p.line ?? 0} ${p.field ?? ''}`.trim(),
      );
}

test('the sample tables are read', () => {
  const read = readNetwork(EXAMPLE, NUMBERING);
  assert.ok(read.ok);
  assert.equal(read.value.trunkGroups.length, 6);
  assert.ok(read.value.numberBlocks.length > 6000);
  assert.equal(inForce(read.value.carriers, '2019-12-31').length, 0);
  assert.deepEqual([...changeDays(datedRows(read.value), '2019-01-01', '2026-12-31')], ['2020-01-01']);
});

test('what is wrong is named by file, line and field', () => {
  assert.deepEqual(
    problemsOf('lrns.csv', () => ''),
    ['network/missing-table lrns.csv:0'],
  );
  assert.deepEqual(
    problemsOf('exchanges.csv', (text) => text.replace('573,777,COLUMBIA', '57,777,COLUMBIA')),
    ['network/value exchanges.csv:2 exchanges.npa'],
  );
  assert.deepEqual(
    problemsOf('trunk-groups.csv', (text) => text.replace('America/Chicago', 'America/Chikago')),
    ['network/value trunk-groups.csv:2 trunk-groups.time_zone'],
  );
  assert.deepEqual(
    problemsOf('lrns.csv', (text) => text.replace('5737770000,9S01', '5737770000,9Q01')),
    ['network/reference lrns.csv:2 ocn'],
  );
  assert.deepEqual(
    problemsOf('isp-numbers.csv', (text) => `${text}5737773999,,,assumed,again\n`),
    ['network/overlap isp-numbers.csv:6 tn'],
  );
  assert.deepEqual(problemsOf('carriers.csv', (text) => text.replace('ocn,name', 'ocn,nam')).slice(0, 1), [
    'network/unknown-column carriers.csv:1 nam',
  ]);
});
