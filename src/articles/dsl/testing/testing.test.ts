import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../base/result.ts';
import { GOOD_READINGS, decide, idsOf, load, loop, missouri, valueOf } from '../test-ground.ts';

const agreement = missouri();
const withReading = (name: string, value: string) =>
  GOOD_READINGS.map((one) => (one.test === name ? { ...one, value } : one));
const result = (readings: readonly object[]) => valueOf(agreement, 'acceptance-test', { readings });

describe('the test at turn-up', () => {
  test('passes at each limit and fails beyond it, one reading being enough', () => {
    assert.equal(result(GOOD_READINGS), 'accepted');
    for (const [name, value] of [
      ['dc-resistance', '1300.1'],
      ['short-resistance', '3499999'],
      ['ground-resistance', '3499999.9'],
      ['foreign-voltage', '3.01'],
      ['foreign-voltage', '-3.01'],
      ['load-coils', '1'],
      ['insertion-loss', '42.6'],
      ['noise', '20.5'],
    ] as const)
      assert.equal(result(withReading(name, value)), 'failed', name);
  });

  test('details tell each test, the passed ones too', () => {
    const { details } = unwrap(
      decide(agreement, 'acceptance-test', { readings: withReading('noise', '31') }),
    );
    const { tests } = details as { tests: { test: string; passed: boolean }[] };
    assert.deepEqual(
      tests.filter(({ passed }) => !passed).map((one) => one.test),
      ['noise'],
    );
    assert.equal(tests.length, 7);
  });

  test('is not passed by leaving a test out, nor by taking one twice', () => {
    const ids = (readings: readonly object[]) => idsOf(decide(agreement, 'acceptance-test', { readings }));
    assert.deepEqual(ids(GOOD_READINGS.slice(2)), ['dsl/test-missing', 'dsl/test-missing']);
    assert.deepEqual(ids([...GOOD_READINGS, { test: 'noise', value: '5' }]), ['dsl/test-twice']);
    assert.deepEqual(ids(withReading('noise', '-5')), ['dsl/test-negative']);
    assert.deepEqual(ids(withReading('noise', 'quiet')), ['decide/facts']);
    assert.deepEqual(idsOf(load(['noise,noise,,,20,', 'noise,noise,,,,'])), ['dsl/terms']);
  });
});

describe('the time of a technician', () => {
  const charge = (minutes: number, was = 'accepted', at = agreement) =>
    valueOf(at, 'cooperative-test-charge', { minutes, result: was });

  test('is free for 30 minutes, then billed by begun quarters of an hour', () => {
    assert.equal(charge(0), '0.00');
    assert.equal(charge(30), '0.00');
    // 1 minute beyond: a quarter of $84.00
    assert.equal(charge(31), '21.00');
    assert.equal(charge(45), '21.00');
    assert.equal(charge(46), '42.00');
    assert.equal(charge(90), '84.00');
  });

  test('is not billed for a test that the loop did not pass, unless the agreement says so', () => {
    assert.equal(charge(240, 'failed'), '0.00');
    assert.equal(charge(45, 'failed', missouri(['  failed: not-billed', '  failed: billed'])), '21.00');
  });

  test('longer never costs less, and by the quarter of an hour beyond', () => {
    fc.assert(
      fc.property(fc.nat(600), fc.nat(600), (minutes, more) => {
        assert.ok(Number(charge(minutes + more)) >= Number(charge(minutes)));
        assert.equal(Number(charge(minutes)), 21 * Math.ceil(Math.max(0, minutes - 30) / 15));
      }),
    );
  });

  test('times are minutes', () => {
    const seconds = load(
      ['free: 30 minutes\n  increment: 15 minutes', 'free: 30 minutes\n  increment: 15 seconds'],
      ['parts of 15 minutes are billed', 'parts of 15 seconds are billed'],
    );
    assert.deepEqual(idsOf(seconds), ['dsl/terms']);
  });
});

describe('record and test', () => {
  const record = loop({ bridgedTaps: [{ feet: 800, feetFromOffice: 0 }] });
  const against = (found: object, at = agreement) =>
    valueOf(at, 'record-against-test', { makeup: record, test: found });

  test('a clear record against coils on the test: the test counts', () => {
    assert.equal(against({ loadCoils: 0 }), 'agrees');
    assert.equal(against({ loadCoils: 2 }), 'measured');
    const receipt = unwrap(
      decide(agreement, 'record-against-test', { makeup: record, test: { loadCoils: 2 } }),
    );
    assert.deepEqual(receipt.details, { differences: [{ part: 'load coils', record: 0, found: 2 }] });
    const records = missouri(['governs: measured', 'governs: records']);
    assert.equal(against({ loadCoils: 2 }, records), 'records');
  });

  test('tap may differ by 100 feet', () => {
    assert.equal(against({ bridgedTapFeet: 900 }), 'agrees');
    assert.equal(against({ bridgedTapFeet: 700 }), 'agrees');
    assert.equal(against({ bridgedTapFeet: 901 }), 'measured');
    assert.equal(against({ bridgedTapFeet: 699 }), 'measured');
  });

  test('a test that found nothing out contradicts nothing', () => {
    const asked = decide(agreement, 'record-against-test', { makeup: record, test: {} });
    assert.deepEqual(idsOf(asked), ['dsl/nothing-tested']);
  });
});
