import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { NoticeInbox } from './inbox.ts';
import { newSecret, seal, sealingKey, unseal } from './secret.ts';
import { signature, signedHeaders } from './sign.ts';
import { verifyWebhook } from './verify.ts';
import type { Received } from './verify.ts';

const now = Temporal.Instant.from('2026-11-23T12:00:00Z');
const secret = newSecret();

const event = (caseId: string, seq: number): string =>
  JSON.stringify({
    specversion: '1.0',
    id: `${caseId}#${seq}`,
    type: 'org.meetpoint.lsr.confirmed.v1',
    source: '/agreements/form/river',
    data: {
      agreement: 'form/river',
      kind: 'lsr',
      case: caseId,
      seq,
      event: 'confirmed',
      occurredAt: '',
      summary: {},
    },
  });

const sent = (id: string, body: string, at = now, secrets = [secret]): Received => ({
  headers: signedHeaders(secrets, id, at, body),
  body: Buffer.from(body),
});

const problem = (received: Received, at = now): string | undefined => {
  const verified = verifyWebhook(received, { secrets: [secret], now: at });
  return verified.ok ? undefined : verified.problems[0]?.id;
};

describe('signatures', () => {
  // The example of the Standard Webhooks specification and its libraries.
  test('are those of Standard Webhooks', () => {
    assert.equal(
      signature(
        'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
        'msg_p5jXN8AQM9LWM0D4loKWxJek',
        1_614_265_330,
        '{"test": 2432232314}',
      ),
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  test('a byte changed, another id, another time, another secret: none opens', () => {
    const good = sent('m1', event('LSR/1', 1));
    assert.equal(problem(good), undefined);
    assert.equal(problem({ ...good, body: Buffer.from(event('LSR/1', 2)) }), 'webhooks/signature');
    for (const [name, value] of [
      ['webhook-id', 'm2'],
      ['webhook-timestamp', String(Math.floor(now.epochMilliseconds / 1000) + 1)],
      [
        'webhook-signature',
        signature(newSecret(), 'm1', Math.floor(now.epochMilliseconds / 1000), good.body),
      ],
      ['webhook-signature', 'v1,'],
      ['webhook-signature', 'v2,AAAA'],
    ] as const)
      assert.equal(problem({ ...good, headers: { ...good.headers, [name]: value } }), 'webhooks/signature');
    assert.equal(problem({ ...good, headers: {} }), 'webhooks/unsigned');
    assert.equal(
      problem({ ...good, headers: { ...good.headers, 'webhook-timestamp': 'soon' } }),
      'webhooks/unsigned',
    );
  });

  test('five minutes either way is the most', () => {
    const good = sent('m1', event('LSR/1', 1));
    for (const seconds of [-300, 300]) assert.equal(problem(good, now.add({ seconds })), undefined);
    for (const seconds of [-301, 301]) assert.equal(problem(good, now.add({ seconds })), 'webhooks/expired');
  });

  test('a body that is no UTF-8 or no JSON is said to be none, once its signature fits', () => {
    const at = Math.floor(now.epochMilliseconds / 1000);
    for (const body of [Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), Buffer.from('{"a":'), Buffer.from('')]) {
      const headers = {
        'webhook-id': 'm1',
        'webhook-timestamp': String(at),
        'webhook-signature': signature(secret, 'm1', at, body),
      };
      assert.equal(problem({ headers, body }), 'webhooks/unreadable');
    }
  });

  test('whatever comes is refused in words and never throws', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('webhook-id', 'webhook-timestamp', 'webhook-signature'),
          fc.oneof(fc.string(), fc.constant('1763899200')),
        ),
        fc.uint8Array(),
        (headers, body) => {
          assert.ok(['webhooks/unsigned', 'webhooks/signature'].includes(problem({ headers, body }) ?? ''));
        },
      ),
    );
  });

  test('a secret comes back from its seal, and from no other key', () => {
    const key = sealingKey('an installation');
    assert.equal(unseal(seal(secret, key), key), secret);
    assert.notEqual(seal(secret, key), seal(secret, key));
    assert.throws(() => unseal(seal(secret, key), sealingKey('another')));
  });
});

describe('the inbox', () => {
  test('takes each notice once, says which came late, and refuses what is older than it remembers', () => {
    const inbox = new NoticeInbox([secret]);
    const [first, third, second] = [1, 3, 2].map((seq) => sent(`m${seq}`, event('LSR/1', seq)));
    assert.ok(first && second && third);
    const order = (received: Received, at = now): string => {
      const taken = inbox.take(received, at);
      return taken.ok ? taken.value.order : (taken.problems[0]?.id ?? '');
    };
    assert.deepEqual(
      [first, third, second].map((one) => order(one)),
      ['next', 'next', 'late'],
    );
    assert.deepEqual(
      [first, second, third].map((one) => order(one)),
      Array(3).fill('webhooks/duplicate'),
    );
    // Replayed when its id is forgotten: the time of its signature refuses it.
    assert.equal(order(first, now.add({ seconds: 601 })), 'webhooks/expired');
    // Numbers are a case's own.
    assert.equal(order(sent('m4', event('LSR/2', 1))), 'next');
    assert.equal(order(sent('m5', '{"specversion":"0.3"}')), 'webhooks/no-cloud-event');
  });

  test('in whatever order and how often they come: each is taken once, and the last taken as next is the highest', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 40 }), (seqs) => {
        const inbox = new NoticeInbox([secret]);
        const taken = seqs.flatMap((seq) => {
          const one = inbox.take(sent(`m${seq}`, event('LSR/1', seq)), now);
          return one.ok ? [[seq, one.value.order] as const] : [];
        });
        assert.deepEqual(taken.map(([seq]) => seq).sort(), [...new Set(seqs)].sort());
        const next = taken.filter(([, order]) => order === 'next').map(([seq]) => seq);
        assert.deepEqual(
          next,
          [...next].sort((a, b) => a - b),
        );
        assert.equal(next.at(-1), Math.max(...seqs));
      }),
      { numRuns: 50 },
    );
  });
});
