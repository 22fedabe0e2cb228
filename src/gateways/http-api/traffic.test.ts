import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { Problem } from '../../base/problem.ts';
import { CALLS_PARQUET } from '../../traffic/index.ts';
import { SOME_CALLS, writeStoredCalls } from '../../traffic/test-stored-calls.ts';
import { Calls, TrafficByDay, UnbilledTraffic } from './shapes/traffic.ts';
import { testServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';

const MONTH = '/api/agreements/sample/river/months/2026-10';

describe('the traffic of a month over HTTP', () => {
  const usageDir = mkdtempSync(path.join(tmpdir(), 'traffic-api-'));
  let server: TestServer;
  let cookies: Record<string, string>;
  before(async () => {
    await writeStoredCalls(path.join(usageDir, 'sample', 'river', '2026-10', CALLS_PARQUET), SOME_CALLS);
    server = await testServer({ usageDir });
    cookies = Object.fromEntries(
      await Promise.all(
        ['meadow', 'rivertel', 'prairie'].map(async (party) => [party, await server.signIn(party)] as const),
      ),
    );
  });
  after(async () => {
    await server.close();
    rmSync(usageDir, { recursive: true });
  });

  const get = (address: string, party = 'meadow') => server.get(`${MONTH}${address}`, cookies[party] ?? '');
  const good = async (address: string, schema: TSchema, party = 'meadow'): Promise<unknown> => {
    const { status, body } = await get(address, party);
    assert.equal(status, 200, address);
    assert.deepEqual([...Value.Errors(schema, body)], [], address);
    return body;
  };
  const trail = (party: string) =>
    server.db.withTransaction({ kind: 'party', party, user: 'reader' }, (tx) =>
      tx.query<{ what: string; subject: string; purpose: string }>(
        `SELECT what, subject, purpose FROM audit WHERE subject LIKE '%calls of%' ORDER BY seq`,
      ),
    );

  test('both parties see it by day, and why records are not billed with what to do', async () => {
    for (const party of ['meadow', 'rivertel']) {
      const { days } = (await good('/traffic', TrafficByDay, party)) as TrafficByDay;
      assert.deepEqual(
        days.map(({ day, bucket, calls }) => [day, bucket, calls]),
        [
          ['2026-10-01', 'local', 2],
          ['2026-10-03', 'local', 1],
          ['2026-10-03', 'unidentified', 1],
        ],
      );
      const { reasons, unidentified } = (await good('/unbilled', UnbilledTraffic, party)) as UnbilledTraffic;
      assert.deepEqual(
        reasons.map(({ outcome, reason, records }) => [outcome, reason, records]),
        [
          ['held', 'unknown-trunk-group', 1],
          ['rejected', 'connect-date', 1],
        ],
      );
      assert.match(reasons[0]?.cure ?? '', /trunk-groups\.csv/);
      assert.equal(unidentified[0]?.calls, 1);
    }
  });

  test('calls are listed page by page, without telephone numbers, and nothing is on record', async () => {
    const page = (await good('/calls?bucket=local&limit=2&offset=1', Calls)) as Calls;
    assert.deepEqual([page.total, page.calls.map(({ id }) => id)], [3, ['a.emi:2', 'a.emi:3']]);
    assert.deepEqual(page.withheld, ['calling', 'called']);
    assert.equal(JSON.stringify(page).includes('573555'), false);
    const one = (await good('/calls?from=2026-10-02&to=2026-10-02', Calls)) as Calls;
    assert.deepEqual(
      one.calls.map(({ id }) => id),
      ['a.emi:5'],
    );
    assert.deepEqual(await trail('meadow'), []);
  });

  test('with a purpose the numbers are shown, and the view is on record for that carrier alone', async () => {
    const seen = (await good('/calls?called=5735550002&purpose=dispute', Calls)) as Calls;
    assert.deepEqual(
      seen.calls.map(({ called }) => called),
      ['5735550002', '5735550002'],
    );
    assert.deepEqual(await trail('meadow'), [
      {
        what: 'viewed customer record',
        subject: 'sample/river calls of 2026-10: called 5735550002',
        purpose: 'dispute',
      },
    ]);
    assert.deepEqual(await trail('prairie'), []);
  });

  test('without a purpose nothing is exported and nobody is looked for by number; the refusal is on record', async () => {
    const before = await trail('rivertel');
    for (const address of ['/calls/export?format=csv', '/calls?calling=5735550001', '/calls?purpose=%20']) {
      const { status, body } = await get(address, 'rivertel');
      assert.equal(status, 403, address);
      assert.equal((body as { problems: Problem[] }).problems[0]?.id, 'customer-record/purpose', address);
    }
    const after = (await trail('rivertel')).slice(before.length);
    assert.deepEqual(
      after.map(({ what }) => what),
      Array.from({ length: 3 }, () => 'refused customer record'),
    );
  });

  test('an export is a file with all of the selection, on record with its format', async () => {
    const answer = await server.api.inject({
      url: `${MONTH}/calls/export?bucket=local&format=csv&purpose=audit`,
      headers: { cookie: cookies['meadow'] ?? '' },
    });
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.headers['content-type'], 'text/csv; charset=utf-8');
    assert.equal(answer.headers['content-disposition'], 'attachment; filename="calls-river-2026-10.csv"');
    assert.equal(answer.body.trimEnd().split('\n').length, 1 + 3);
    assert.equal(
      (await trail('meadow')).at(-1)?.subject,
      'sample/river calls of 2026-10 as csv: bucket local',
    );
  });

  test('another carrier is not told that there are calls, nor is anybody of a month that is not closed', async () => {
    for (const address of [
      '/traffic',
      '/unbilled',
      '/trunks',
      '/calls',
      '/calls/export?format=csv&purpose=audit',
    ])
      assert.equal((await get(address, 'prairie')).status, 404, address);
    const open = await server.get(MONTH.replace('2026-10', '2026-11') + '/traffic', cookies['meadow'] ?? '');
    assert.equal(open.status, 404);
    assert.equal((open.body as { problems: Problem[] }).problems[0]?.id, 'traffic/not-closed');
  });

  test('what is no month, no selection or no bill line is said', async () => {
    const outside = await server.get(
      '/api/agreements/sample/river/months/..%2f..%2f..%2fhill/traffic',
      cookies['meadow'] ?? '',
    );
    assert.equal(outside.status, 400);
    for (const address of [
      '/calls?direction=up',
      '/calls?limit=501',
      '/calls?calling=555',
      '/calls?from=2026-02-30',
      '/calls/export?format=doc&purpose=audit',
    ])
      assert.equal((await get(address)).status, 400, address);
    const line = await get('/calls?line=NONE%2F1');
    assert.deepEqual(
      [line.status, (line.body as { problems: Problem[] }).problems[0]?.id],
      [404, 'traffic/no-line'],
    );
  });
});
