import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type { ClickHouseClient } from '@clickhouse/client';
import { CLICKHOUSE_SETTINGS } from '../plan/clickhouse.ts';

/** One server, and the database on it that a run has for itself. */
export interface Shard {
  readonly client: ClickHouseClient;
  readonly database: string;
}

/** The servers that share a month. Each record is on one of them; look-up tables are on all. */
export interface Cluster {
  readonly shards: readonly [Shard, ...Shard[]];
  /** A table's rows on all shards, as a relation that each of them can read. */
  readonly everywhere: (table: string) => string;
}

/** A statement may run for hours: progress headers keep the connection. Milliseconds. */
const LONGEST_STATEMENT_MS = 24 * 3_600_000;
const PROGRESS_MS = '10000';

/**
 * The servers at `urls`, separated by commas, one a shard (`http://user:password@host:8123`). More than one need the `name` that
 * they have for their cluster in `remote_servers`, by which they read each other.
 */
export function openCluster(urls: string, database: string, name?: string): Cluster {
  const [first, ...others] = urls.split(',').map((url): Shard => ({
    database,
    client: createClient({
      url: url.trim(),
      log: { level: ClickHouseLogLevel.OFF },
      request_timeout: LONGEST_STATEMENT_MS,
      clickhouse_settings: {
        send_progress_in_http_headers: 1,
        http_headers_progress_interval_ms: PROGRESS_MS,
      },
    }),
  }));
  if (!first) throw new Error('A cluster has at least one server.');
  if (others.length > 0 && name === undefined)
    throw new Error('Several servers need the name of their cluster (CLICKHOUSE_CLUSTER).');
  return {
    shards: [first, ...others],
    everywhere: (table) =>
      others.length === 0 ? tableOf(first, table) : `cluster('${name}', '${database}', '${table}')`,
  };
}

export const closeCluster = async ({ shards }: Cluster): Promise<void> => {
  await Promise.all(shards.map(({ client }) => client.close()));
};

/** Drops what a run made, on every server even where one of them fails. @throws Error of the first that fails. */
export async function dropDatabase({ shards }: Cluster): Promise<void> {
  const dropped = await Promise.allSettled(
    shards.map((shard) => run(shard, `DROP DATABASE IF EXISTS "${shard.database}" SYNC`)),
  );
  for (const drop of dropped) if (drop.status === 'rejected') throw drop.reason;
}

export const tableOf = ({ database }: Pick<Shard, 'database'>, table: string): string =>
  `"${database}"."${table}"`;

export async function run({ client }: Shard, query: string): Promise<void> {
  await client.command({ query, clickhouse_settings: CLICKHOUSE_SETTINGS });
}

export type ShardRow = Readonly<Record<string, string | number | boolean | null>>;

/** All rows of a query; whole numbers of 64 bits and more come as text. */
export async function rows({ client }: Shard, query: string): Promise<ShardRow[]> {
  const result = await client.query({
    query,
    format: 'JSONEachRow',
    clickhouse_settings: { ...CLICKHOUSE_SETTINGS, output_format_json_quote_64bit_integers: 1 },
  });
  return result.json<ShardRow>();
}

/** Makes a table anew: a step that is run again leaves what it left the first time. */
export async function replaceTable(
  shard: Shard,
  table: string,
  columns: string,
  order: string,
): Promise<void> {
  const name = tableOf(shard, table);
  await run(shard, `DROP TABLE IF EXISTS ${name} SYNC`);
  await run(shard, `CREATE TABLE ${name} (${columns}) ENGINE = MergeTree ORDER BY ${order}`);
}
