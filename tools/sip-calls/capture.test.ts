import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { unwrap } from '../../src/base/result.ts';
import { findShipped, readMapped, readMapping } from '../../src/formats/cdr-mapping/index.ts';
import type { MappedCall } from '../../src/formats/cdr-mapping/index.ts';
import { planCapture } from './capture-plan.ts';
import type { Course } from './capture-plan.ts';
import { captureRows } from './capture-records.ts';
import type { CaptureRow } from './capture-records.ts';
import { seenAttempts } from './capture-trace.ts';
import { callerScenario } from './scenario.ts';

const FOLDER = path.join(import.meta.dirname, '..', '..', 'examples', 'sip-calls');
/** A record and the caller's trace differ by the way of a message through one or two proxies and by rounding. */
const TOLERANCE_MS = 50;

const CARRIERS = ['socket', 'centurytel'] as const;
const unpacked = (name: string): string => gunzipSync(readFileSync(path.join(FOLDER, name))).toString();
const csv = (carrier: string): CaptureRow[] =>
  parse(readFileSync(path.join(FOLDER, 'usage', carrier, `${carrier}.csv`)), { columns: true });
const seen = seenAttempts(unpacked('sipp-messages.txt.gz'));
const plan = new Map(planCapture(120).map((call) => [call.callId, call]));

async function mapped(carrier: string, mappingFile: string): Promise<Map<string, MappedCall>> {
  const mapping = unwrap(
    readMapping(mappingFile, readFileSync(path.join(FOLDER, mappingFile), 'utf8'), findShipped),
  );
  const bytes = readFileSync(path.join(FOLDER, 'usage', carrier, `${carrier}.csv`));
  const calls = new Map<string, MappedCall>();
  for await (const outcome of readMapped(carrier, Readable.from([bytes]), mapping)) {
    assert.ok(outcome.kind === 'record' || outcome.kind === 'header', JSON.stringify(outcome));
    if (outcome.kind === 'record') calls.set(outcome.call.recordId ?? '', outcome.call);
  }
  return calls;
}

const near = (what: string, a: number | undefined, b: number | undefined): void =>
  assert.ok(Math.abs((a ?? NaN) - (b ?? NaN)) <= TOLERANCE_MS, `${what}: ${a} and ${b}`);

for (const carrier of CARRIERS) {
  test(`each attempt has one record at ${carrier}’s proxy, with the times that the caller saw within ${TOLERANCE_MS} ms`, async () => {
    const calls = await mapped(carrier, `usage/${carrier}/mapping.yaml`);
    assert.equal(calls.size, seen.length);
    for (const attempt of seen) {
      const id = `${attempt.callId}/${attempt.cseq}`;
      const call = calls.get(id);
      assert.ok(call, id);
      const answered = attempt.status === 200;
      assert.equal(call.answered, answered, id);
      near(`${id} connect`, call.utcMs, answered ? attempt.finalMs : attempt.inviteMs);
      const talked = answered ? (attempt.byeMs ?? NaN) - (attempt.finalMs ?? NaN) : 0;
      near(`${id} conversation`, call.conversationMs, talked);
      const end = answered ? attempt.byeMs : attempt.finalMs;
      near(`${id} elapsed`, call.elapsedMs, (end ?? NaN) - attempt.inviteMs);
      assert.equal(call.toNumber, Number(attempt.called));
      assert.equal(call.lrn, attempt.lrn === undefined ? undefined : Number(attempt.lrn));
    }
  });

  test(`records of ${carrier} come from the raw lines beside them`, () => {
    const lines = unpacked(`kamailio-${carrier}.txt.gz`).trim().split('\n');
    assert.deepEqual(csv(carrier), captureRows(lines));
  });
}

test('the calling number is the asserted one; where none is asserted there is none, whatever From says', async () => {
  const calls = await mapped('socket', 'usage/socket/mapping.yaml');
  let [asserted, absent] = [0, 0];
  for (const attempt of seen) {
    const number = calls.get(`${attempt.callId}/${attempt.cseq}`)?.fromNumber;
    assert.equal(number, attempt.asserted === undefined ? undefined : Number(attempt.asserted));
    if (number === undefined) absent += 1;
    else asserted += 1;
  }
  assert.ok(asserted >= 60 && absent >= 40);
});

test('another mapping of the same records takes From where nothing is asserted, and nothing from an anonymous From', async () => {
  const calls = await mapped('socket', 'calling-number-from-header.yaml');
  const numbers = seen.map((attempt) => calls.get(`${attempt.callId}/${attempt.cseq}`)?.fromNumber);
  seen.forEach(({ asserted = '', from = '' }, i) =>
    assert.equal(numbers[i], Number(asserted || from) || undefined),
  );
  const [unasserted, hidden] = ['unasserted', 'hidden'].map((identity) =>
    seen.filter(({ callId }) => plan.get(callId)?.identity === identity),
  );
  assert.ok((unasserted?.length ?? 0) >= 20 && (hidden?.length ?? 0) >= 20);
  assert.equal(numbers.filter((number) => number === undefined).length, hidden?.length);
});

