import type { DuckDBConnection } from '@duckdb/node-api';
import { ZERO, add, decimal, toText } from '../base/rational.ts';
import { callsRelation, parquetRelation, select } from './duck.ts';
import type { Landed } from './land.ts';
import type { UsageSummary } from './summarise.ts';

export const OUTCOMES = ['rated', 'zero-rated', 'non-billable', 'duplicate', 'held', 'rejected'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface OutcomeCounts {
  readonly read: number;
  readonly rated: number;
  readonly zeroRated: number;
  readonly nonBillable: number;
  readonly duplicate: number;
  readonly held: number;
  readonly rejected: number;
}

export interface BucketTotal {
  readonly bucket: string;
  readonly calls: number;
  /** Conversation time in milliseconds, as recorded. */
  readonly recordedMs: number;
  /** Sum of the billed minutes of its summaries, each call once, decimal text. */
  readonly minutes: string;
}

export interface ReasonCount {
  readonly outcome: Outcome;
  /** Code of a reader or of identification, or the id of the rule that holds. */
  readonly reason: string;
  readonly records: number;
}

/**
 * Counts a month and balances it against what was landed: every record has one outcome, and every millisecond of every
 * trunk group is in one bucket or has a reason why not.
 * @throws Error when it does not balance, which is a bug: nothing may be billed from it.
 */
export async function readTotals(
  db: DuckDBConnection,
  callsParquet: string,
  landed: Landed,
  summaries: readonly UsageSummary[],
): Promise<{ counts: OutcomeCounts; minutesByBucket: BucketTotal[]; reasons: ReasonCount[] }> {
  const calls = callsRelation(callsParquet);
  const rows = await select(
    db,
    `SELECT outcome, reason, count(*) AS n FROM ${calls} GROUP BY ALL ORDER BY 1, 2`,
  );
  const of = (outcome: Outcome): number =>
    rows.filter((row) => row['outcome'] === outcome).reduce((sum, row) => sum + Number(row['n']), 0);
  const counts: OutcomeCounts = {
    read: landed.files.reduce((sum, file) => sum + file.read, 0),
    rated: of('rated'),
    zeroRated: of('zero-rated'),
    nonBillable: of('non-billable'),
    duplicate: of('duplicate'),
    held: of('held'),
    rejected: of('rejected'),
  };
  const sum = OUTCOMES.reduce((total, outcome) => total + of(outcome), 0);
  if (counts.read !== sum) throw new Error(`${counts.read} records were read and ${sum} have an outcome.`);
  await balance(db, calls, landed.parts);
  return {
    counts,
    minutesByBucket: bucketTotals(summaries),
    reasons: rows
      .filter((row) => row['reason'] !== null)
      .map((row) => ({
        outcome: row['outcome'] as Outcome,
        reason: String(row['reason']),
        records: Number(row['n']),
      })),
  };
}

async function balance(db: DuckDBConnection, calls: string, parts: readonly string[]): Promise<void> {
  const landed = parquetRelation(parts);
  const wrong = await select(
    db,
    `SELECT * FROM (
       SELECT trunk_group, sum(n) AS n, sum(ms) AS ms FROM (
         SELECT trunk_group, count(*) AS n, sum(conversation_ms) AS ms FROM ${landed} GROUP BY 1
         UNION ALL
         SELECT trunk_group, -count(*), -sum(conversation_ms) FROM ${calls}
         WHERE bucket IS NOT NULL OR reason IS NOT NULL GROUP BY 1
       ) GROUP BY 1
     ) WHERE n <> 0 OR ms <> 0 ORDER BY 1`,
  );
  if (wrong.length > 0)
    throw new Error(
      `Trunk groups do not balance: ${wrong.map((row) => `${row['trunk_group']} by ${row['n']} records and ${row['ms']} ms`).join('; ')}.`,
    );
}

function bucketTotals(summaries: readonly UsageSummary[]): BucketTotal[] {
  const buckets = [...new Set(summaries.map(({ bucket }) => bucket))].sort();
  return buckets.map((bucket) => {
    const own = summaries.filter((summary) => summary.bucket === bucket && !summary.callsAgain);
    return {
      bucket,
      calls: own.reduce((sum, { calls }) => sum + calls, 0),
      recordedMs: own.reduce((sum, { conversationMs }) => sum + conversationMs, 0),
      minutes: toText(own.reduce((sum, { minutes }) => add(sum, decimal(minutes)), ZERO)),
    };
  });
}
