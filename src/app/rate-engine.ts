import type { Agreement } from '../agreement/agreement.ts';
import { onClickHouse } from '../traffic/engine/index.ts';
import type { RateEngine } from '../traffic/engine/index.ts';

/**
 * The servers that CLICKHOUSE_URL names, separated by commas, with a database of its own for each run; undefined without it: calls are then
 * rated on DuckDB, here. Several servers need CLICKHOUSE_CLUSTER, the name under which they read each other.
 */
export function rateEngine(agreement: Agreement, month: string): RateEngine | undefined {
  const urls = process.env['CLICKHOUSE_URL'];
  if (!urls) return undefined;
  const { id, variant } = agreement.ref;
  const name = ['meetpoint', id, variant ?? '', month].join('_').replaceAll(/[^A-Za-z0-9_]+/g, '_');
  return onClickHouse(urls, name, process.env['CLICKHOUSE_CLUSTER'] || undefined);
}
