import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readDuration } from './duration.ts';
import { formFault, timeReader } from './time.ts';
import { zoneReader } from './zone.ts';

const CHICAGO = 'America/Chicago';
const wall = (text: string): number => Date.parse(`${text}Z`);
const utc = (text: string): number => Date.parse(text);

test('clocks go forward on 8 March 2026 and back on 1 November: an hour is none, an hour is two', () => {
  const instants = zoneReader(CHICAGO);
  assert.deepEqual(instants(wall('2026-03-08T01:59:59')), [utc('2026-03-08T01:59:59-06:00')]);
  assert.deepEqual(instants(wall('2026-03-08T02:00:00')), []);
  assert.deepEqual(instants(wall('2026-03-08T02:59:59')), []);
  assert.deepEqual(instants(wall('2026-03-08T03:00:00')), [utc('2026-03-08T03:00:00-05:00')]);
  assert.deepEqual(instants(wall('2026-11-01T00:59:59')), [utc('2026-11-01T00:59:59-05:00')]);
  assert.deepEqual(instants(wall('2026-11-01T01:30:00')), [
    utc('2026-11-01T01:30:00-05:00'),
    utc('2026-11-01T01:30:00-06:00'),
  ]);
  assert.deepEqual(instants(wall('2026-11-01T02:00:00')), [utc('2026-11-01T02:00:00-06:00')]);
});

test('an instant of any zone is among those of its wall clock time', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2000, 0, 2), max: Date.UTC(2099, 11, 30) }),
      fc.constantFrom(CHICAGO, 'UTC', '-05:00', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
      (at, zone) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
        const localMs = at + zoned.offsetNanoseconds / 1_000_000;
        assert.ok(zoneReader(zone)(localMs).includes(at));
      },
    ),
  );
});

test('epochs are read in their unit; what is finer than a millisecond is cut only where that is said', () => {
  const read = (form: string, text: string, cut = false): unknown => timeReader(form, 'in-text', cut)(text);
  const at = { utcMs: [utc('2026-10-05T14:12:07.250Z')] };
  assert.deepEqual(read('epoch-s', '1791209527.250'), at);
  assert.deepEqual(read('epoch-s', '1791209527.250000'), at);
  assert.deepEqual(read('epoch-ms', '1791209527250'), at);
  assert.deepEqual(read('epoch-us', '1791209527250000'), at);
  assert.equal(read('epoch-us', '1791209527250001'), 'finer-than-milliseconds');
  assert.deepEqual(read('epoch-us', '1791209527250999', true), at);
  assert.equal(read('epoch-s', '1791209527.2501'), 'finer-than-milliseconds');
  assert.equal(read('epoch-s', '17912095272500'), 'no-such-time');
  assert.equal(read('epoch-s', '0'), 'no-such-time');
  for (const text of ['', '-1', '1e9', '0x10', ' 1791209527', '1791209527.', '99999999999999999'])
    assert.equal(read('epoch-s', text), 'not-a-time', text);
});

test('forms say each part once; a day that does not exist is told from a text that is no time', () => {
  for (const form of [
    'YYYY-MM-DD hh:mm:ss',
    'YYYYMMDDhhmmss.fff',
    'MM/DD/YYYY hh:mm:ss[.f]',
    'YYYY-MM-DDThh:mm:ss[.f]Z',
  ])
    assert.equal(formFault(form), undefined, form);
  assert.equal(formFault('YYYY-MM-DD hh:mm'), 'has no ss');
  assert.equal(formFault('YYYY-MM-DD DD hh:mm:ss'), 'has DD twice');
  assert.equal(formFault('YYYY-MM-DD hh:mm:ss.fff[.f]'), 'has f twice');
  const read = timeReader('YYYY-MM-DD hh:mm:ss', 'recording-point', false);
  assert.deepEqual(read('2028-02-29 23:59:59'), { localMs: wall('2028-02-29T23:59:59'), utcMs: [] });
  assert.equal(read('2026-02-29 00:00:00'), 'no-such-time');
  assert.equal(read('2026-2-9 00:00:00'), 'not-a-time');
  // Characters that mean something in a pattern are themselves.
  const dots = timeReader('DD.MM.YYYY hh:mm:ss', 'recording-point', false);
  assert.equal(dots('05x10x2026 09:12:00'), 'not-a-time');
  const offset = timeReader('YYYY-MM-DDThh:mm:ssZ', 'in-text', false);
  assert.deepEqual(offset('2026-10-05T09:12:07-0530'), {
    localMs: wall('2026-10-05T09:12:07'),
    utcMs: [utc('2026-10-05T14:42:07Z')],
  });
  assert.equal(offset('2026-10-05T09:12:07+19:00'), 'no-such-time');
});

test('durations are exact milliseconds or refused by name', () => {
  assert.equal(readDuration('122', 's'), 122_000);
  assert.equal(readDuration('122.5', 's'), 122_500);
  assert.equal(readDuration('122.5000', 's'), 122_500);
  assert.equal(readDuration('122500', 'ms'), 122_500);
  assert.equal(readDuration('122500.000', 'ms'), 122_500);
  assert.equal(readDuration('1:02:03.004', 'hh:mm:ss'), 3_723_004);
  assert.equal(readDuration('100:00:00', 'hh:mm:ss'), 360_000_000);
  assert.equal(readDuration('0:00:61', 'hh:mm:ss'), 'not-a-duration');
  assert.equal(readDuration('0:61:00', 'hh:mm:ss'), 'not-a-duration');
  assert.equal(readDuration('122.5001', 's'), 'finer-than-milliseconds');
  assert.equal(readDuration('0.5', 'ms'), 'finer-than-milliseconds');
  assert.equal(readDuration('-1', 's'), 'negative-duration');
  assert.equal(readDuration('-0:00:01', 'hh:mm:ss'), 'negative-duration');
  assert.equal(readDuration('3601', 's', 3_600_000), 'absurd-duration');
  assert.equal(readDuration('3600', 's', 3_600_000), 3_600_000);
  assert.equal(readDuration('9'.repeat(20), 's'), 'absurd-duration');
  for (const text of ['', '.5', '5.', '1,5', '1e3', '+1', 'NaN'])
    assert.equal(readDuration(text, 's'), 'not-a-duration', text);
});

test('seconds with so many decimals are the same milliseconds however they are written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (ms) => {
      assert.equal(readDuration((ms / 1000).toFixed(3), 's'), ms);
      assert.equal(readDuration(`${(ms / 1000).toFixed(3)}000`, 's'), ms);
    }),
  );
});
