import { callsRelation } from './calls.ts';
import { select, withDuckDb } from './duck.ts';
import { DAY_MS } from './plan/clock-stages.ts';
import type { Outcome } from './totals.ts';

/** Records of a month that have a reason why they are not billed, alike in outcome, reason and trunk group. */
export interface Unbilled {
  readonly outcome: Outcome;
  /** Code of a reader or of identification, or the id of the rule that holds. */
  readonly reason: string;
  readonly trunkGroup: string | null;
  readonly records: number;
  readonly conversationMs: number;
  /** First and last connect date; null where the records have none. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}

/** Calls of a month whose originating carrier nobody knows and which have a bucket all the same. */
export interface Unidentified {
  readonly bucket: string;
  readonly rule: string;
  readonly trunkGroup: string | null;
  readonly calls: number;
  readonly conversationMs: number;
}

/** Why records are not billed, and what is billed without a known originator. */
export async function unbilled(
  callsParquet: string,
): Promise<{ reasons: Unbilled[]; unidentified: Unidentified[] }> {
  const sums = 'count(*) AS n, coalesce(sum(conversation_ms), 0)::BIGINT AS ms';
  const calls = callsRelation(callsParquet);
  return withDuckDb(undefined, async (db) => {
    const reasons = await select(
      db,
      `SELECT outcome, reason, trunk_group, ${sums}, min(connect_ms) // ${DAY_MS} AS first, max(connect_ms) // ${DAY_MS} AS last
       FROM ${calls} WHERE reason IS NOT NULL GROUP BY ALL ORDER BY outcome, reason, trunk_group`,
    );
    const unidentified = await select(
      db,
      `SELECT bucket, rule, trunk_group, ${sums} FROM ${calls}
       WHERE originator IS NULL AND bucket IS NOT NULL GROUP BY ALL ORDER BY bucket, rule, trunk_group`,
    );
    return {
      reasons: reasons.map((row) => ({
        outcome: row['outcome'] as Outcome,
        reason: String(row['reason']),
        trunkGroup: row['trunk_group'] as string | null,
        records: Number(row['n']),
        conversationMs: Number(row['ms']),
        firstDay: dayOf(row['first']),
        lastDay: dayOf(row['last']),
      })),
      unidentified: unidentified.map((row) => ({
        bucket: String(row['bucket']),
        rule: String(row['rule']),
        trunkGroup: row['trunk_group'] as string | null,
        calls: Number(row['n']),
        conversationMs: Number(row['ms']),
      })),
    };
  });
}

const dayOf = (day: unknown): string | null =>
  day === null || day === undefined ? null : new Date(Number(day) * DAY_MS).toISOString().slice(0, 10);
