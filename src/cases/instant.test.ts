import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { localDate, readInstant, readLocalDate } from './instant.ts';

const missouri = { timeZone: 'America/Chicago' };

test('a contract date is the day in the time zone of the agreement', () => {
  // 02:00 in Greenwich is 20:00 of the day before in Missouri in winter.
  assert.equal(localDate(missouri, '2026-11-20T02:00:00Z'), '2026-11-19');
  assert.equal(localDate(missouri, '2026-11-20T06:00:00Z'), '2026-11-20');
  assert.equal(readLocalDate(missouri, '2026-11-20T02:00Z'), '2026-11-19');
  assert.equal(readLocalDate(missouri, '2026-11-20T02:00+09:00'), '2026-11-19');
  assert.equal(readLocalDate(missouri, '2026-11-20T23:59'), '2026-11-20');
  assert.equal(readLocalDate(missouri, '2026-11-20'), '2026-11-20');
});

test('what is no moment has no date', () => {
  for (const text of ['soon', '2026-02-30', '2026-11-20T25:00', '1026-11-20'])
    assert.equal(readLocalDate(missouri, text), undefined);
  assert.throws(() => localDate(missouri, '2026-11-20'), RangeError);
});

test('a date that people write is its own date wherever the agreement is', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 36_500 }),
      fc.constantFrom('America/Chicago', 'Pacific/Kiritimati', 'UTC'),
      (days, timeZone) => {
        const text = Temporal.PlainDate.from('1990-01-01').add({ days }).toString();
        assert.equal(readLocalDate({ timeZone }, text), text);
        const noon = readInstant(`${text}T12:00`, timeZone);
        assert.equal(noon && localDate({ timeZone }, noon), text);
      },
    ),
  );
});
