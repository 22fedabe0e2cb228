import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { ClickHouseClient } from '@clickhouse/client';
import { openEmbeddedClickHouse, withoutClickHouse } from '../../../tools/clickhouse/embedded.ts';
import { unwrap } from '../../base/result.ts';
import { parquetRelation, quote, select, withDuckDb } from '../duck.ts';
import { callsRelation } from '../calls.ts';
import { rateCalls } from '../rate.ts';
import { trafficAgreement } from '../test-agreement.ts';
import type { Cluster } from './cluster.ts';
import { fetchCalls } from './fetch.ts';
import { onCluster } from './index.ts';
import { rateOnClickHouse } from './rate.ts';
import { everySource, testMonth } from './test-month.ts';

const skip = withoutClickHouse();
const RECORDS = 10_000;

let client: ClickHouseClient;
before(() => {
  if (skip === false) client = openEmbeddedClickHouse();
});
after(async () => {
  if (skip === false) await client.close();
});

const alone = (database: string): Cluster => ({
  shards: [{ client, database }],
  everywhere: (table) => `"${database}"."${table}"`,
});

/** Two databases of the one engine stand for two servers. */
const PAIR = ['left', 'right'] as const;
const pair = (): Cluster => ({
  shards: [
    { client, database: PAIR[0] },
    { client, database: PAIR[1] },
  ],
  everywhere: (table) => `merge(REGEXP('^(${PAIR.join('|')})$'), '^${table}$')`,
});

const agreement = trafficAgreement({ edit: everySource });
const month = skip === false ? await testMonth(agreement, RECORDS) : undefined;
const given = () => month ?? assert.fail('There is no engine.');
const onDuckDb = month && (await rateCalls(month, path.join(month.dir, 'calls'), { engines: 1 }));

test('the month has everything that may happen to a record', { skip }, () => {
  const found = new Set(onDuckDb?.flatMap(({ outcome, reason }) => [outcome, reason]));
  for (const one of [
    'rated',
    'zero-rated',
    'non-billable',
    'duplicate',
    'recorded-elsewhere',
    'record-not-for-billing',
    'unknown-trunk-group',
    'other-month',
    'unanswered',
    'rejected',
  ])
    assert.ok(found.has(one), one);
});

test('both engines give each record the same result, and the same sums', { skip }, async () => {
  const cluster = alone('alone');
  const found = unwrap(await rateOnClickHouse(given(), cluster));
  assert.deepEqual(found, onDuckDb);
  const fetched = path.join(given().dir, 'fetched');
  await fetchCalls(given(), cluster, fetched);
  await withDuckDb(undefined, async (db) => {
    const [duck, clickHouse] = [path.join(given().dir, 'calls'), fetched].map(callsRelation);
    const names = (await select(db, `DESCRIBE SELECT * FROM ${duck}`)).map((row) =>
      String(row['column_name']),
    );
    assert.ok(names.includes('bucket') && names.includes('reason') && names.includes('result_no'));
    const differing = names.map((name) => `d."${name}" IS DISTINCT FROM c."${name}"`).join(' OR ');
    const [compared] = await select(
      db,
      `SELECT count(*)::INTEGER AS rows, count(*) FILTER (${differing})::INTEGER AS differing
       FROM ${duck} d FULL JOIN ${clickHouse} c USING (seq)`,
    );
    assert.deepEqual(compared, { rows: RECORDS, differing: 0 });
  });
});

test('on two shards the sums are the same, and a second run leaves them so', { skip }, async () => {
  assert.deepEqual(unwrap(await rateOnClickHouse(given(), pair())), onDuckDb);
  assert.deepEqual(unwrap(await rateOnClickHouse(given(), pair())), onDuckDb);
});

test(
  'a number that arithmetic would carry beyond 64 bits is refused before anything is rated',
  { skip },
  async () => {
    const wide = path.join(given().dir, 'wide.parquet');
    const [part] = given().parts;
    await withDuckDb(undefined, (db) =>
      db.run(
        `COPY (SELECT * REPLACE (-9223372036854775807 AS utc_ms) FROM ${parquetRelation([part?.path ?? ''])})
       TO ${quote(wide)} (FORMAT parquet)`,
      ),
    );
    const parts = [{ ...(part ?? assert.fail()), path: wide }];
    const found = await rateOnClickHouse({ ...given(), parts }, alone('wide'));
    assert.ok(!found.ok);
    assert.ok(found.problems.every(({ id }) => id === 'expr/range'));
    assert.ok(found.problems.some(({ field }) => field === 'connect_ms'));
  },
);

test('a part that is not whole stops the run', { skip }, async () => {
  const [part, ...others] = given().parts;
  const parts = [{ ...(part ?? assert.fail()), rows: (part?.rows ?? 0) + 1 }, ...others];
  await assert.rejects(rateOnClickHouse({ ...given(), parts }, alone('less')), /landed records instead of/);
});

test('no telephone number stays on the servers, whether rating succeeds or not', { skip }, async () => {
  const databases = async (): Promise<string[]> => {
    const said = await client.query({ query: 'SHOW DATABASES', format: 'JSONEachRow' });
    return (await said.json<{ name: string }>()).map(({ name }) => name);
  };
  const callsDir = path.join(given().dir, 'kept');
  assert.deepEqual(unwrap(await onCluster(alone('good'))(given(), callsDir)), onDuckDb);
  await withDuckDb(undefined, async (db) => {
    const [kept] = await select(db, `SELECT count(*)::INTEGER AS n FROM ${callsRelation(callsDir)}`);
    assert.equal(kept?.['n'], RECORDS);
  });
  const [part, ...others] = given().parts;
  const parts = [{ ...(part ?? assert.fail()), rows: (part?.rows ?? 0) + 1 }, ...others];
  const torn = path.join(given().dir, 'torn');
  await assert.rejects(onCluster(alone('bad'))({ ...given(), parts }, torn), /landed records instead of/);
  const left = await databases();
  assert.deepEqual([left.includes('good'), left.includes('bad')], [false, false]);
});
