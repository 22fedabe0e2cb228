import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadAgreement } from '../../agreement/load.ts';
import { kinds, liveKinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { recordPreOrderQuery } from '../../articles/oss-access/pre-order-log.ts';
import type { PreOrderEntry } from '../../articles/oss-access/pre-order-log.ts';
import { unwrap } from '../../base/result.ts';
import { takeEvent } from '../../cases/take-event.ts';
import type { AccessView, LogView } from './shapes/access.ts';
import { sampleAgreement, testServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';

const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary }));
const other = sampleAgreement('river');
const PATH = `/api/agreements/${agreement.id}`;
let server: TestServer;
let [socket, centurytel, stranger] = ['', '', ''];
before(async () => {
  // Monday 30 November 2026, noon in Missouri.
  const clock = { now: () => Temporal.Instant.from('2026-11-30T18:00:00Z') };
  server = await testServer({ kinds, liveKinds, clock }, [agreement, other]);
  [socket, centurytel, stranger] = (await Promise.all(
    ['socket', 'centurytel', other.parties.clec].map((party) => server.signIn(party)),
  )) as [string, string, string];
  const ask = (subject: string, askedAt: string, seconds: number, more: Partial<PreOrderEntry> = {}) =>
    server.db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, (tx) =>
      recordPreOrderQuery(tx, {
        agreementId: agreement.id,
        function: 'customer-service-record',
        subject,
        who: 'ann@socket.example',
        party: 'socket',
        purpose: 'pre-ordering',
        authority: 'AUTH/2026-0001',
        askedAt,
        answeredAt: Temporal.Instant.from(askedAt).add({ seconds }).toString(),
        outcome: 'answered',
        via: 'portal',
        test: false,
        ...more,
      }),
    );
  // Tuesday 3 November at 9:00 in Missouri: 15 seconds are in time, 16 are not. One test; one on a Sunday at 7:00, before the systems open.
  await ask('4175550101', '2026-11-03T15:00:00Z', 15);
  await ask('4175550102', '2026-11-03T15:00:00Z', 16, { via: 'api' });
  await ask('4175550103', '2026-11-03T15:00:00Z', 60, { test: true });
  await ask('4175550104', '2026-11-08T13:00:00Z', 60);
  // A source whose clock is three seconds ahead.
  await ask('4175550105', '2026-11-04T15:00:00Z', 1, { sourceAnsweredAt: '2026-11-04T15:00:04Z' });
  const desk = { agreement, kinds };
  const take = async (kind: string, caseId: string, name: string, occurredAt: string, body: object = {}) =>
    unwrap(
      await takeEvent(server.db, desk, {
        kind,
        caseId,
        event: { name, occurredAt, recordedAt: occurredAt, actor: 'centurytel', body: { ...body } },
      }),
    );
  await take('oss-outage', 'OUTAGE/2026-001', 'found', '2026-11-03T15:00:00Z', { reason: 'No answer' });
  await take('oss-outage', 'OUTAGE/2026-001', 'restored', '2026-11-03T18:00:00Z');
  await take('oss-change', 'RELEASE/2026-001', 'announced', '2026-11-23T15:00:00Z', {
    version: '7.3',
    type: 'minor',
    what: 'A field more',
    effectiveOn: '2026-12-23',
  });
  await take('oss-misuse', 'MISUSE/2026-001', 'suspected', '2026-11-23T15:00:00Z', {
    pattern: 'no-order-views',
    who: 'ann@socket.example',
    party: 'socket',
    from: '2026-11-03T15:00:00Z',
    to: '2026-11-03T15:00:00Z',
    subjects: 2,
    withoutOrder: 2,
    of: 2,
    queries: ['1', '2'],
  });
});
after(() => server.close());

