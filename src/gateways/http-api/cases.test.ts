import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { relationKinds } from '../../articles/general-provisions/index.ts';
import { loadMissouri } from '../../articles/general-provisions/test-relations.ts';
import { lsrKind } from '../../articles/ordering/lsr.ts';
import type { Problem } from '../../base/problem.ts';
import { claimExpired, fireExpired } from '../../cases/expire.ts';
import { sweep } from '../../platform/sweeper.ts';
import type { Calendar, Case, CaseHead, CaseKindView } from './shapes/case.ts';
import type { OrderPage } from './shapes/order.ts';
import { BASE_URL, post, sampleAgreement, testServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';

const missouri = loadMissouri();
const ours = `/api/agreements/${missouri.id}`;
const { ilec, clec } = missouri.parties;
const REQUEST = {
  description: 'Access to dark fibre between two huts',
  quantity: 2,
  location: 'SAMPLEXA',
  use: 'Backhaul',
  desiredOn: '2027-03-01',
  section: '251(c)(3)',
};
const idsOf = (body: unknown): string[] => (body as { problems: Problem[] }).problems.map(({ id }) => id);

describe('cases', () => {
  let server: TestServer;
  // Monday, 9:00 in Missouri.
  let now = Temporal.Instant.from('2026-11-02T15:00:00Z');
  const cookies: Record<string, string> = {};
  before(async () => {
    server = await testServer(
      { kinds: [lsrKind, ...relationKinds], liveKinds: relationKinds, clock: { now: () => now } },
      [missouri, sampleAgreement('hill')],
    );
    for (const party of [ilec, clec, 'prairie']) cookies[party] = await server.signIn(party);
    cookies['reader'] = await server.signIn(clec, 'ray');
  });
  after(() => server.close());

  const get = async <T>(path: string, who = clec): Promise<T> => {
    const { status, body } = await server.get(path, cookies[who] ?? '');
    assert.equal(status, 200, `${path}: ${JSON.stringify(body)}`);
    return body as T;
  };
  const record = async (kind: string, id: string, event: string, body = {}, who = clec, more = {}) => {
    const url = `${ours}/cases/${kind}/${encodeURIComponent(id)}/events`;
    const answer = await post(server.api, url, { event, body, ...more }, cookies[who]);
    return { status: answer.statusCode, body: answer.json<unknown>() };
  };
  const audited = () =>
    server.db.withTransaction({ kind: 'install' }, (tx) =>
      tx.query<{ who: string; subject: string }>(
        `SELECT who, subject FROM audit WHERE what = 'recorded' ORDER BY at, subject`,
      ),
    );

  test('kinds come with states, the shape of what events say, the ways of notice and an id that is free', async () => {
    const kinds = await get<CaseKindView[]>(`${ours}/case-kinds`);
    assert.equal(
      kinds.some(({ kind }) => kind === 'lsr'),
      false,
    );
    const bfr = kinds.find(({ kind }) => kind === 'bfr');
    assert.equal(bfr?.nextId, 'BFR/2026-001');
    assert.match(bfr?.diagram ?? '', /\[\*\] --> submitted: submitted/);
    assert.deepEqual(bfr?.clocks.find(({ name }) => name === 'quote')?.clocks, ['bfr-quote']);
    const notice = kinds.find(({ kind }) => kind === 'notice');
    const sent = notice?.events[0]?.body as { properties: { notice: { properties: { method: object } } } };
    assert.deepEqual(sent.properties.notice.properties.method, {
      enum: ['personal', 'overnight', 'fax', 'email', 'certified-mail'],
      description: 'How it was sent',
    });
  });

  test('an event opens a case for the carrier of who sends it, with its clock and an entry in the trail', async () => {
    const { status, body } = await record('bfr', 'BFR/2026-001', 'submitted', REQUEST);
    assert.equal(status, 201, JSON.stringify(body));
    const opened = body as Case;
    assert.equal(opened.openedBy, clec);
    assert.equal(opened.state, 'submitted');
    assert.equal(opened.isOpen, true);
    // Ten business days after Monday, November 2: 3–6 (4), 9–13 (9; the incumbent keeps no Veterans Day), 16 (10).
    assert.equal(opened.clocks[0]?.dueAt, '2026-11-16');
    assert.ok((opened.clocks[0]?.receipt?.steps.length ?? 0) > 0);
    assert.deepEqual(
      opened.next.map(({ name, isYours }) => [name, isYours]),
      [
        ['acknowledged', false],
        ['returned', false],
        ['cancelled', true],
      ],
    );
    assert.deepEqual(await audited(), [
      { who: `ann@${clec}.example`, subject: `${missouri.id} BFR/2026-001 bfr.submitted` },
    ]);
    const kinds = await get<CaseKindView[]>(`${ours}/case-kinds`);
    assert.equal(kinds.find(({ kind }) => kind === 'bfr')?.nextId, 'BFR/2026-002');
  });

  test('both parties see it, and what is due says who must act', async () => {
    for (const who of [ilec, clec]) {
      const [head] = await get<CaseHead[]>(`${ours}/cases?kind=bfr&state=open`, who);
      assert.equal(head?.id, 'BFR/2026-001');
      const calendar = await get<Calendar>(`${ours}/calendar?from=2026-11-02&to=2026-11-30`, who);
      assert.deepEqual(
        calendar.clocks.map((one) => [one.caseId, one.clock, one.dueOn, one.parties, one.usually]),
        [['BFR/2026-001', 'acknowledgement', '2026-11-16', [ilec], false]],
      );
      assert.deepEqual(calendar.clocks[0]?.events, ['acknowledged', 'returned']);
      assert.deepEqual(
        (await get<Calendar>('/api/calendar?from=2026-11-02&to=2026-11-30', who)).clocks,
        calendar.clocks,
      );
    }
    assert.deepEqual((await get<Calendar>(`${ours}/calendar`)).clocks, []);
    assert.deepEqual(await get<CaseHead[]>(`${ours}/cases?state=denied`), []);
  });

  test('another carrier is told of nothing and records nothing', async () => {
    for (const path of ['cases', 'cases/BFR/2026-001', 'case-kinds', 'calendar']) {
      assert.equal((await server.get(`${ours}/${path}`, cookies['prairie'] ?? '')).status, 404, path);
    }
    assert.deepEqual((await get<Calendar>('/api/calendar?to=2027-01-01', 'prairie')).clocks, []);
    const stranger = await record('bfr', 'BFR/2026-001', 'cancelled', {}, 'prairie');
    assert.equal(stranger.status, 404);
    assert.deepEqual(idsOf(stranger.body), ['api/not-found']);
    assert.equal((await get<Case>(`${ours}/cases/BFR/2026-001`)).events.length, 1);
  });

  test('everything that is wrong comes back at once, and nothing is written', async () => {
    const wrong = await record('bfr', 'BFR/2026-001', 'returned', {}, clec);
    assert.equal(wrong.status, 422);
    assert.deepEqual(idsOf(wrong.body), ['case/body', 'case/not-yours']);
    const acknowledged = await record('bfr', 'BFR/2026-001', 'quoted', {}, ilec);
    assert.deepEqual(idsOf(acknowledged.body), ['case/not-allowed']);
    assert.deepEqual(idsOf((await record('lsr', 'LSR/1', 'received')).body), ['case/unknown-kind']);
    assert.deepEqual(idsOf((await record('notice', 'BFR/2026-001', 'acknowledged')).body), [
      'case/other-kind',
    ]);
    const future = { occurredAt: '2026-11-02T09:01' };
    const early = await record('bfr', 'BFR/2026-001', 'cancelled', {}, clec, future);
    assert.deepEqual(idsOf(early.body), ['case/future']);
    const badTime = await record('bfr', 'BFR/2026-001', 'cancelled', {}, clec, { occurredAt: 'today' });
    assert.deepEqual(idsOf(badTime.body), ['case/at']);
    assert.equal((await record('bfr', 'BFR 1', 'submitted', REQUEST)).status, 400);
    // The id of an order that is to come is not taken by a request.
    const squat = await record('bfr', 'LSR/SMP/PON1/01', 'submitted', REQUEST, clec, future);
    assert.deepEqual(idsOf(squat.body), ['case/future', 'case/id']);
    assert.equal((await audited()).length, 1);
    assert.equal((await get<CaseHead[]>(`${ours}/cases`)).length, 1);
  });

  test('an auditor sees it and records nothing', async () => {
    assert.equal((await get<CaseHead[]>(`${ours}/cases`, 'reader')).length, 1);
    const refused = await record('bfr', 'BFR/2026-001', 'cancelled', {}, 'reader');
    assert.equal(refused.status, 403);
    assert.deepEqual(idsOf(refused.body), ['api/no-right']);
  });

  test('a page of another site cannot record with the session of who looks at it', async () => {
    const url = `${ours}/cases/bfr/BFR%2F2026-001/events`;
    for (const origin of ['https://evil.example', `${BASE_URL}.evil.example`, 'null', undefined]) {
      const answer = await server.api.inject({
        method: 'POST',
        url,
        payload: { event: 'cancelled' },
        headers: { cookie: cookies[clec] ?? '', ...(origin === undefined ? {} : { origin }) },
      });
      assert.equal(answer.statusCode, 403, origin ?? 'no origin');
      assert.deepEqual(idsOf(answer.json()), ['api/not-from-here']);
    }
  });

  test('a clock that ran out is overdue before and after the sweeper has said so', async () => {
    now = Temporal.Instant.from('2026-11-17T05:59:59Z');
    const overdue = async () =>
      (await get<Calendar>('/api/calendar?from=2027-01-01&to=2027-01-31')).clocks.map((one) => one.isOverdue);
    // The last second of the 16th in Missouri, then the first of the 17th.
    assert.deepEqual(await overdue(), []);
    now = Temporal.Instant.from('2026-11-17T06:00:00Z');
    assert.deepEqual(await overdue(), [true]);
    const fired = await sweep(
      server.db,
      now,
      claimExpired(relationKinds),
      fireExpired(() => missouri, relationKinds),
    );
    assert.equal(fired.fired, 1);
    assert.deepEqual(await overdue(), [true]);
    const found = await get<Case>(`${ours}/cases/BFR/2026-001`);
    assert.deepEqual(
      found.events.map(({ event, actor }) => [event, actor]),
      [
        ['submitted', clec],
        ['clock-expired', 'meetpoint'],
      ],
    );
    const late = await record('bfr', 'BFR/2026-001', 'acknowledged', {}, ilec);
    assert.equal(late.status, 200, JSON.stringify(late.body));
    const first = (late.body as Case).clocks.find(({ name }) => name === 'acknowledgement');
    assert.equal(first?.inTime, false);
    assert.equal(first?.stoppedBy, 'acknowledged');
  });

  test('that a notice counts as received is no failure of anybody, and gone when it has come', async () => {
    const notice = { method: 'email', sentAt: '2026-11-16T10:00', to: 'ilec' };
    const body = { notice, subject: 'A new contact', addresses: ['regulatory'] };
    const sent = await record('notice', 'NOTICE/2026-001', 'sent', body, clec);
    assert.equal(sent.status, 201, JSON.stringify(sent.body));
    const due = async () =>
      (await get<Calendar>('/api/calendar?to=2026-12-31')).clocks.filter(({ kind }) => kind === 'notice');
    // By e-mail on Monday the 16th: received one business day later, on the 17th.
    assert.deepEqual(
      (await due()).map(({ clock, dueOn, parties }) => [clock, dueOn, parties]),
      [['receipt', '2026-11-17', []]],
    );
    now = Temporal.Instant.from('2026-11-18T06:00:00Z');
    assert.deepEqual(await due(), []);
  });

  test('an authority tells of its end user for a purpose only, in what is recorded too', async () => {
    const granted = {
      form: 'written',
      numbers: ['5735550123'],
      name: 'Sample User',
      address: '1 Sample Street',
      from: ilec,
      to: clec,
      signedOn: '2026-11-16',
      evidence: 'file 1',
    };
    const made = await record('authority', 'AUTH/2026-0001', 'granted', granted);
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const path = `${ours}/cases/AUTH/2026-0001`;
    for (const body of [made.body, await get<Case>(path), await get<CaseHead[]>(`${ours}/cases`)]) {
      assert.doesNotMatch(JSON.stringify(body), /Sample User|1 Sample Street|5735550123/);
    }
    assert.deepEqual((await get<Case>(path)).withheld.sort(), ['address', 'name', 'numbers']);
    const refused = await server.get(`${path}?purpose=marketing`, cookies[clec] ?? '');
    assert.equal(refused.status, 403);
    assert.match(idsOf(refused.body)[0] ?? '', /^customer-record\//);
    const shown = await get<Case>(`${path}?purpose=dispute`);
    assert.equal(shown.request['name'], 'Sample User');
    const trail = await server.db.withTransaction({ kind: 'install' }, (tx) =>
      tx.query<{ who: string; purpose: string }>(
        `SELECT who, purpose FROM audit WHERE what = 'viewed customer record'`,
      ),
    );
    assert.deepEqual(trail, [{ who: `ann@${clec}.example`, purpose: 'dispute' }]);
  });

  test('what no database takes is refused as a request', async () => {
    const deep = JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) as unknown;
    for (const body of [{ use: 'a\u0000b' }, { use: '\ud800' }, { extra: deep }]) {
      const { status, body: answer } = await record('bfr', 'BFR/2026-777', 'submitted', body);
      assert.deepEqual([status, idsOf(answer)], [400, ['api/request']]);
    }
    const path = await server.get(`${ours}/cases/a%00b`, cookies[clec] ?? '');
    assert.equal(path.status, 400);
  });

  test('the last day of the calendar is a day that can be written', async () => {
    const calendar = await get<Calendar>('/api/calendar?from=9999-12-31');
    assert.deepEqual([calendar.from, calendar.to], ['9999-12-31', '9999-12-31']);
  });

  test('cases are no orders', async () => {
    assert.deepEqual((await get<OrderPage>(`${ours}/orders`)).orders, []);
    assert.equal((await server.get(`${ours}/orders/BFR/2026-001`, cookies[clec] ?? '')).status, 404);
  });
});
