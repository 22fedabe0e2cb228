import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { rateCalls } from '../rate.ts';
import type { CallGroup, RateInput } from '../rate.ts';
import { closeCluster, openCluster } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { fetchCalls } from './fetch.ts';
import { rateOnClickHouse } from './rate.ts';

/** Rates a month into `callsDir` and sums its calls. */
export type RateEngine = (
  input: RateInput,
  callsDir: string,
  done?: (share: number) => void,
) => Promise<Result<CallGroup[]>>;

/** On this machine, on as many engines of one thread. */
export const onDuckDb =
  (engines: number): RateEngine =>
  async (input, callsDir, done) =>
    ok(await rateCalls(input, callsDir, { engines, ...(done ? { done } : {}) }));

/** On servers that are open; what their database held of a month is replaced. */
export const onCluster =
  (cluster: Cluster): RateEngine =>
  async (input, callsDir, done) => {
    const rated = await rateOnClickHouse(input, cluster, done ? { done } : {});
    if (rated.ok) await fetchCalls(input, cluster, callsDir);
    return rated;
  };

/**
 * On the servers at `urls` (see `openCluster`), in a database of that name. Problems `traffic/cluster` for servers that do not answer, and
 * for several without the name of their cluster.
 */
export const onClickHouse =
  (urls: string, database: string, cluster?: string): RateEngine =>
  async (input, callsDir, done) => {
    if (urls.includes(',') && cluster === undefined)
      return fail({
        id: 'traffic/cluster',
        field: 'CLICKHOUSE_CLUSTER',
        sentence: 'Several ClickHouse servers are named, and not the cluster in which they read each other.',
        cure: 'Give the name that they have in remote_servers.',
      });
    const servers = openCluster(urls, database, cluster);
    try {
      const pings = await Promise.all(servers.shards.map(({ client }) => client.ping()));
      const silent = pings.flatMap((ping, at) => (ping.success ? [] : [unreachable(at, ping.error)]));
      return silent.length > 0 ? fail(...silent) : await onCluster(servers)(input, callsDir, done);
    } finally {
      await closeCluster(servers);
    }
  };

const unreachable = (at: number, error: Error) => ({
  id: 'traffic/cluster',
  field: 'CLICKHOUSE_URL',
  sentence: `ClickHouse server ${at + 1} does not answer: ${error.message || error.name}.`,
  cure: 'Start it, correct the address, or take it away to rate on DuckDB here.',
});
