import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { loadAgreement } from '../agreement/load.ts';
import { unwrap } from '../base/result.ts';
import type { OrderDocument } from '../formats/order-forms/document.ts';
import { BASE_URL, testServer } from '../gateways/http-api/test-server.ts';
import type { TestServer } from '../gateways/http-api/test-server.ts';
import { kinds, liveKinds } from './kinds.ts';
import { decisions, vocabulary } from './vocabulary.ts';

const file = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const missouri = unwrap(
  loadAgreement(file('agreements/missouri-2006'), { vocabulary, variant: 'centurytel' }),
);
const forms = (
  parse(readFileSync(file('reference/forms/bases.yaml'), 'utf8')) as Record<string, OrderDocument>
)['loop-new'];
const ORDERS = `/api/agreements/${missouri.id}/orders`;
const { ilec, clec } = missouri.parties;

const loop = (pon: string): { document: OrderDocument } => ({
  document: {
    ...forms,
    LSR: [{ ...forms?.LSR?.[0], PON: pon }],
    LS: [{ ...forms?.LS?.[0], CFA: `CLMAMOXA-I-${pon}` }],
  },
});

describe('requests under an idempotency key', () => {
  let server: TestServer;
  let now = Temporal.Instant.from('2026-11-02T14:30:00Z');
  const cookies: Record<string, string> = {};
  before(async () => {
    const clock = { now: () => now };
    server = await testServer({ kinds, liveKinds, decisions, clock, signInClock: clock }, [missouri]);
    for (const party of [ilec, clec]) cookies[party] = await server.signIn(party);
  });
  after(() => server.close());

  const send = async (key: string, body: object, { url = ORDERS, who = clec } = {}) => {
    const answer = await server.api.inject({
      method: 'POST',
      url,
      payload: body,
      headers: { origin: BASE_URL, cookie: cookies[who] ?? '', 'idempotency-key': key },
    });
    return {
      status: answer.statusCode,
      replayed: answer.headers['idempotency-replayed'] === 'true',
      body: answer.body,
      problem: answer.json<{ problems?: { id: string }[] }>().problems?.[0]?.id,
    };
  };
  const eventsOf = (pon: string): Promise<{ kind: string }[]> =>
    server.db.withTransaction({ kind: 'install' }, (tx) =>
      tx.query('SELECT kind FROM event WHERE case_id = $1 ORDER BY seq', [`LSR/SKT/${pon}/01`]),
    );
  /** As if the server had died: before the answer was written, or before the work was done. */
  const lose = (key: string, change: string, began: string): Promise<number> =>
    server.db.withTransaction({ kind: 'install' }, (tx) =>
      tx.execute(
        `UPDATE idempotency_key SET server = gen_random_uuid(), status = NULL, body = NULL, began_at = $2 ${change} WHERE key = $1`,
        [key, began],
      ),
    );

  test('the same request has the same answer, and is done once', async () => {
    const first = await send('k-1', loop('IDEM1'));
    assert.equal(first.status, 201, first.body);
    const again = await send('k-1', loop('IDEM1'));
    assert.deepEqual(again, { ...first, replayed: true });
    assert.equal((await eventsOf('IDEM1')).length, 2);
  });

  test('another request under the same key is refused, and so is a key that is none', async () => {
    assert.equal((await send('k-1', loop('IDEM2'))).problem, 'api/idempotency-mismatch');
    for (const key of ['', 'a b', 'x'.repeat(256)])
      assert.equal((await send(key, loop('IDEM2'))).problem, 'api/idempotency-key', key);
    assert.equal((await eventsOf('IDEM2')).length, 0);
  });

  test('a key is its sender’s own', async () => {
    const theirs = await send('k-1', loop('IDEM3'), { who: ilec });
    assert.deepEqual([theirs.status, theirs.replayed], [403, false]);
  });

  test('of two that come at once one does it; the other has its answer or is asked to come again', async () => {
    const [a, b] = await Promise.all([send('k-4', loop('IDEM4')), send('k-4', loop('IDEM4'))]);
    const statuses = [a.status, b.status].sort();
    assert.ok(statuses.join() === '201,409' || statuses.join() === '201,201', statuses.join());
    if (a.status === 409) assert.equal(a.problem, 'api/idempotency-running');
    assert.equal((await eventsOf('IDEM4')).length, 2);
    assert.equal((await send('k-4', loop('IDEM4'))).status, 201);
  });

  test('a refusal that stays one is kept; the order may be sent under another key', async () => {
    const broken = { document: { ...loop('IDEM5').document, LSR: [{ PON: '' }] } };
    const first = await send('k-5', broken);
    assert.equal(first.status, 422);
    assert.deepEqual(await send('k-5', broken), { ...first, replayed: true });
  });

  test('done, and the server died before it answered: the answer comes, and nothing is done again', async () => {
    const first = await send('k-6', loop('IDEM6'));
    // It began a minute ago: no request takes so long.
    await lose('k-6', '', now.subtract({ seconds: 60 }).toString());
    const again = await send('k-6', loop('IDEM6'));
    assert.deepEqual([again.status, again.replayed], [201, false]);
    assert.equal(again.body, first.body);
    assert.equal((await eventsOf('IDEM6')).length, 2);
  });

  test('begun, and the server died before it was done: it is done by the next try, once the first cannot be at work', async () => {
    await send('k-7', { document: {} });
    await lose('k-7', ', is_done = false', now.toString());
    const wait = await send('k-7', { document: {} });
    assert.deepEqual([wait.status, wait.problem], [409, 'api/idempotency-running']);
    await lose('k-7', '', now.subtract({ seconds: 60 }).toString());
    assert.equal((await send('k-7', { document: {} })).status, 422);
  });

  test('an event of an order is recorded once', async () => {
    const url = `${ORDERS}/${encodeURIComponent('LSR/SKT/IDEM1/01')}/events`;
    const confirmed = { event: 'confirmed', body: { dueDate: '2026-11-16' } };
    const first = await send('k-8', confirmed, { url, who: ilec });
    assert.equal(first.status, 200, first.body);
    assert.deepEqual(await send('k-8', confirmed, { url, who: ilec }), { ...first, replayed: true });
    await lose('k-8', '', now.subtract({ seconds: 60 }).toString());
    const again = await send('k-8', confirmed, { url, who: ilec });
    assert.equal(again.status, 200, again.body);
    assert.deepEqual(
      (await eventsOf('IDEM1')).map(({ kind }) => kind),
      ['lsr.received', 'lsr.acknowledged', 'lsr.confirmed'],
    );
  });

  test('what is kept of an answer cannot be read from the database', async () => {
    const [row] = await server.db.withTransaction({ kind: 'install' }, (tx) =>
      tx.query<{ body: string }>("SELECT body FROM idempotency_key WHERE key = 'k-1' AND status = 201"),
    );
    assert.ok(row && row.body.length > 100);
    // As it stands there, and as the bytes that it spells. Three letters would be there by chance now and then.
    for (const text of [row.body, Buffer.from(row.body, 'base64url').toString('latin1')])
      assert.doesNotMatch(text, /IDEM1|"pon":/);
  });

  test('after a day the key is forgotten', async () => {
    now = now.add({ hours: 24, seconds: 1 });
    cookies[clec] = await server.signIn(clec);
    const late = await send('k-1', loop('IDEM1'));
    assert.deepEqual([late.status, late.problem, late.replayed], [422, 'orders/already-recorded', false]);
  });
});
