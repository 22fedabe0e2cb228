import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { buckets, dispositions } from './call.ts';
import { isDetail, lineLength } from './emi.ts';
import { generate, type Planted } from './generate.ts';

const folder = mkdtempSync(join(tmpdir(), 'generate-month-'));
after(() => rmSync(folder, { recursive: true }));

const [one, two] = [join(folder, 'one'), join(folder, 'two')];
const planted = generate(7, 2000, one);

const usageFiles = (root: string): string[] => readdirSync(join(root, 'usage', 'emi')).sort();

function lines(root: string, file: string): string[] {
  const text = gunzipSync(readFileSync(join(root, 'usage', 'emi', file))).toString('latin1');
  assert.ok(text.endsWith('\n'));
  return text.slice(0, -1).split('\n');
}

function truth(root: string): string[][] {
  const text = gunzipSync(readFileSync(join(root, 'truth', 'records.csv.gz'))).toString();
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','));
}

function sums(rows: string[][]): Map<string, [number, number]> {
  const result = new Map<string, [number, number]>();
  for (const [, , bucket, , disposition, tenths] of rows) {
    const key = `${bucket}|${disposition}`;
    const [count, total] = result.get(key) ?? [0, 0];
    result.set(key, [count + 1, total + Number(tenths)]);
  }
  return result;
}

function assertSums(root: string, said: Planted): void {
  const rows = truth(root);
  assert.equal(rows.length, said.read);
  const counted = sums(rows);
  assert.equal(counted.size, said.byBucket.length);
  for (const { bucket, disposition, records, conversationTenths } of said.byBucket) {
    assert.deepEqual(counted.get(`${bucket}|${disposition}`), [records, conversationTenths]);
  }
  const grouped = said.byTrunkGroup.reduce((sum, group) => sum + group.records, 0);
  assert.equal(grouped, rows.filter(([, , bucket]) => bucket !== '').length);
  const disposed = dispositions.reduce((sum, name) => sum + said.byDisposition[name].records, 0);
  assert.equal(disposed, said.read);
}

test('the same seed gives the same bytes, another seed others', () => {
  generate(7, 2000, two);
  for (const file of usageFiles(one)) {
    const path = join('usage', 'emi', file);
    assert.deepEqual(readFileSync(join(one, path)), readFileSync(join(two, path)), file);
  }
  for (const file of ['records.csv.gz', 'planted.json']) {
    const path = join('truth', file);
    assert.deepEqual(readFileSync(join(one, path)), readFileSync(join(two, path)), file);
  }
  generate(8, 2000, two);
  assert.notDeepEqual(truth(one), truth(two));
});

test('every bucket, every disposition and every plant occurs', () => {
  for (const bucket of buckets) assert.ok(planted.byBucket.some((c) => c.bucket === bucket && c.records > 0));
  for (const name of dispositions) assert.ok(planted.byDisposition[name].records > 0, name);
  for (const [name, count] of Object.entries(planted.planted)) assert.ok(count > 0, name);
  for (const bucket of ['local', 'eas', 'isp-bound', 'intrastate-intralata', 'interstate-intralata']) {
    const payers = new Set(planted.byTrunkGroup.filter((g) => g.bucket === bucket).map((g) => g.payer));
    assert.deepEqual([...payers].sort(), ['centurytel', 'socket'], bucket);
  }
});

test('plants and dispositions agree', () => {
  const countOf = (start: string): number =>
    Object.entries(planted.planted).reduce((sum, [name, n]) => (name.startsWith(start) ? sum + n : sum), 0);
  assert.equal(planted.byDisposition.duplicate.records, countOf('duplicate-'));
  assert.equal(planted.byDisposition.rejected.records, countOf('rejected-'));
  assert.equal(planted.heldReasons['damaged'], countOf('damaged-'));
  assert.equal(planted.heldReasons['another month'], countOf('next-month') + countOf('previous-month'));
});

test('the truth adds up and names every detail line', () => {
  assertSums(one, planted);
  const named = new Set(truth(one).map(([file, line]) => `${file}:${line}`));
  for (const file of usageFiles(one)) {
    lines(one, file).forEach((line, i) => {
      assert.equal(named.has(`${file.slice(0, -3)}:${i + 1}`), isDetail(line), `${file}:${i + 1}`);
    });
  }
});

test('the trailers count the lines of their packs', () => {
  for (const file of usageFiles(one)) {
    let count = 0;
    for (const line of lines(one, file)) {
      if (isDetail(line)) {
        count += 1;
        continue;
      }
      assert.equal(line.length, lineLength);
      if (line.startsWith('202002')) assert.equal(Number(line.slice(24, 33)), count, file);
      count = 0;
    }
  }
});

test('the month in the repository adds up', () => {
  const root = join(import.meta.dirname, '..', '..', 'examples', 'october-2026');
  const said = JSON.parse(readFileSync(join(root, 'truth', 'planted.json'), 'utf8')) as Planted;
  assertSums(root, said);
  assert.equal(usageFiles(root).length, said.files);
  assert.ok(said.read >= 255_000);
});