describe('the month of access', () => {
  test('is the same for both parties: response by function, what is left out, availability, cases', async () => {
    const [mine, theirs] = await Promise.all(
      [socket, centurytel].map((who) => server.get(`${PATH}/access?month=2026-11`, who)),
    );
    assert.deepEqual(mine, theirs);
    const view = mine?.body as AccessView;
    const record = view.functions.find((one) => one.function === 'customer-service-record');
    // 5 queries: one test, one outside the hours; of three 15 s and 1 s are in time, 16 s is not: 2 of 3 and 32 ÷ 3 seconds.
    assert.deepEqual(
      [
        record?.all,
        record?.counted,
        record?.timely,
        record?.percent,
        record?.averageSeconds,
        record?.outcome,
        record?.skewed,
      ],
      [5, 3, 2, '66.67', '10.67', 'missed', 1],
    );
    assert.deepEqual(
      record?.excluded.map(({ id, count }) => [id, count]),
      [
        ['test', 1],
        ['outside-hours', 1],
      ],
    );
    // Until 30 November at noon 450 hours less the 10 from 12:00 to 22:00 are scheduled: 26,400 minutes, 180 of them down.
    const { scheduledMinutes, downMinutes, percent, outcome } = view.availability ?? {};
    assert.deepEqual([scheduledMinutes, downMinutes, percent, outcome], ['26400', '180', '99.32', 'met']);
    assert.deepEqual(
      view.outages.map(({ id, kind, downMinutes: down }) => [id, kind, down]),
      [['OUTAGE/2026-001', 'unscheduled', '180']],
    );
    assert.deepEqual(
      view.misuse.map(({ id, state, who, suspended }) => [id, state, who, suspended]),
      [['MISUSE/2026-001', 'suspected', 'ann@socket.example', 'none']],
    );
    assert.deepEqual(
      view.changes.map(({ id, effectiveOn }) => [id, effectiveOn]),
      [['RELEASE/2026-001', '2026-12-23']],
    );
  });

  test('of another carrier does not exist, and neither does its log', async () => {
    for (const address of [`${PATH}/access`, `${PATH}/pre-order-log`]) {
      const { status } = await server.get(address, stranger);
      assert.equal(status, 404, address);
    }
  });

  test('of an agreement without such terms is empty', async () => {
    const { status, body } = await server.get(`/api/agreements/${other.id}/access`, stranger);
    const view = body as AccessView;
    assert.deepEqual([status, view.functions, view.availability, view.outages], [200, [], null, []]);
  });
});

describe('the log', () => {
  const log = async (query: string, cookie = centurytel) =>
    (await server.get(`${PATH}/pre-order-log${query}`, cookie)).body as LogView;

  test('answers who looked at what, when, what for and on which authority; the end user for a purpose only', async () => {
    const [last] = (await log('?who=ann@socket.example')).entries;
    assert.equal(last?.subject, '…0105');
    const [whole] = (await log('?who=ann@socket.example&purpose=audit')).entries;
    assert.deepEqual(whole, {
      id: '5',
      function: 'customer-service-record',
      subject: '4175550105',
      who: 'ann@socket.example',
      party: 'socket',
      purpose: 'pre-ordering',
      authority: 'AUTH/2026-0001',
      askedAt: '2026-11-04T15:00:00Z',
      answeredAt: '2026-11-04T15:00:01Z',
      outcome: 'answered',
      via: 'portal',
      test: false,
      order: null,
    });
    const trail = await server.db.withTransaction({ kind: 'party', party: 'centurytel', user: 'x' }, (tx) =>
      tx.query<{ purpose: string }>(
        "SELECT purpose FROM audit WHERE what LIKE '%queries before orders' ORDER BY seq DESC LIMIT 2",
      ),
    );
    assert.deepEqual(
      trail.map(({ purpose }) => purpose),
      ['audit', 'none said: subjects left out'],
    );
  });

  test('says for a purpose only whether somebody was looked at', async () => {
    const path = `${PATH}/pre-order-log?subject=4175550105`;
    const refused = await server.get(path, centurytel);
    assert.equal(refused.status, 403);
    assert.deepEqual(
      (refused.body as { problems: { id: string }[] }).problems.map(({ id }) => id),
      ['customer-record/purpose'],
    );
    const seen = await server.get(`${path}&purpose=audit`, centurytel);
    assert.deepEqual(
      (seen.body as LogView).entries.map(({ id }) => id),
      ['5'],
    );
  });

  test('shows the evidence of a case, and pages', async () => {
    assert.deepEqual(
      (await log('?case=MISUSE%2F2026-001')).entries.map(({ id }) => id),
      ['2', '1'],
    );
    const first = await log('?limit=2');
    assert.deepEqual([first.entries.map(({ id }) => id), first.next], [['5', '4'], '4']);
    const second = await log(`?limit=2&after=${first.next}`);
    assert.deepEqual(
      second.entries.map(({ id }) => id),
      ['3', '2'],
    );
    assert.equal((await server.get(`${PATH}/pre-order-log?case=OUTAGE%2F2026-001`, centurytel)).status, 404);
    assert.equal((await server.get(`${PATH}/pre-order-log?after=x`, centurytel)).status, 400);
  });
});
