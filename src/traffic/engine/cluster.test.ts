import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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

test('each run has a database of its own, which is dropped when rating fails', async () => {
  const statements: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (body !== '') statements.push(body);
      response.end('Ok.\n');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const _ of ['first', 'second'])
    await assert.rejects(async () => onClickHouse(url, 'meetpoint_x_2026_10')(month, 'calls'));
  server.close();
  const dropped = statements.map(
    (said) => /DROP DATABASE IF EXISTS "(meetpoint_x_2026_10_\w+)"/.exec(said)?.[1],
  );
  assert.equal(dropped.length, 2);
  assert.equal(new Set(dropped).size, 2);
  assert.ok(!dropped.includes(undefined), statements.join('; '));
});
