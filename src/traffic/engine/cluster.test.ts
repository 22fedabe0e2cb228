import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RateInput } from '../rate.ts';
import { closeCluster, openCluster } from './cluster.ts';
import { onClickHouse } from './index.ts';

/** Nothing of it is read before the servers have answered. */
const month = {} as RateInput;

test('one server reads its own tables, several read the tables of their cluster', async () => {
  const one = openCluster('http://127.0.0.1:1', 'month');
  const two = openCluster('http://127.0.0.1:1, http://127.0.0.1:2', 'month', 'pair');
  assert.deepEqual([one.shards.length, one.everywhere('calls')], [1, '"month"."calls"']);
  assert.deepEqual([two.shards.length, two.everywhere('calls')], [2, "cluster('pair', 'month', 'calls')"]);
  await Promise.all([closeCluster(one), closeCluster(two)]);
});

test('servers that do not answer are named, each of them', async () => {
  const rated = await onClickHouse('http://127.0.0.1:1,http://127.0.0.1:2', 'month', 'pair')(month, 'calls');
  assert.ok(!rated.ok);
  assert.deepEqual(
    rated.problems.map(({ id, field }) => [id, field]),
    [
      ['traffic/cluster', 'CLICKHOUSE_URL'],
      ['traffic/cluster', 'CLICKHOUSE_URL'],
    ],
  );
});

test('several servers without the name of their cluster are refused', async () => {
  const rated = await onClickHouse('http://127.0.0.1:1,http://127.0.0.1:2', 'month')(month, 'calls');
  assert.deepEqual(!rated.ok && rated.problems.map(({ field }) => field), ['CLICKHOUSE_CLUSTER']);
});
