import { callsRelation, quote, select, withDuckDb } from './duck.ts';
import { connectedAt, rawOf } from './call-row.ts';
import type { Direction } from './tables.ts';

export interface CallFilter {
  readonly bucket?: string;
  readonly trunkGroup?: string;
  readonly direction?: Direction;
  /** First and last connect date. */
  readonly period?: { readonly from: string; readonly to: string };
  readonly outcome?: string;
  readonly reason?: string;
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

/** The calls behind a bill line or a count, in the order of files and lines, and how many there are in all. */
export async function listCalls(
  callsParquet: string,
  filter: CallFilter,
): Promise<{ total: number; conversationMs: number; calls: ListedCall[] }> {
  const equal = (column: string, value: string | undefined): string[] =>
    value === undefined ? [] : [`${column} = ${quote(value)}`];
  const where = [
    'TRUE',
    ...equal('bucket', filter.bucket),
    ...equal('trunk_group', filter.trunkGroup),
    ...equal('direction', filter.direction),
    ...equal('outcome', filter.outcome),
    ...equal('reason', filter.reason),
    ...(filter.between ? ['payer IS NOT NULL'] : []),
    ...(filter.period
      ? [`connect_date BETWEEN ${quote(filter.period.from)} AND ${quote(filter.period.to)}`]
      : []),
  ].join(' AND ');
  const from = `FROM ${callsRelation(callsParquet)} WHERE ${where}`;
  return withDuckDb(undefined, async (db) => {
    const [totals] = await select(db, `SELECT count(*) AS n, sum(conversation_ms)::BIGINT AS ms ${from}`);
    const rows = await select(
      db,
      `SELECT * ${from} ORDER BY seq LIMIT ${filter.limit ?? 100} OFFSET ${filter.offset ?? 0}`,
    );
    const text = (value: unknown): string | null =>
      value === null || value === undefined ? null : String(value);
    return {
      total: Number(totals?.['n'] ?? 0),
      conversationMs: Number(totals?.['ms'] ?? 0),
      calls: rows.map((row) => {
        const { fields } = rawOf(row);
        return {
          id: `${row['file']}:${row['line']}`,
          connectedAt: connectedAt(row),
          trunkGroup: text(row['trunk_group']),
          calling: text(fields['calling']),
          called: text(fields['called']),
          conversationMs: Number(row['conversation_ms']),
          originator: text(row['originator']),
          terminator: text(row['terminator']),
          outcome: String(row['outcome']),
          reason: text(row['reason']),
          rule: text(row['rule']),
          bucket: text(row['bucket']),
          direction: text(row['direction']),
          payer: text(row['payer']),
        };
      }),
    };
  });
}
