import { parse } from 'csv-parse/sync';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { compareWithPlan, compareWithTrace } from './compare.ts';
import { planCalls } from './plan.ts';
import { callRecords, epochMilliseconds, RECORD_COLUMNS, type CallRecord } from './records.ts';
import { TRACE_COLUMNS, traceRows, type TraceRow } from './trace.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'examples', 'october-2026', 'usage', 'sip');
const csv = <T>(name: string) => parse<T>(readFileSync(join(FOLDER, name)), { columns: true });
const raw = (name: string) => gunzipSync(readFileSync(join(FOLDER, name))).toString('utf8');
const records = csv<CallRecord>('cdr.csv');
const trace = csv<TraceRow>('trace.csv');

test('every answered call of the example has the conversation time that its caller saw, within 100 ms', () => {
  const comparison = compareWithTrace(records, trace);
  assert.deepEqual(comparison.problems, []);
  assert.ok(records.length >= 240);
  assert.ok(comparison.answered >= 200);
  assert.ok(comparison.unanswered >= 15);
});

test('an unanswered call has no answer and no conversation time', () => {
  for (const record of records.filter(({ release_code: code }) => code !== '200')) {
    assert.match(record.release_code, /^48[067]$/);
    assert.equal(record.answer_at, '');
    assert.equal(record.conversation_ms, '0');
  }
});

test('the times are of October 2026, in order, and make up the conversation time', () => {
  for (const record of records) {
    const times = [record.invite_at, record.answer_at, record.end_at].filter((time) => time !== '');
    for (const time of times) assert.match(time, /^2026-10-\d\dT\d\d:\d\d:\d\d\.\d{3}-05:00$/);
    assert.deepEqual(times, [...times].sort());
    const talked = record.answer_at === '' ? 0 : Date.parse(record.end_at) - Date.parse(record.answer_at);
    assert.equal(Number(record.conversation_ms), talked);
  }
});

test('record ids are unique and the columns are the documented ones', () => {
  assert.equal(new Set(records.map((record) => record.record_id)).size, records.length);
  assert.deepEqual(Object.keys(records[0]!), [...RECORD_COLUMNS]);
  assert.deepEqual(Object.keys(trace[0]!), [...TRACE_COLUMNS]);
});

test('the files come from the raw lines beside them', () => {
  assert.deepEqual(records, callRecords(raw('kamailio-accounting.txt.gz')));
  assert.deepEqual(trace, traceRows(raw('sipp-messages.tsv.gz')));
});

test('the signalling carried what was planned', () => {
  assert.deepEqual(compareWithPlan(records, planCalls(records.length)), []);
});

test('the call mix covers both directions, both trunk groups, the ISP and ported numbers', () => {
  const count = (matches: (record: CallRecord) => boolean) => records.filter(matches).length;
  assert.ok(count((record) => record.called === '5737773999') >= 20);
  assert.ok(count((record) => record.lrn === '5737770000' && record.recorded_by === 'socket') >= 5);
  for (const trunkGroup of ['CO521001', 'WN520001']) {
    for (const recordedBy of ['socket', 'centurytel']) {
      assert.ok(
        count((record) => record.trunk_group === trunkGroup && record.recorded_by === recordedBy) >= 20,
      );
    }
  }
});

test('a fraction that was rounded up to a whole second is the next second', () => {
  assert.equal(epochMilliseconds('1791981778.1000'), 1791981779000);
  assert.equal(epochMilliseconds('1791981778.022'), 1791981778022);
  assert.equal(epochMilliseconds('1791981778.462745'), 1791981778463);
  assert.throws(() => epochMilliseconds(''));
});

test('a record that differs from its caller by more than 100 ms is a problem', () => {
  const answered = records.find((record) => record.answer_at !== '')!;
  const wrong = { ...answered, conversation_ms: String(Number(answered.conversation_ms) + 150) };
  const rest = records.filter((record) => record.record_id !== wrong.record_id);
  assert.equal(compareWithTrace([wrong, ...rest], trace).problems.length, 1);
  assert.equal(compareWithTrace(rest, trace).problems.length, 1);
});
