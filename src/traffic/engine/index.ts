import { randomBytes } from 'node:crypto';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { rateCalls } from '../rate.ts';
import type { CallGroup, RateInput } from '../rate.ts';
import { closeCluster, dropDatabase, openCluster } from './cluster.ts';
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

/**
 * On servers that are open. Their database is dropped when the calls were fetched, and when rating fails: no telephone numbers stay
 * there. No other run may use it.
 */
export const onCluster =
  (cluster: Cluster): RateEngine =>
  async (input, callsDir, done) => {
    let rated;
    try {
      rated = await rateOnClickHouse(input, cluster, done ? { done } : {});
      if (rated.ok) await fetchCalls(input, cluster, callsDir);
    } catch (error) {
      // Why it failed is said first; a server that is gone cannot drop either.
      await dropDatabase(cluster).catch(() => undefined);
      throw error;
    }
    await dropDatabase(cluster);
    return rated;
  };

/**
 * On the servers at `urls` (see `openCluster`), in a database whose name begins so and that each run has for itself. Problems `traffic/cluster` for servers that do not answer, and
 * for several without the name of their cluster.
 */
export const onClickHouse =
  (urls: string, name: string, cluster?: string): RateEngine =>
  async (input, callsDir, done) => {
    if (urls.includes(',') && cluster === undefined)
      return fail({
        id: 'traffic/cluster',
        field: 'CLICKHOUSE_CLUSTER',
        sentence: 'Several ClickHouse servers are named, and not the cluster in which they read each other.',
        cure: 'Give the name that they have in remote_servers.',
      });
    const servers = openCluster(urls, `${name}_${randomBytes(RUN_BYTES).toString('hex')}`, cluster);
    try {
      const pings = await Promise.all(servers.shards.map(({ client }) => client.ping()));
      const silent = pings.flatMap((ping, at) => (ping.success ? [] : [unreachable(at, ping.error)]));
      return silent.length > 0 ? fail(...silent) : await onCluster(servers)(input, callsDir, done);
    } finally {
      await closeCluster(servers);
    }
  };

const RUN_BYTES = 8;

const unreachable = (at: number, error: Error) => ({
  id: 'traffic/cluster',
  field: 'CLICKHOUSE_URL',
  sentence: `ClickHouse server ${at + 1} does not answer: ${error.message || error.name}.`,
  cure: 'Start it, correct the address, or take it away to rate on DuckDB here.',
});
