import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createTable, parquetRelation, quote, withDuckDb } from './duck.ts';
import { LINES } from './plan/clock-stages.ts';
import { tableColumns } from './plan/duckdb.ts';
import type { PlanTable } from './plan/types.ts';

/** Beside the parts of rated calls: what the numbers of their files and results stand for. */
const MEANINGS = 'meanings';
const FILES = 'files.parquet';
const RESULTS = 'results.parquet';

/** Writes what the numbers in the parts of a month's calls stand for. */
export async function writeResults(
  callsDir: string,
  files: readonly { readonly key: number; readonly name: string }[],
  results: readonly PlanTable[],
): Promise<void> {
  const dir = path.join(callsDir, MEANINGS);
  mkdirSync(dir, { recursive: true });
  const [any] = results;
  if (!any) return;
  await withDuckDb(undefined, async (db) => {
    const fileRows = files.map(({ key, name }, index) => [index + 1, key, name]);
    await createTable(db, 'files', { file_no: 'BIGINT', file_key: 'BIGINT', file: 'VARCHAR' }, fileRows);
    const columns = Object.entries(tableColumns(any)).map(([name, type]) => [
      name === 'no' ? 'result_no' : name,
      type,
    ]);
    await createTable(
      db,
      'results',
      Object.fromEntries(columns),
      results.flatMap(({ rows }) => rows),
    );
    await db.run(`COPY files TO ${quote(path.join(dir, FILES))} (FORMAT parquet)`);
    await db.run(`COPY results TO ${quote(path.join(dir, RESULTS))} (FORMAT parquet)`);
  });
}

/** Parts of a month's calls, in their order. */
export const callParts = (callsDir: string): string[] =>
  readdirSync(callsDir)
    .filter((name) => name.endsWith('.parquet'))
    .sort()
    .map((name) => path.join(callsDir, name));

/**
 * The rated calls of a month as a SQL relation: what is stored of each, and what its file and its result stand for. Conditions on
 * `result_no`, `connect_ms` and the columns of the record are the quick ones.
 */
export function callsRelation(callsDir: string): string {
  const meaning = (name: string): string => parquetRelation([path.join(callsDir, MEANINGS, name)]);
  return `(
    SELECT c.file_no * ${LINES} + c.line AS seq, f.file, f.file_key, c.* EXCLUDE (reader_reason),
      strftime(make_timestamp_ms(c.connect_ms), '%Y-%m-%d') AS connect_date,
      r.* EXCLUDE (result_no, reason), coalesce(c.reader_reason, r.reason) AS reason
    FROM ${parquetRelation(callParts(callsDir))} c
    LEFT JOIN ${meaning(FILES)} f ON f.file_no = c.file_no
    LEFT JOIN ${meaning(RESULTS)} r ON r.result_no = c.result_no
  )`;
}

/** Numbers of the results that fit a condition on their columns, as a query. */
export const resultsWhere = (callsDir: string, condition: string): string =>
  `(SELECT result_no FROM ${parquetRelation([path.join(callsDir, MEANINGS, RESULTS)])} WHERE ${condition})`;
