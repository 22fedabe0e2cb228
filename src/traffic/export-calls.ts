import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import writeExcelFile from 'write-excel-file/node';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { callsRelation } from './calls.ts';
import { connectedAt, digitsOf } from './call-row.ts';
import { quote, select, withDuckDb } from './duck.ts';
import type { SqlRow } from './duck.ts';
import { conditionOf } from './list-calls.ts';
import type { CallFilter } from './list-calls.ts';

export const EXPORT_FORMATS = ['csv', 'parquet', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A workbook is made in memory. */
const MOST_EXCEL_ROWS = 100_000;

/** What is exported of a call: header, SQL over `callsRelation`, and its kind in a workbook. */
const COLUMNS: readonly (readonly [name: string, sql: string])[] = [
  ['file', 'file'],
  ['line', 'line'],
  ['connected_at', 'make_timestamp_ms(connect_ms)'],
  ['trunk_group', 'trunk_group'],
  ['calling', 'from_number'],
  ['called', 'to_number'],
  ['conversation_ms', 'conversation_ms'],
  ['originator', 'originator'],
  ['terminator', 'terminator'],
  ['outcome', 'outcome'],
  ['reason', 'reason'],
  ['rule', 'rule'],
  ['bucket', 'bucket'],
  ['direction', 'direction'],
  ['compensation', 'compensation'],
  ['payer', 'payer'],
  ['rate_period', 'rate_period'],
  ['measured_ms', 'measured_ms'],
];
/** Texts that come from outside: a spreadsheet would run one that begins like a formula. */
const OUTSIDE = new Set(['file', 'trunk_group', 'originator', 'terminator']);

/** The formats that take so many calls. */
export const exportFormatsFor = (calls: number): ExportFormat[] =>
  EXPORT_FORMATS.filter((format) => format !== 'xlsx' || calls <= MOST_EXCEL_ROWS);

/** The format that the ending of a file's name asks for. */
export const exportFormatOf = (file: string): ExportFormat | undefined =>
  EXPORT_FORMATS.find((format) => path.extname(file).toLowerCase() === `.${format}`);

/**
 * Writes the calls of a selection into a file, in the order of files and lines, and answers how many. They hold telephone numbers:
 * whoever asks must have said for what. Limit and offset do not count. Problem: too many for a workbook.
 */
export async function exportCalls(
  callsParquet: string,
  filter: CallFilter,
  target: string,
  format: ExportFormat,
): Promise<Result<number>> {
  const from = `FROM ${callsRelation(callsParquet)} WHERE ${conditionOf(callsParquet, filter)}`;
  const scratch = mkdtempSync(path.join(tmpdir(), 'export-'));
  const exported = withDuckDb(scratch, async (db): Promise<Result<number>> => {
    const [counted] = await select(db, `SELECT count(*) AS n ${from}`);
    const calls = Number(counted?.['n'] ?? 0);
    if (!exportFormatsFor(calls).includes(format)) return fail(tooMany(calls));
    if (format === 'xlsx') {
      const rows = await select(db, `SELECT * ${from} ORDER BY seq`);
      await writeWorkbook(rows, target);
      return ok(calls);
    }
    const columns = COLUMNS.map(([name, sql]) => `${format === 'csv' ? csv(name, sql) : sql} AS ${name}`);
    const how = format === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT parquet, COMPRESSION zstd';
    await db.run(`COPY (SELECT ${columns.join(', ')} ${from} ORDER BY seq) TO ${quote(target)} (${how})`);
    return ok(calls);
  });
  return exported.finally(() => rmSync(scratch, { recursive: true, force: true }));
}

const csv = (name: string, sql: string): string =>
  name === 'connected_at'
    ? `strftime(${sql}, '%Y-%m-%dT%H:%M:%S.%g')`
    : OUTSIDE.has(name)
      ? `CASE WHEN regexp_matches(${sql}, '^[=+@\\t\\r-]') THEN '''' || ${sql} ELSE ${sql} END`
      : sql;

async function writeWorkbook(rows: readonly SqlRow[], target: string): Promise<void> {
  const head = COLUMNS.map(([value]) => ({ value, fontWeight: 'bold' as const }));
  const data = rows.map((row) =>
    COLUMNS.map(([name, sql]) => {
      const value = name === 'connected_at' ? connectedAt(row) : (row[sql] ?? null);
      if (value === null) return null;
      if (name === 'calling' || name === 'called') return { type: String, value: digitsOf(value) ?? '' };
      return typeof value === 'bigint' || typeof value === 'number'
        ? { type: Number, value: Number(value) }
        : { type: String, value: String(value) };
    }),
  );
  const columns = COLUMNS.map(([name]) => ({ width: Math.max(12, name.length + 3) }));
  await writeExcelFile([head, ...data], { sheet: 'calls', columns, stickyRowsCount: 1 }).toFile(target);
}

const tooMany = (calls: number) => ({
  id: 'traffic/too-many-for-excel',
  field: 'format',
  sentence: `${calls} calls are chosen, and a workbook is made of ${MOST_EXCEL_ROWS} at most.`,
  cure: 'Choose fewer, or export CSV or Parquet.',
});
