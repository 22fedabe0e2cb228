import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { writeResults } from './calls.ts';
import { createTable, quote, withDuckDb } from './duck.ts';

/** A call as a closed month keeps it, with what became of it. */
export interface StoredCall {
  /** `2026-10-05T10:00:00` on the clock of the group; null: not known. */
  readonly at: string | null;
  readonly group: string | null;
  readonly from?: number;
  readonly to?: number;
  /** Milliseconds of conversation. */
  readonly spoken: number;
  readonly originator?: string;
  readonly outcome: string;
  readonly reason?: string;
  readonly rule?: string;
  readonly bucket?: string;
  readonly direction?: string;
  readonly payer?: string;
}

const RESULT = ['outcome', 'rule', 'bucket', 'direction', 'regime', 'compensation', 'payer', 'rate_period'];

/** For tests: writes a month's calls into a folder as a close leaves them, in the order given, all of `file`. */
export async function writeStoredCalls(
  folder: string,
  calls: readonly StoredCall[],
  file = 'a.emi',
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const ms = (at: string | null): number | null => (at === null ? null : Date.parse(`${at}Z`));
  const rows = calls.map((call, index) => [
    1,
    index + 1,
    ms(call.at),
    call.group,
    call.from ?? null,
    call.to ?? null,
    call.spoken,
    call.originator ?? null,
    null,
    index + 1,
    call.reason ?? null,
    call.spoken,
  ]);
  await withDuckDb(undefined, async (db) => {
    await createTable(db, 'made', COLUMNS, rows);
    await db.run(`COPY made TO ${quote(path.join(folder, 'part.parquet'))} (FORMAT parquet)`);
  });
  await writeResults(
    folder,
    [{ key: 1, name: file }],
    [
      {
        name: 'result',
        doc: 'What becomes of a record',
        keys: { no: 'integer' },
        columns: Object.fromEntries([...RESULT, 'reason'].map((name) => [name, 'text'])),
        rows: calls.map((call, index) => [
          index + 1,
          ...RESULT.map((name) => (call as unknown as Record<string, string | undefined>)[name] ?? null),
          null,
        ]),
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
  originator: 'VARCHAR',
  terminator: 'VARCHAR',
  result_no: 'BIGINT',
  reader_reason: 'VARCHAR',
  measured_ms: 'BIGINT',
} as const;

const [LOCAL, UNKNOWN] = [
  { outcome: 'rated', rule: 'J80', bucket: 'local', payer: 'meadow', originator: '0001' },
  { outcome: 'rated', rule: 'J10', bucket: 'unidentified', payer: 'rivertel' },
];

/** For tests: six records of two days, of every kind that pages tell apart. */
export const SOME_CALLS: readonly StoredCall[] = [
  {
    ...LOCAL,
    at: '2026-10-01T10:00:00',
    group: 'A',
    spoken: 60_000,
    direction: 'clec-to-ilec',
    from: 5735550001,
    to: 5735550002,
  },
  { ...LOCAL, at: '2026-10-01T23:59:59', group: 'A', spoken: 30_500, direction: 'clec-to-ilec' },
  { ...LOCAL, at: '2026-10-03T00:00:00', group: '=B', spoken: 1_000, direction: 'ilec-to-clec' },
  {
    ...UNKNOWN,
    at: '2026-10-03T08:00:00',
    group: 'A',
    spoken: 4_000,
    direction: 'ilec-to-clec',
    to: 5735550002,
  },
  {
    at: '2026-10-02T08:00:00',
    group: 'ZZ',
    spoken: 7_000,
    outcome: 'held',
    reason: 'unknown-trunk-group',
  },
  { at: null, group: null, spoken: 0, outcome: 'rejected', reason: 'connect-date' },
];
