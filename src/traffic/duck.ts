import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection, JS } from '@duckdb/node-api';

export type SqlRow = Readonly<Record<string, JS>>;

/** A path or text as a SQL expression. The engine ends a statement at a NUL, so that is written as its number. */
export function quote(text: string): string {
  const parts = text.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? (parts[0] ?? "''") : `(${parts.join(' || chr(0) || ')})`;
}

/**
 * Left joins then keep the order of their left side, which is the order of files and lines; the plans of this room are
 * written in the order in which they are to run. Short lists of constants are compared where they stand: as joins they would be made
 * for every record, also in a branch of a case that is never taken.
 */
const AS_WRITTEN = "SET disabled_optimizers = 'join_order,build_side_probe_side,in_clause'";

/**
 * Runs `work` on a private engine with one thread, so that the same input makes the same bytes. Big sorts and joins spill into
 * `workDir`; nothing is downloaded. More threads are for reading, where the query itself says the order.
 */
export async function withDuckDb<T>(
  workDir: string | undefined,
  work: (db: DuckDBConnection) => Promise<T>,
  threads = 1,
): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: '2GB',
    ...(workDir === undefined ? {} : { temp_directory: spill(workDir) }),
  });
  const db = await instance.connect();
  try {
    await db.run(AS_WRITTEN);
    return await work(db);
  } finally {
    db.closeSync();
    instance.closeSync();
  }
}

function spill(workDir: string): string {
  const dir = path.join(workDir, 'spill');
  mkdirSync(dir, { recursive: true });
  return dir;
}

/** All rows of a query: integers as numbers, or bigints where the column is 64 bits and wider. */
export async function select(db: DuckDBConnection, sql: string): Promise<SqlRow[]> {
  return (await db.runAndReadAll(sql)).getRowObjectsJS();
}

/** A table made of rows that code compiled. Integers must be safe. */
export async function createTable(
  db: DuckDBConnection,
  name: string,
  columns: Readonly<Record<string, 'VARCHAR' | 'BIGINT' | 'BOOLEAN'>>,
  rows: readonly (readonly (string | number | boolean | null)[])[],
): Promise<void> {
  const names = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
  await db.run(`CREATE OR REPLACE TABLE ${name} (${names.join(', ')})`);
  const types = Object.values(columns);
  const appender = await db.createAppender(name);
  for (const row of rows) {
    row.forEach((value, index) => {
      if (value === null) appender.appendNull();
      else if (types[index] === 'BIGINT') appender.appendBigInt(BigInt(value));
      else if (types[index] === 'BOOLEAN') appender.appendBoolean(value === true);
      else appender.appendVarchar(String(value));
    });
    appender.endRow();
  }
  appender.closeSync();
}

/**
 * Exactly these Parquet files as a SQL relation. The engine takes every path for a pattern, and `name=value` in a path for a column:
 * the folders are a user's, so neither may be read into them. A backslash has no escape: `[[-]]` is the range around it.
 */
export const parquetRelation = (files: readonly string[]): string =>
  `read_parquet(${parquetPaths(files)}, hive_partitioning = false)`;

/** The list of these files, as a function of the engine takes it. */
export function parquetPaths(files: readonly string[]): string {
  const paths = files
    .map((file) => (path.sep === '\\' ? file.replaceAll('\\', '/') : file))
    .map((file) => file.replaceAll(/[[*?\\]/g, (found) => (found === '\\' ? '[[-]]' : `[${found}]`)));
  return `[${paths.map(quote).join(', ')}]`;
}