test('every course went as planned', () => {
  const statuses: Readonly<Record<Course, readonly number[]>> = {
    answered: [200],
    repeated: [200],
    // A proxy hands a 503 on as 500 (RFC 3261 16.7).
    retried: [500, 200],
    busy: [486],
    away: [480],
    abandoned: [487],
  };
  const byCall = Map.groupBy(seen, ({ callId }) => callId);
  assert.deepEqual([...byCall.keys()].sort(), [...plan.keys()].sort());
  for (const [callId, attempts] of byCall) {
    const { course, called, calling, identity } = plan.get(callId)!;
    assert.deepEqual(
      attempts.map(({ status }) => status),
      statuses[course],
      callId,
    );
    for (const attempt of attempts) {
      assert.equal(attempt.called, called);
      assert.equal(attempt.asserted, identity === 'asserted' || identity === 'private' ? calling : undefined);
      assert.equal(attempt.from, identity === 'asserted' || identity === 'unasserted' ? calling : undefined);
    }
  }
});

test('an INVITE that was sent again has one record, an attempt after 503 one of its own with the same Call-ID', () => {
  const repeated = seen.filter(({ invites }) => invites > 1);
  assert.ok(repeated.length >= 10);
  assert.ok(repeated.every(({ callId }) => plan.get(callId)?.course === 'repeated'));
  for (const carrier of CARRIERS) {
    const rows = csv(carrier);
    assert.equal(new Set(rows.map((row) => row.record_id)).size, rows.length);
    for (const { callId, from, to } of [...plan.values()].filter(({ course }) => course === 'retried')) {
      const codes = rows
        .filter((row) => row.record_id.startsWith(`${callId}/`))
        .map((row) => row.release_code);
      // The carrier whose switch was overloaded sees its 503, the other one a 500.
      assert.ok(carrier === from || carrier === to);
      assert.deepEqual(codes, [carrier === to ? '503' : '500', '200']);
    }
  }
});

test('many calls are up at the same time', () => {
  const answered = seen.filter(({ status }) => status === 200);
  const up = answered.map(
    ({ finalMs = 0 }) =>
      answered.filter((other) => (other.finalMs ?? 0) <= finalMs && (other.byeMs ?? 0) > finalMs).length,
  );
  assert.ok(Math.max(...up) >= 30, `${Math.max(...up)} at once`);
});

test('a fraction that Kamailio rounded up to a whole second is the next second, and a refusal ends an attempt', () => {
  const line = (code: string) =>
    `start_time=1792072802.1000; end_time=1792072804.561; duration=1.561; record_id=a@h/1; trunk_group=T; calling=<null>; from_user=x; called=+15737773999; lrn=; invite_at=1792072802.244037; final_at=1792072803.555000; release_code=${code}`;
  const [row] = captureRows([line('200')]);
  assert.equal(row?.start_time, '1792072803.000');
  assert.equal(row?.end_time, '1792072804.561');
  assert.equal(row?.calling, '');
  const [refused] = captureRows([line('486')]);
  assert.deepEqual([refused?.start_time, refused?.end_time], ['', '1792072803.555']);
  assert.throws(() => captureRows(['record_id=a; release_code=200']), /left start_time out/);
});

test('the trace tells attempts apart by CSeq, counts repeated INVITEs and lost replies do not hide the next message', () => {
  const at = (time: string) => `${'-'.repeat(47)} 2026-10-15 14:00:${time}\nUDP message sent (1 bytes):\n\n`;
  const message = (first: string, cseq: string) => `${first}\r\nCall-ID: c@h\r\nCSeq: ${cseq}\r\n\r\n\n`;
  const invite = (n: number) => message('INVITE sip:+15737773999;npdi@h SIP/2.0', `${n} INVITE`);
  const trace = [
    `${at('01.000000')}${invite(1)}`,
    `${at('01.100000')}${message('SIP/2.0 180 Ringing', '1 INVITE')}UDP message lost (recv).`,
    `${at('01.500000')}${invite(1)}`,
    `${at('01.600000')}${message('SIP/2.0 500 Service Unavailable', '1 INVITE')}`,
    `${at('02.000000')}${invite(2)}`,
    `${at('02.500000')}${message('SIP/2.0 200 OK', '2 INVITE')}`,
    `${at('09.750000')}${message('BYE sip:h SIP/2.0', '3 BYE')}`,
  ].join('');
  const begin = Date.UTC(2026, 9, 15, 14);
  assert.deepEqual(
    seenAttempts(trace).map((a) => [
      a.cseq,
      a.inviteMs - begin,
      a.invites,
      a.status,
      a.byeMs && a.byeMs - begin,
    ]),
    [
      [1, 1000, 2, 500, undefined],
      [2, 2000, 1, 200, 9750],
    ],
  );
});

test('a ported number’s INVITE carries the routing number, another’s does not', () => {
  assert.match(callerScenario('answered', true), /;npdi;rn=\+1\[field\d\]@/);
  assert.doesNotMatch(callerScenario('answered', false), /rn=/);
});
