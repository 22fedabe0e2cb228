import pg from 'pg';
import { sqlValue } from './sql-types.ts';

/** What the column of a table takes. */
export interface ColumnType {
  name: string;
  /** The type as SQL spells it, without length or precision. */
  type: string;
  isJson: boolean;
}

/** One statement of a bulk insert. */
export interface Statement {
  sql: string;
  values: unknown[];
}

const BATCH_ROWS = 5_000;

/** The query that lists a table's columns; its one value is the table's name as SQL spells it. */
export const COLUMN_TYPES_SQL = `
  SELECT attname AS name, format_type(atttypid, NULL) AS type, atttypid IN ('json'::regtype, 'jsonb'::regtype) AS "isJson"
  FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`;

/**
 * The statements that insert many rows: one array a column, so that a statement has few parameters, whatever the
 * number of rows. (COPY would be faster but refuses tables with row-level security.)
 * @param rows each in the order of `columns`; JSON columns take any JSON value, array columns take arrays.
 */
export function* bulkInserts(
  table: string,
  columns: readonly string[],
  types: readonly ColumnType[],
  rows: readonly (readonly unknown[])[],
  onConflict: 'fail' | 'skip',
): Generator<Statement> {
  const wanted = columns.map((name) => {
    const found = types.find((type) => type.name === name);
    if (found === undefined) throw new Error(`Table ${table} has no column ${name}.`);
    return found;
  });
  const names = wanted.map(({ name }) => pg.escapeIdentifier(name)).join(', ');
  const picks = wanted.map(({ type }, index) => `c${index}::${type}`).join(', ');
  const arrays = wanted.map((_, index) => `$${index + 1}::text[]`).join(', ');
  const aliases = wanted.map((_, index) => `c${index}`).join(', ');
  const skip = onConflict === 'skip' ? ' ON CONFLICT DO NOTHING' : '';
  const sql = `INSERT INTO ${quotedName(table)} (${names}) SELECT ${picks} FROM unnest(${arrays}) AS u(${aliases})${skip}`;
  for (let start = 0; start < rows.length; start += BATCH_ROWS) {
    const batch = rows.slice(start, start + BATCH_ROWS);
    yield { sql, values: wanted.map(({ isJson }, index) => batch.map((row) => literal(row[index], isJson))) };
  }
}

/** A table's name, with its schema if it has one, quoted. */
export function quotedName(name: string): string {
  return name.split('.').map(pg.escapeIdentifier).join('.');
}

function literal(value: unknown, isJson: boolean): string | null {
  if (value === null || value === undefined) return null;
  if (isJson) return JSON.stringify(value);
  const plain = sqlValue(value);
  if (typeof plain === 'string') return plain;
  if (Array.isArray(plain)) return arrayLiteral(plain);
  if (plain instanceof Uint8Array) return `\\x${Buffer.from(plain).toString('hex')}`;
  if (plain instanceof Date) return plain.toISOString();
  return typeof plain === 'object' ? JSON.stringify(plain) : String(plain);
}

function arrayLiteral(values: readonly unknown[]): string {
  const items = values.map((value) => {
    if (Array.isArray(value)) return arrayLiteral(value);
    const text = literal(value, false);
    return text === null ? 'NULL' : `"${text.replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${items.join(',')}}`;
}
