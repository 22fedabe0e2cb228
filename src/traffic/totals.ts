import { ZERO, add, decimal, toText } from '../base/rational.ts';
import { parquetRelation, select, withDuckDb } from './duck.ts';
import type { Landed } from './landing/index.ts';
import type { CallGroup } from './rate.ts';
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
  landed: Landed,
  groups: readonly CallGroup[],
  summaries: readonly UsageSummary[],
): Promise<{ counts: OutcomeCounts; minutesByBucket: BucketTotal[]; reasons: ReasonCount[] }> {
  const of = (outcome: Outcome): number =>
    groups.filter((group) => group.outcome === outcome).reduce((sum, { calls }) => sum + calls, 0);
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
  await balance(landed, groups);
  const reasons = Map.groupBy(
    groups.filter(({ reason }) => reason !== null),
    ({ outcome, reason }) => `${outcome} ${reason}`,
  );
  return {
    counts,
    minutesByBucket: bucketTotals(summaries),
    reasons: [...reasons]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, own]) => ({
        outcome: own[0]?.outcome as Outcome,
        reason: String(own[0]?.reason),
        records: own.reduce((total, { calls }) => total + calls, 0),
      })),
  };
}

async function balance(landed: Landed, groups: readonly CallGroup[]): Promise<void> {
  const open = new Map<string, { n: number; ms: number }>();
  const add = (group: string | null, n: number, ms: number): void => {
    const before = open.get(group ?? '') ?? { n: 0, ms: 0 };
    open.set(group ?? '', { n: before.n + n, ms: before.ms + ms });
  };
  const parts = landed.parts.map((part) => part.path);
  const records =
    parts.length === 0
      ? []
      : await withDuckDb(undefined, (db) =>
          select(
            db,
            `SELECT trunk_group, count(*) AS n, sum(conversation_ms)::BIGINT AS ms FROM ${parquetRelation(parts)} GROUP BY 1`,
          ),
        );
  for (const row of records)
    add(row['trunk_group'] as string | null, Number(row['n']), Number(row['ms'] ?? 0));
  for (const group of groups)
    if (group.bucket !== null || group.reason !== null)
      add(group.trunk_group, -group.calls, -group.recorded_ms);
  const wrong = [...open].filter(([, { n, ms }]) => n !== 0 || ms !== 0).sort();
  if (wrong.length > 0)
    throw new Error(
      `Trunk groups do not balance: ${wrong.map(([group, { n, ms }]) => `${group} by ${n} records and ${ms} ms`).join('; ')}.`,
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
