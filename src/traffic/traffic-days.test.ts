import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { listCalls } from './list-calls.ts';
import { SOME_CALLS, writeStoredCalls } from './test-stored-calls.ts';
import { trafficDays } from './traffic-days.ts';
import { unbilled } from './unbilled.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'traffic-days-'));
const calls = path.join(folder, 'calls.parquet');
before(() => writeStoredCalls(calls, SOME_CALLS));
after(() => rmSync(folder, { recursive: true }));

test('calls with a bucket by day, bucket and direction, the last second of a day with its day', async () => {
  assert.deepEqual(await trafficDays(calls), [
    // 60,000 + 30,500
    { day: '2026-10-01', bucket: 'local', direction: 'clec-to-ilec', calls: 2, conversationMs: 90_500 },
    { day: '2026-10-03', bucket: 'local', direction: 'ilec-to-clec', calls: 1, conversationMs: 1_000 },
    { day: '2026-10-03', bucket: 'unidentified', direction: 'ilec-to-clec', calls: 1, conversationMs: 4_000 },
  ]);
});

test('what is not billed by reason and trunk group, and what is billed of unknown carriers', async () => {
  const found = await unbilled(calls);
  assert.deepEqual(found.reasons, [
    {
      outcome: 'held',
      reason: 'unknown-trunk-group',
      trunkGroup: 'ZZ',
      records: 1,
      conversationMs: 7_000,
      firstDay: '2026-10-02',
      lastDay: '2026-10-02',
    },
    {
      outcome: 'rejected',
      reason: 'connect-date',
      trunkGroup: null,
      records: 1,
      conversationMs: 0,
      firstDay: null,
      lastDay: null,
    },
  ]);
  assert.deepEqual(found.unidentified, [
    { bucket: 'unidentified', rule: 'J10', trunkGroup: 'A', calls: 1, conversationMs: 4_000 },
  ]);
});

test('a list is cut by numbers, rule and unknown originator', async () => {
  const lines = async (filter: Parameters<typeof listCalls>[1]) =>
    (await listCalls(calls, filter)).calls.map(({ id }) => id);
  assert.deepEqual(await lines({ called: '5735550002' }), ['a.emi:1', 'a.emi:4']);
  assert.deepEqual(await lines({ calling: '5735550001' }), ['a.emi:1']);
  assert.deepEqual(await lines({ rule: 'J80', direction: 'ilec-to-clec' }), ['a.emi:3']);
  assert.deepEqual(await lines({ originator: 'unknown', outcome: 'rated' }), ['a.emi:4']);
  assert.deepEqual(await lines({ calling: '1 OR TRUE' }), []);
});
