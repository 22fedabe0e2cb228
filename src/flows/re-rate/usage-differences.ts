import { callsRelation } from '../../traffic/index.ts';
import { select, withDuckDb } from '../../traffic/duck.ts';

/** Calls that have the same place before, and the same place after. A place is a bucket, or the outcome of a call without one. */
export interface MovedCalls {
  readonly trunkGroup: string | null;
  readonly from: string;
  readonly to: string;
  readonly directionBefore: string | null;
  readonly directionAfter: string | null;
  readonly calls: number;
  readonly conversationMs: number;
}

/** Calls and recorded conversation time of a place, a direction or a trunk group, before and after. */
export interface UsageDifference {
  readonly key: string;
  readonly callsBefore: number;
  readonly callsAfter: number;
  readonly conversationMsBefore: number;
  readonly conversationMsAfter: number;
}

/**
 * All records of a month by where they were and where they are, record by record.
 * @throws Error when the two do not hold the same records: a bug.
 */
export async function compareCalls(before: string, after: string): Promise<MovedCalls[]> {
  const place = (side: string): string => `coalesce(${side}.bucket, ${side}.outcome)`;
  const rows = await withDuckDb(undefined, (db) =>
    select(
      db,
      `SELECT coalesce(a.trunk_group, b.trunk_group) AS trunk_group,
         CASE WHEN b.seq IS NULL THEN '' ELSE ${place('b')} END AS place_before,
         CASE WHEN a.seq IS NULL THEN '' ELSE ${place('a')} END AS place_after,
         b.direction AS direction_before, a.direction AS direction_after,
         count(*) AS calls, coalesce(sum(a.conversation_ms), 0)::BIGINT AS ms
       FROM ${callsRelation(before)} b FULL JOIN ${callsRelation(after)} a ON a.seq = b.seq
       GROUP BY ALL ORDER BY ALL`,
    ),
  );
  const moved = rows.map((row) => ({
    trunkGroup: textOf(row['trunk_group']),
    from: String(row['place_before']),
    to: String(row['place_after']),
    directionBefore: textOf(row['direction_before']),
    directionAfter: textOf(row['direction_after']),
    calls: Number(row['calls']),
    conversationMs: Number(row['ms']),
  }));
  const strangers = moved.filter(({ from, to }) => from === '' || to === '');
  if (strangers.length > 0)
    throw new Error(
      `${strangers.reduce((sum, { calls }) => sum + calls, 0)} records are in one version alone.`,
    );
  return moved;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Sums of both sides, of what `keys` names before and after. */
export function usageBy(
  moved: readonly MovedCalls[],
  keys: (calls: MovedCalls) => readonly [before: string | null, after: string | null],
): UsageDifference[] {
  const sums = new Map<string, { -readonly [Name in keyof UsageDifference]: UsageDifference[Name] }>();
  const at = (key: string | null) => {
    const name = key ?? '';
    const none = {
      key: name,
      callsBefore: 0,
      callsAfter: 0,
      conversationMsBefore: 0,
      conversationMsAfter: 0,
    };
    const sum = sums.get(name) ?? none;
    sums.set(name, sum);
    return sum;
  };
  for (const calls of moved) {
    const [before, after] = keys(calls);
    const [was, is] = [at(before), at(after)];
    was.callsBefore += calls.calls;
    was.conversationMsBefore += calls.conversationMs;
    is.callsAfter += calls.calls;
    is.conversationMsAfter += calls.conversationMs;
  }
  return [...sums.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}
