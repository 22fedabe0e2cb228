import type { DuckDBConnection } from '@duckdb/node-api';
import { callReader, columnsOf } from '../../formats/cdr-mapping/index.ts';
import type { CdrMapping } from '../../formats/cdr-mapping/index.ts';
import { parquetRelation, select, withDuckDb } from '../duck.ts';
import type { DayFiles } from './day-files.ts';
import { putCall, putFault } from './from-mapped.ts';
import type { FileEnd } from './record-reader.ts';
import type { Tally } from './tally.ts';
import type { UsageFile } from './usage-file.ts';

/**
 * Reads call detail in Parquet by a mapping: its columns by name, each value as the engine writes it as text
 * (`2026-10-05 14:00:00.123`, `true`, `60345`). A record is a row; its line is the number of the row, from 1.
 */
export function readParquet(
  file: UsageFile,
  mapping: CdrMapping,
  days: DayFiles,
  tally: Tally,
): Promise<FileEnd> {
  const end = (sentence: string, cure: string): FileEnd => ({
    controls: [],
    problems: [{ id: 'parquet/file', file: file.name, sentence, cure }],
  });
  return withDuckDb(undefined, async (db) => {
    const wanted = columnsOf(mapping);
    const there = await columnsThere(db, file.path);
    if (typeof there === 'string')
      return {
        ...end(`It is not read as Parquet: ${there}`, 'Ask the sender for the file again.'),
        refused: true,
      };
    const missing = wanted.filter((name) => !there.includes(name));
    if (missing.length > 0)
      return {
        ...end(
          `It has no column ${missing.join(', ')}.`,
          `Name the columns of the file in the mapping ${mapping.name}.`,
        ),
        refused: true,
      };
    const broken = await readRows(db, file.path, mapping, wanted, days, tally);
    return broken === undefined
      ? { controls: [], problems: [] }
      : end(
          `The file cannot be read to its end: ${broken}`,
          'Ask the sender for the file again; the records before are used meanwhile.',
        );
  });
}

async function columnsThere(db: DuckDBConnection, path: string): Promise<readonly string[] | string> {
  try {
    const rows = await select(db, `DESCRIBE SELECT * FROM ${parquetRelation([path])}`);
    return rows.map((row) => String(row['column_name']));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** @returns why the rows could not be read to the end, or undefined */
async function readRows(
  db: DuckDBConnection,
  path: string,
  mapping: CdrMapping,
  wanted: readonly string[],
  days: DayFiles,
  tally: Tally,
): Promise<string | undefined> {
  const read = callReader(mapping, (column) => wanted.indexOf(column));
  const texts = wanted.map((name) => `CAST("${name.replaceAll('"', '""')}" AS VARCHAR)`).join(', ');
  let line = 0;
  try {
    const result = await db.stream(`SELECT ${texts} FROM ${parquetRelation([path])}`);
    for (let chunk = await result.fetchChunk(); chunk?.rowCount; chunk = await result.fetchChunk()) {
      for (const values of chunk.getRows()) {
        line += 1;
        const cells = values.map((value) => (value === null ? '' : String(value)));
        const outcome = read({ cells });
        if (outcome.kind === 'passed-over') tally.notCalls += 1;
        else if (outcome.kind === 'record') putCall(days, tally, outcome.call, line, -1);
        else putFault(days, tally, outcome, line, -1, cells.join(','));
      }
      await days.ready();
    }
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
