import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { writeResults } from '../calls.ts';
import { STORED_COLUMNS } from '../plan/build.ts';
import { DAY_MS } from '../plan/clock-stages.ts';
import { quoteName } from '../plan/select.ts';
import { plansOf, resultsOf } from '../rate.ts';
import type { RateInput } from '../rate.ts';
import { CALLS } from './rate.ts';
import { CLICKHOUSE_SETTINGS } from '../plan/clickhouse.ts';
import { rows } from './cluster.ts';
import type { Cluster } from './cluster.ts';

/**
 * Copies the rated calls of a cluster into `callsDir`, one Parquet part a day in the order of files and lines, as `rateCalls` leaves
 * them: what lists, explains and exports calls reads them there.
 */
export async function fetchCalls(input: RateInput, cluster: Cluster, callsDir: string): Promise<void> {
  rmSync(callsDir, { recursive: true, force: true });
  mkdirSync(callsDir, { recursive: true });
  const [shard] = cluster.shards;
  const calls = cluster.everywhere(CALLS);
  const day = `intDiv(connect_ms, ${DAY_MS})`;
  const days = await rows(shard, `SELECT DISTINCT toString(${day}) AS day FROM ${calls} ORDER BY day`);
  const columns = STORED_COLUMNS.map(quoteName).join(', ');
  for (const { day: found } of days) {
    const where = found === null ? `connect_ms IS NULL` : `${day} = ${String(found)}`;
    const { stream } = await shard.client.exec({
      query: `SELECT ${columns} FROM ${calls} WHERE ${where} ORDER BY file_no, line FORMAT Parquet`,
      clickhouse_settings: CLICKHOUSE_SETTINGS,
    });
    await pipeline(stream, createWriteStream(path.join(callsDir, `${nameOf(found)}.parquet`)));
  }
  await writeResults(callsDir, input.files, [...plansOf(input).values()].map(resultsOf));
}

const nameOf = (day: unknown): string =>
  day === null ? 'other-days' : new Date(Number(day) * DAY_MS).toISOString().slice(0, 10);
