import { availableParallelism } from 'node:os';
import type { DuckDBConnection } from '@duckdb/node-api';
import { callsRelation, resultsWhere } from './calls.ts';
import { quote, select, withDuckDb } from './duck.ts';
import { connectedAt, digitsOf } from './call-row.ts';
import { DAY_MS } from './plan/clock-stages.ts';
import type { Direction } from './tables.ts';

export interface CallFilter {
  readonly bucket?: string;
  readonly trunkGroup?: string;
  readonly direction?: Direction;
  /** First and last connect date. */
  readonly period?: { readonly from: string; readonly to: string };
  readonly outcome?: string;
  readonly reason?: string;
  readonly ratePeriod?: string;
  /** Id of the jurisdiction rule. */
  readonly rule?: string;
  /** Only calls whose originating carrier is not known. */
  readonly originator?: 'unknown';
  /** Ten digits. */
  readonly calling?: string;
  readonly called?: string;
  /** Only calls that one party pays the other for, if only at a rate of zero: those that a bill line sums. */
  readonly between?: 'parties';
  /** Default 100. */
  readonly limit?: number;
  readonly offset?: number;
}

export interface ListedCall {
  readonly id: string;
  readonly connectedAt: string | null;
  readonly trunkGroup: string | null;
  /** 10 digits. Proprietary network information: for the eyes of the parties' authorised users only. */
  readonly calling: string | null;
  readonly called: string | null;
  readonly conversationMs: number;
  readonly originator: string | null;
  readonly terminator: string | null;
  readonly outcome: string;
  readonly reason: string | null;
  readonly rule: string | null;
  readonly bucket: string | null;
  readonly direction: string | null;
  readonly payer: string | null;
}

/** What is listed: not the date as text, which would be made for every call before the first are taken. */
const LISTED = [
  'seq',
  'file',
  'line',
  'connect_ms',
  'trunk_group',
  'from_number',
  'to_number',
  'conversation_ms',
  'originator',
  'terminator',
  'outcome',
  'reason',
  'rule',
  'bucket',
  'direction',
  'payer',
];

/** Condition on the calls of a month, over what is stored of them: it reads few columns. */
export function conditionOf(callsDir: string, filter: CallFilter): string {
  const equal = (column: string, value: string | undefined): string[] =>
    value === undefined ? [] : [`${column} = ${quote(value)}`];
  const result = [
    ...equal('bucket', filter.bucket),
    ...equal('direction', filter.direction),
    ...equal('outcome', filter.outcome),
    ...equal('rate_period', filter.ratePeriod),
    ...equal('rule', filter.rule),
    ...(filter.between ? ['payer IS NOT NULL'] : []),
  ];
  const { from, to } = filter.period ?? {};
  return [
    'TRUE',
    ...equal('trunk_group', filter.trunkGroup),
    ...equal('reason', filter.reason),
    ...(filter.originator ? ['originator IS NULL'] : []),
    ...number('from_number', filter.calling),
    ...number('to_number', filter.called),
    ...(result.length === 0 ? [] : [`result_no IN ${resultsWhere(callsDir, result.join(' AND '))}`]),
    ...(from === undefined ? [] : [`connect_ms >= ${startOf(from)}`]),
    ...(to === undefined ? [] : [`connect_ms < ${startOf(to) + DAY_MS}`]),
  ].join(' AND ');
}

/** What is no number is nobody's. */
const number = (column: string, digits: string | undefined): string[] =>
  digits === undefined ? [] : [/^\d{10}$/.test(digits) ? `${column} = ${digits}` : 'FALSE'];

const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Threads that look calls up. */
const READERS = Math.min(4, availableParallelism());

/**
 * The calls behind a bill line or a count, in the order of files and lines, and how many there are in all. Few columns find them; the
 * others are read of those that are shown.
 */
export async function listCalls(
  callsParquet: string,
  filter: CallFilter,
): Promise<{ total: number; conversationMs: number; calls: ListedCall[] }> {
  const calls = callsRelation(callsParquet);
  const work = async (db: DuckDBConnection) => {
    await db.run(
      `CREATE TABLE hit AS SELECT seq, file_no, line, conversation_ms FROM ${calls} WHERE ${conditionOf(callsParquet, filter)}`,
    );
    const [totals] = await select(db, 'SELECT count(*) AS n, sum(conversation_ms)::BIGINT AS ms FROM hit');
    await db.run(
      `CREATE TABLE page AS SELECT * FROM hit ORDER BY seq LIMIT ${filter.limit ?? 100} OFFSET ${filter.offset ?? 0}`,
    );
    const [edges] = await select(
      db,
      'SELECT min(file_no) AS first, max(file_no) AS last, min(line) AS low, max(line) AS high FROM page',
    );
    const rows =
      typeof edges?.['first'] !== 'bigint'
        ? []
        : await select(
            db,
            `SELECT ${LISTED.join(', ')} FROM ${calls}
             WHERE file_no BETWEEN ${edges['first']} AND ${String(edges['last'])}
               AND line BETWEEN ${String(edges['low'])} AND ${String(edges['high'])}
               AND seq IN (SELECT seq FROM page) ORDER BY seq`,
          );
    const text = (value: unknown): string | null =>
      value === null || value === undefined ? null : String(value);
    return {
      total: Number(totals?.['n'] ?? 0),
      conversationMs: Number(totals?.['ms'] ?? 0),
      calls: rows.map((row) => ({
        id: `${row['file']}:${row['line']}`,
        connectedAt: connectedAt(row),
        trunkGroup: text(row['trunk_group']),
        calling: digitsOf(row['from_number']),
        called: digitsOf(row['to_number']),
        conversationMs: Number(row['conversation_ms']),
        originator: text(row['originator']),
        terminator: text(row['terminator']),
        outcome: String(row['outcome']),
        reason: text(row['reason']),
        rule: text(row['rule']),
        bucket: text(row['bucket']),
        direction: text(row['direction']),
        payer: text(row['payer']),
      })),
    };
  };
  return withDuckDb(undefined, work, READERS);
}
