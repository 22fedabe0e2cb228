/**
 * One month on both engines, compared record by record: how many calls each bucket has, how many records differ in anything that is
 * stored of them, and the cents that the sums come to. Ends with 1 where anything differs or, but for `--smoke`,
 * a bucket of the rules is empty.
 *
 *   node bin/meetpoint.cjs node bench/equal.ts [--records 1000000] [--smoke]
 *
 * src/articles/interconnection/two-engines.test.ts holds the same month against the interpreter and the decision `call-jurisdiction`,
 * call by call (a million with CI=true). ClickHouse is the embedded one (tools/clickhouse).
 */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sumCents } from '../src/base/money.ts';
import { unwrap } from '../src/base/result.ts';
import { usageCharges } from '../src/articles/interconnection/charges.ts';
import { interconnectionAgreement } from '../src/articles/interconnection/test-agreement.ts';
import { callsRelation } from '../src/traffic/calls.ts';
import { select, withDuckDb } from '../src/traffic/duck.ts';
import type { Cluster } from '../src/traffic/engine/cluster.ts';
import { fetchCalls } from '../src/traffic/engine/fetch.ts';
import { rateOnClickHouse } from '../src/traffic/engine/rate.ts';
import { everySource, testMonth } from '../src/traffic/engine/test-month.ts';
import { rateCalls } from '../src/traffic/rate.ts';
import type { CallGroup } from '../src/traffic/rate.ts';
import { summarise } from '../src/traffic/summarise.ts';
import { openEmbeddedClickHouse, withoutClickHouse } from '../tools/clickhouse/embedded.ts';

const { values } = parseArgs({
  options: { records: { type: 'string', default: '1000000' }, smoke: { type: 'boolean', default: false } },
});
const count = values.smoke ? 20_000 : Number(values.records);

const missing = withoutClickHouse();
if (missing !== false) throw new Error(String(missing));
const agreement = interconnectionAgreement({ edit: everySource });
const month = await testMonth(agreement, count);
const client = openEmbeddedClickHouse();
const cluster: Cluster = {
  shards: [{ client, database: 'month' }],
  everywhere: (table) => `"month"."${table}"`,
};
const dirs = { duckDb: path.join(month.dir, 'duckdb'), clickHouse: path.join(month.dir, 'clickhouse') };

const groups = {
  duckDb: await rateCalls(month, dirs.duckDb, { engines: 1 }),
  clickHouse: unwrap(await rateOnClickHouse(month, cluster)),
};
await fetchCalls(month, cluster, dirs.clickHouse);
await client.close();

const centsOf = (found: readonly CallGroup[]): bigint =>
  sumCents(unwrap(usageCharges(agreement, summarise(agreement, found, month))).map(({ amount }) => amount));
const cents = { duckDb: centsOf(groups.duckDb), clickHouse: centsOf(groups.clickHouse) };

const what = "coalesce(bucket, outcome || ' ' || coalesce(reason, ''))";
const [compared, buckets] = await withDuckDb(month.dir, async (db) => {
  const [duckDb, clickHouse] = [callsRelation(dirs.duckDb), callsRelation(dirs.clickHouse)];
  const columns = (await select(db, `DESCRIBE SELECT * FROM ${duckDb}`)).map((row) =>
    String(row['column_name']),
  );
  const differ = columns.map((name) => `d."${name}" IS DISTINCT FROM c."${name}"`).join(' OR ');
  const both = `${duckDb} d FULL JOIN ${clickHouse} c USING (seq)`;
  const counted = (relation: string): string =>
    `SELECT ${what} AS what, count(*)::INTEGER AS n FROM ${relation} GROUP BY 1`;
  return [
    await select(
      db,
      `SELECT count(*)::INTEGER AS records, count(*) FILTER (${differ})::INTEGER AS differ FROM ${both}`,
    ),
    await select(
      db,
      `SELECT what, d.n AS duckdb, c.n AS clickhouse FROM (${counted(duckDb)}) d FULL JOIN (${counted(clickHouse)}) c USING (what) ORDER BY 1`,
    ),
  ];
});
rmSync(month.dir, { recursive: true, force: true });

const cell = (value: unknown): string =>
  Number(value ?? 0)
    .toLocaleString('en-US')
    .padStart(12);
console.log(`${''.padEnd(44)}      DuckDB  ClickHouse`);
for (const row of buckets)
  console.log(`${String(row['what']).padEnd(44)}${cell(row['duckdb'])}${cell(row['clickhouse'])}`);
const [{ records, differ } = {}] = compared;
const empty = [...new Set(month.terms.rules.flat().map((rule) => rule.then))].filter(
  (bucket) => bucket !== 'held' && !buckets.some((row) => row['what'] === bucket),
);
console.log(`\n${cell(records).trim()} records, ${cell(differ).trim()} of them differ`);
console.log(`cents: ${cents.duckDb} on DuckDB, ${cents.clickHouse} on ClickHouse`);
if (empty.length > 0) console.log(`buckets without calls: ${empty.join(', ')}`);
process.exitCode =
  records === count &&
  differ === 0 &&
  cents.duckDb === cents.clickHouse &&
  (values.smoke || empty.length === 0)
    ? 0
    : 1;
