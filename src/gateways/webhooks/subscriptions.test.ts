import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Database } from '../../platform/database.ts';
import { unseal } from './secret.ts';
import { addSubscription, listSubscriptions, removeSubscription, rotateSecret } from './subscriptions.ts';
import { AT, putEvents, RULES, subscribe, webhookGround } from './test-ground.ts';

interface Told {
  party: string;
  agreement_id: string;
  case_id: string;
  seq: number;
  kind: string;
  state: string;
  summary: object;
}

describe('subscriptions', () => {
  let db: Database;
  before(async () => {
    db = await webhookGround();
  });
  after(() => db.close());

  const told = (party: string): Promise<Told[]> =>
    db.withTransaction({ kind: 'party', party, user: 'ann' }, (tx) =>
      tx.query<Told>(
        'SELECT party, agreement_id, case_id, seq, kind, state, summary FROM webhook_notice ORDER BY id',
      ),
    );

  test('an event is told to both parties of its agreement, with the state that its transaction left, and to nobody else', async () => {
    await subscribe(db, { party: 'ril', url: 'https://ril.example/hook' });
    await subscribe(db, { party: 'rcl', url: 'https://rcl.example/hook', agreementId: 'form/river' });
    await subscribe(db, { party: 'hcl', url: 'https://hcl.example/hook' });
    await putEvents(db, [
      { caseId: 'LSR/1', seq: 1, name: 'received' },
      { caseId: 'LSR/1', seq: 2, name: 'acknowledged', state: 'acknowledged' },
    ]);
    const both = [
      { agreement_id: 'form/river', case_id: 'LSR/1', seq: 1, kind: 'lsr.received' },
      { agreement_id: 'form/river', case_id: 'LSR/1', seq: 2, kind: 'lsr.acknowledged' },
    ].map((one) => ({ ...one, state: 'acknowledged', summary: { pon: 'LSR/1' } }));
    assert.deepEqual(
      await told('ril'),
      both.map((one) => ({ party: 'ril', ...one })),
    );
    assert.deepEqual(
      await told('rcl'),
      both.map((one) => ({ party: 'rcl', ...one })),
    );
    assert.deepEqual(await told('hcl'), []);
  });

  test('only the wanted events are told', async () => {
    await subscribe(db, { party: 'hil', url: 'https://hil.example/a', eventTypes: ['lsr.confirmed'] });
    await subscribe(db, { party: 'hil', url: 'https://hil.example/b', eventTypes: ['asr.*'] });
    await subscribe(db, { party: 'hil', url: 'https://hil.example/c', eventTypes: ['asr.*', 'lsr.*'] });
    await putEvents(db, [
      { agreementId: 'form/hill', caseId: 'LSR/2', seq: 1, name: 'received' },
      { agreementId: 'form/hill', caseId: 'LSR/2', seq: 2, name: 'confirmed' },
    ]);
    // a hears of the confirmation, b of nothing, c of both.
    assert.deepEqual(
      (await told('hil')).map(({ kind }) => kind),
      ['lsr.received', 'lsr.confirmed', 'lsr.confirmed'],
    );
  });

  test('events of a month that is not issued are not told', async () => {
    const before = (await told('ril')).length;
    await putEvents(db, [{ caseId: 'LSR/3', seq: 1, draftMonth: '2026-10' }]);
    assert.equal((await told('ril')).length, before);
  });

  test('nothing is told of an event that is undone', async () => {
    const before = (await told('ril')).length;
    await assert.rejects(putEvents(db, [{ caseId: 'LSR/4', seq: 0 }]), /event_seq_check/);
    assert.equal((await told('ril')).length, before);
  });

  test('an agreement of others, a bad address and a bad word are refused, all at once', async () => {
    const wanted = {
      party: 'ril',
      agreementId: 'form/hill',
      url: 'http://10.0.0.1/',
      format: 'morse',
      eventTypes: ['everything', 'lsr.confirmd', 'lrs.*', 'lsr.*'],
      at: AT,
      who: 'ann',
    };
    const refused = await db.withTransaction({ kind: 'party', party: 'ril', user: 'ann' }, (tx) =>
      addSubscription(tx, wanted, { ...RULES, allowPrivate: false }),
    );
    // A slip of the pen is refused with what is meant: such a subscription would be silent for good.
    assert.match(refused.ok ? '' : (refused.problems[3]?.cure ?? ''), /^Did you mean "lsr\.confirmed"\? /);
    assert.deepEqual(refused.ok ? [] : refused.problems.map(({ id }) => id), [
      'webhooks/url',
      'webhooks/format',
      'webhooks/event-type',
      'webhooks/event-type',
      'webhooks/event-type',
      'webhooks/agreement',
    ]);
  });

  test('the database refuses a subscription in another party’s name', async () => {
    await assert.rejects(
      db.withTransaction({ kind: 'party', party: 'hcl', user: 'eve' }, (tx) =>
        tx.execute(
          `INSERT INTO webhook_subscription (id, party, url, format, secrets, created_at, created_by)
           VALUES ('wh_x', 'ril', 'https://eve.example', 'cloudevents', '{x}', $1, 'eve')`,
          [AT],
        ),
      ),
      /row-level security/,
    );
    await assert.rejects(
      db.withTransaction({ kind: 'party', party: 'hcl', user: 'eve' }, (tx) =>
        tx.execute(
          `INSERT INTO webhook_subscription (id, party, agreement_id, url, format, secrets, created_at, created_by)
           VALUES ('wh_x', 'hcl', 'form/river', 'https://eve.example', 'cloudevents', '{x}', $1, 'eve')`,
          [AT],
        ),
      ),
      /row-level security/,
    );
  });

  test('another party neither sees, changes nor removes it', async () => {
    const { subscription } = await subscribe(db, { party: 'ril', url: 'https://ril.example/mine' });
    await db.withTransaction({ kind: 'party', party: 'hcl', user: 'eve' }, async (tx) => {
      assert.deepEqual(await listSubscriptions(tx, { id: subscription.id }), []);
      assert.equal((await rotateSecret(tx, subscription.id, RULES.key)).ok, false);
      assert.equal((await removeSubscription(tx, subscription.id)).ok, false);
    });
  });

  test('secrets lie enciphered, and the one before stays until the next change', async () => {
    const { subscription, secret } = await subscribe(db, { party: 'rcl', url: 'https://rcl.example/two' });
    const second = await db.withTransaction({ kind: 'party', party: 'rcl', user: 'ann' }, (tx) =>
      rotateSecret(tx, subscription.id, RULES.key),
    );
    assert.ok(second.ok);
    const [row] = await db.withTransaction({ kind: 'install' }, (tx) =>
      tx.query<{ secrets: string[] }>('SELECT secrets FROM webhook_subscription WHERE id = $1', [
        subscription.id,
      ]),
    );
    assert.equal(row?.secrets.join().includes(secret.slice(6)), false);
    assert.deepEqual(
      row?.secrets.map((sealed) => unseal(sealed, RULES.key)),
      [second.value.secret, secret],
    );
    assert.throws(() => unseal(row?.secrets[0] ?? '', new Uint8Array(32)));
  });
});
