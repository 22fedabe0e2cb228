import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { unwrap } from '../base/result.ts';
import { parquetRelation, select, withDuckDb } from './duck.ts';
import { exportCalls, exportFormatOf, exportFormatsFor } from './export-calls.ts';
import { SOME_CALLS, writeStoredCalls } from './test-stored-calls.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'export-calls-'));
const calls = path.join(folder, 'calls.parquet');
before(() => writeStoredCalls(calls, SOME_CALLS));
after(() => rmSync(folder, { recursive: true }));

test('CSV: a row a call with its numbers; a trunk group that reads like a formula is none', async () => {
  const file = path.join(folder, 'local.csv');
  assert.equal(unwrap(await exportCalls(calls, { bucket: 'local' }, file, 'csv')), 3);
  const rows = parse(readFileSync(file), { columns: true }) as Record<string, string>[];
  assert.deepEqual(
    rows.map((row) => [
      row['line'],
      row['connected_at'],
      row['trunk_group'],
      row['calling'],
      row['conversation_ms'],
    ]),
    [
      ['1', '2026-10-01T10:00:00.000', 'A', '5735550001', '60000'],
      ['2', '2026-10-01T23:59:59.000', 'A', '', '30500'],
      ['3', '2026-10-03T00:00:00.000', "'=B", '', '1000'],
    ],
  );
});

test('Parquet keeps times, whole numbers and texts as they are', async () => {
  const file = path.join(folder, 'all.parquet');
  assert.equal(unwrap(await exportCalls(calls, {}, file, 'parquet')), SOME_CALLS.length);
  const rows = await withDuckDb(undefined, (db) =>
    select(db, `SELECT line, called, trunk_group, reason FROM ${parquetRelation([file])} ORDER BY line`),
  );
  assert.deepEqual(
    rows.map((row) => [Number(row['line']), row['called'], row['trunk_group'], row['reason']]),
    [
      [1, 5735550002n, 'A', null],
      [2, null, 'A', null],
      [3, null, '=B', null],
      [4, 5735550002n, 'A', null],
      [5, null, 'ZZ', 'unknown-trunk-group'],
      [6, null, null, 'connect-date'],
    ],
  );
});

test('Excel: a header and a row a call; numbers of telephones are text', async () => {
  const file = path.join(folder, 'local.xlsx');
  assert.equal(unwrap(await exportCalls(calls, { bucket: 'local' }, file, 'xlsx')), 3);
  const sheet = entryOf(readFileSync(file), 'xl/worksheets/sheet1.xml');
  assert.equal(sheet.match(/<row /g)?.length, 4);
  assert.match(sheet, /<v>60000<\/v>/);
  const texts = entryOf(readFileSync(file), 'xl/sharedStrings.xml');
  for (const text of ['connected_at', '5735550001', '2026-10-01T10:00:00.000', '=B'])
    assert.ok(texts.includes(`>${text}<`), text);
});

test('the name of the file says the format; a workbook takes 100,000 calls', () => {
  assert.equal(exportFormatOf('out/calls.XLSX'), 'xlsx');
  assert.equal(exportFormatOf('calls.txt'), undefined);
  assert.deepEqual(exportFormatsFor(100_000), ['csv', 'parquet', 'xlsx']);
  assert.deepEqual(exportFormatsFor(100_001), ['csv', 'parquet']);
});

/** A file in a ZIP archive, found by the directory at its end (APPNOTE 4.3.12). */
function entryOf(zip: Buffer, name: string): string {
  for (let at = zip.readUInt32LE(zip.length - 6); zip.readUInt32LE(at) === 0x02014b50;) {
    const [length, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const own = zip.toString('utf8', at + 46, at + 46 + (length ?? 0));
    if (own === name) {
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const bytes = zip.subarray(start, start + zip.readUInt32LE(at + 20));
      return (zip.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes)).toString('utf8');
    }
    at += 46 + (length ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  throw new Error(`There is no ${name}.`);
}
