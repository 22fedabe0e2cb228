import { callsRelation } from './calls.ts';
import { select, withDuckDb } from './duck.ts';
import { DAY_MS } from './plan/clock-stages.ts';
import type { Direction } from './tables.ts';

/** Calls of one connect date that have a bucket, alike in bucket and direction. */
export interface TrafficDay {
  /** On the clock of the trunk group. */
  readonly day: string;
  readonly bucket: string;
  readonly direction: Direction | null;
  readonly calls: number;
  /** As recorded, in milliseconds: bills round it as the agreement says. */
  readonly conversationMs: number;
}

/** The calls of a month that have a bucket, by day, in the order of days, buckets and directions. */
export async function trafficDays(callsParquet: string): Promise<TrafficDay[]> {
  const rows = await withDuckDb(undefined, (db) =>
    select(
      db,
      `SELECT connect_ms // ${DAY_MS} AS day, bucket, direction, count(*) AS n, sum(conversation_ms)::BIGINT AS ms
       FROM ${callsRelation(callsParquet)} WHERE bucket IS NOT NULL GROUP BY ALL ORDER BY 1, 2, 3`,
    ),
  );
  return rows.map((row) => ({
    day: new Date(Number(row['day']) * DAY_MS).toISOString().slice(0, 10),
    bucket: String(row['bucket']),
    direction: row['direction'] as Direction | null,
    calls: Number(row['n']),
    conversationMs: Number(row['ms']),
  }));
}
