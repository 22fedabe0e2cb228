import type { Row, Value } from '../base/expr/ast.ts';
import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { tenDigits } from '../formats/emi/index.ts';
import { CALL_FACTS, CALL_FACT_NAMES } from './call-facts.ts';
import { callsRelation } from './calls.ts';
import { parquetRelation, quote, select, withDuckDb } from './duck.ts';
import type { SqlRow } from './duck.ts';
import { storedParts } from './stored-parts.ts';

/** `socket-2026-10-01.emi:17` */
export interface CallId {
  readonly file: string;
  readonly line: number;
}

export function parseCallId(id: string): CallId | undefined {
  const match = /^(.+):(\d{1,9})$/.exec(id);
  return match ? { file: match[1] ?? '', line: Number(match[2]) } : undefined;
}

/** The rated call with what its numbers stand for, or a problem that says what exists. */
export async function readCall(callsDir: string, id: string): Promise<Result<SqlRow>> {
  const wanted = parseCallId(id);
  if (!wanted)
    return fail(unknown(id, 'It is not of the form file:line.', 'Write it like socket-2026-10-01.emi:17.'));
  return withDuckDb(undefined, async (db) => {
    const calls = callsRelation(callsDir);
    const [row] = await select(
      db,
      `SELECT * FROM ${calls} WHERE file = ${quote(wanted.file)} AND line = ${wanted.line}`,
    );
    if (row) return ok(row);
    const files = await select(
      db,
      `SELECT file, min(line) AS first, max(line) AS last, count(*) AS n FROM ${calls} GROUP BY file ORDER BY file`,
    );
    const own = files.find((file) => file['file'] === wanted.file);
    return fail(
      own
        ? unknown(
            id,
            `No record stands on line ${wanted.line} of ${wanted.file}.`,
            `It has ${own['n']} records on lines ${own['first']} to ${own['last']}; headers and trailers are none.`,
          )
        : unknown(
            id,
            `No usage file ${wanted.file} was read.`,
            `The ${files.length} files are ${files[0]?.['file']} … ${files.at(-1)?.['file']}.`,
          ),
    );
  });
}

/** The landed record of a rated call. */
export async function readRecord(storeDir: string, call: SqlRow): Promise<SqlRow> {
  const parts = storedParts(storeDir, [Number(call['file_key'])]);
  const [record] = await withDuckDb(undefined, (db) =>
    select(db, `SELECT * FROM ${parquetRelation(parts)} WHERE line = ${String(call['line'])}`),
  );
  if (!record)
    throw new Error(`Line ${String(call['line'])} of ${String(call['file'])} is not in the store.`);
  return record;
}

/** Id of the problem that a record is not there. */
export const UNKNOWN_CALL = 'traffic/unknown-call';

const unknown = (id: string, sentence: string, cure: string): Problem => ({
  id: UNKNOWN_CALL,
  field: id,
  sentence,
  cure,
});

/** The facts of a stored call, as rules read them. */
export const factsOf = (row: SqlRow): Row =>
  Object.fromEntries(
    CALL_FACT_NAMES.map((name): [string, Value] => {
      const value = row[name] ?? null;
      if (value === null) return [name, null];
      if (CALL_FACTS[name].type === 'integer') return [name, BigInt(Number(value))];
      return [name, CALL_FACTS[name].type === 'boolean' ? value === true : String(value)];
    }),
  );

/** A record as it came, as far as it could be read. */
export interface RawCall {
  readonly file: string;
  readonly line: number;
  readonly byteOffset: number;
  readonly format: string;
  /** The line itself, where it could not be used. */
  readonly raw?: string;
  readonly fields: Readonly<Record<string, string | number | boolean | null>>;
}

const FIELDS = [
  'record_id',
  'trunk_group',
  'conversation_ms',
  'elapsed_ms',
  'answered',
  'sequence',
  'recording_switch',
  'recorded_by',
  'originating_ocn',
  'terminating_ocn',
  'release_code',
] as const;

/** Connect date and time on the clock of the trunk group, `YYYY-MM-DDTHH:MM:SS.mmm`. */
export const connectedAt = (row: SqlRow): string | null =>
  row['connect_ms'] === null || row['connect_ms'] === undefined
    ? null
    : new Date(Number(row['connect_ms'])).toISOString().slice(0, -1);

/** A number of ten digits, as it is written. */
export const digitsOf = (value: unknown): string | null =>
  value === null || value === undefined ? null : tenDigits(value as bigint);

export function rawOf(row: SqlRow): RawCall {
  const plain = (value: unknown): string | number | boolean | null =>
    typeof value === 'bigint'
      ? Number(value)
      : typeof value === 'boolean'
        ? value
        : value === null
          ? null
          : typeof value === 'number'
            ? value
            : String(value);
  return {
    file: String(row['file']),
    line: Number(row['line']),
    byteOffset: Number(row['byte_offset']),
    format: String(row['format']),
    ...(row['raw'] === null ? {} : { raw: String(row['raw']) }),
    fields: {
      connected_at: connectedAt(row),
      calling: digitsOf(row['from_number']),
      called: digitsOf(row['to_number']),
      lrn: digitsOf(row['lrn']),
      ...Object.fromEntries(FIELDS.map((name) => [name, plain(row[name] ?? null)])),
    },
  };
}
