import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { writeResults } from './calls.ts';
import { createTable, quote, withDuckDb } from './duck.ts';

/** A rated call as far as the load of trunks goes. */
export interface RatedCall {
  /** Null: the record names none. Default A. */
  readonly group?: string | null;
  /** Time of the answer, or of the attempt, on the clock of the group: `2026-10-05T10:00:00`. */
  readonly at: string;
  /** Seconds of conversation; default none. */
  readonly spoken?: number;
  /** Seconds from seizure to release; null: not recorded; default as long as the conversation. */
  readonly held?: number | null;
  /** Default rated. */
  readonly outcome?: string;
  readonly reason?: string | null;
  readonly direction?: string | null;
  readonly from?: number;
  readonly to?: number;
}

/** For tests: writes a month's rated calls into a folder, in two parts, as `callsRelation` reads them. */
export async function writeRatedCalls(folder: string, calls: readonly RatedCall[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const results = new Map<string, readonly [number, string, string | null, string | null]>();
  const resultOf = (outcome: string, direction: string | null, reason: string | null): number => {
    const key = `${outcome} ${direction} ${reason}`;
    const known = results.get(key) ?? ([results.size + 1, outcome, direction, reason] as const);
    results.set(key, known);
    return known[0];
  };
  const rows = calls.map(
    (
      {
        group = 'A',
        at,
        spoken = 0,
        held = spoken,
        outcome = 'rated',
        direction = null,
        reason = null,
        from,
        to,
      },
      index,
    ) => [
      1,
      index + 1,
      Date.parse(`${at}Z`),
      group,
      from ?? null,
      to ?? null,
      Math.round(spoken * 1000),
      held === null ? null : Math.round(held * 1000),
      resultOf(outcome, direction, reason),
      null,
    ],
  );
  await withDuckDb(undefined, async (db) => {
    await createTable(db, 'made', COLUMNS, rows);
    for (const part of [0, 1])
      await db.run(
        `COPY (SELECT * FROM made WHERE line % 2 = ${part}) TO ${quote(path.join(folder, `part-${part}.parquet`))} (FORMAT parquet)`,
      );
  });
  await writeResults(
    folder,
    [{ key: 1, name: 'a.emi' }],
    [
      {
        name: 'result',
        doc: 'What becomes of a record',
        keys: { no: 'integer' },
        columns: { outcome: 'text', direction: 'text', reason: 'text' },
        rows: [...results.values()],
      },
    ],
  );
}

const COLUMNS = {
  file_no: 'BIGINT',
  line: 'BIGINT',
  connect_ms: 'BIGINT',
  trunk_group: 'VARCHAR',
  from_number: 'BIGINT',
  to_number: 'BIGINT',
  conversation_ms: 'BIGINT',
  elapsed_ms: 'BIGINT',
  result_no: 'BIGINT',
  reader_reason: 'VARCHAR',
} as const;
