import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { relationKinds } from '../../articles/general-provisions/index.ts';
import { loadMissouri } from '../../articles/general-provisions/test-relations.ts';
import { unwrap } from '../../base/result.ts';
import { takeEvent } from '../../cases/take-event.ts';
import type { Portfolio } from './shapes/portfolio.ts';
import { seedMonth } from './test-month.ts';
import { sampleAgreement, testServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';

const missouri = loadMissouri();
const { clec } = missouri.parties;

let server: TestServer;
before(async () => {
  const now = Temporal.Instant.from('2026-11-16T15:00:00Z');
  server = await testServer({ liveKinds: relationKinds, clock: { now: () => now } }, [
    missouri,
    sampleAgreement('hill'),
  ]);
  await seedMonth(server.db, missouri, 'loop-2w-xdsl');
  const event = {
    name: 'submitted',
    recordedAt: '2026-11-02T15:00:00Z',
    actor: clec,
    body: {},
  };
  // Ten business days after November 2 end on the 16th, today; after October 2 on the 16th of October.
  for (const [id, at] of [
    ['BFR/2026-001', '2026-11-02T15:00:00Z'],
    ['BFR/2026-002', '2026-10-02T15:00:00Z'],
  ] as const) {
    const taken = { kind: 'bfr', caseId: id, event: { ...event, occurredAt: at } };
    unwrap(await takeEvent(server.db, { agreement: missouri, kinds: relationKinds }, taken));
  }
});
after(() => server.close());

const cookies: Record<string, string> = {};
const portfolio = async (party: string, query = ''): Promise<Portfolio> => {
  const cookie = (cookies[party] ??= await server.signIn(party));
  const { status, body } = await server.get(`/api/portfolio${query}`, cookie);
  assert.equal(status, 200, JSON.stringify(body));
  return body as Portfolio;
};

test('each carrier has its own agreements, with the other by the name of the day', async () => {
  const ours = await portfolio(clec);
  assert.deepEqual(
    ours.agreements.map(({ id }) => id),
    [missouri.id],
  );
  assert.equal(ours.asOf, '2026-11-16');
  const names = [];
  for (const day of ['2008-01-01', '2015-01-01', '2026-11-16'])
    names.push((await portfolio(clec, `?asOf=${day}`)).agreements[0]?.counterparty);
  assert.equal(new Set(names).size, 3, `three names: ${names.join(', ')}`);
  assert.match(names[2] ?? '', /Brightspeed/);
  assert.match((await portfolio(missouri.parties.ilec)).agreements[0]?.counterparty ?? '', /Socket/);
  assert.deepEqual(
    (await portfolio('prairie')).agreements.map(({ id, cases, nextDue }) => [id, cases, nextDue]),
    [['sample/hill', [], null]],
  );
});

test('key terms stand with clause and provenance; the agreement without them has none', async () => {
  const [row] = (await portfolio(clec)).agreements;
  const due = row?.keyTerms.find(({ id }) => id === 'bills-due');
  assert.equal(due?.value, missouri.timeline.find('clock.bill-due', '2026-11-16')?.value['length']);
  assert.match(due?.citation ?? '', /^III §/);
  assert.ok(due?.provenance);
  const [sample] = (await portfolio('prairie')).agreements;
  assert.deepEqual(
    sample?.keyTerms.map(({ id, value }) => [id, value]),
    [['order-confirmation', '2 business days']],
  );
});

test('open cases are counted, overdue ones apart; the next due is the soonest to come', async () => {
  const [row] = (await portfolio(clec)).agreements;
  assert.deepEqual(row?.cases, [{ kind: 'bfr', title: 'Bona fide request', open: 2, overdue: 1 }]);
  assert.equal(row?.nextDue?.caseId, 'BFR/2026-001');
  assert.equal(row?.nextDue?.dueOn, '2026-11-16');
});

test('what is owed each way is what was billed, nothing being paid', async () => {
  const [row] = (await portfolio(clec)).agreements;
  const [theirs] = (await portfolio(missouri.parties.ilec)).agreements;
  assert.equal(row?.bills?.open, 2);
  // The seeded bill for services to the competitor; the other is its own for usage.
  assert.equal(row?.bills?.youOwe, '1217.06');
  assert.equal(theirs?.bills?.owedToYou, '1217.06');
  assert.equal(row?.bills?.owedToYou, theirs?.bills?.youOwe);
});
