import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayBefore, instantOf, localTime, queryOf } from './times.ts';

const CHICAGO = 'America/Chicago';

test('a moment in the zone of the agreement and back', () => {
  // Chicago is six hours behind UTC in winter and five in summer.
  assert.equal(instantOf('2026-11-22T10:30', CHICAGO), '2026-11-22T16:30:00Z');
  assert.equal(instantOf('2026-07-01T00:00', CHICAGO), '2026-07-01T05:00:00Z');
  assert.equal(localTime('2026-11-22T16:30:00Z', CHICAGO), '2026-11-22T10:30');
  assert.equal(localTime('2026-07-01T05:00:00Z', CHICAGO), '2026-07-01T00:00');
});

test('where clocks change: the hour that comes twice is the first, the one that is skipped is read on', () => {
  // On 1 November 2026 at 2:00 clocks go back to 1:00; 1:30 is first at 6:30 UTC, still summer time.
  assert.equal(instantOf('2026-11-01T01:30', CHICAGO), '2026-11-01T06:30:00Z');
  assert.equal(instantOf('2026-11-01T02:30', CHICAGO), '2026-11-01T08:30:00Z');
  // On 8 March 2026 at 2:00 clocks go forward to 3:00; 2:30 by winter time is 8:30 UTC.
  assert.equal(instantOf('2026-03-08T02:30', CHICAGO), '2026-03-08T08:30:00Z');
});

test('what is no moment is none', () => {
  for (const text of ['', 'soon', '2026-11-22', '2026-13-01T00:00'])
    assert.equal(instantOf(text, CHICAGO), '');
  assert.equal(localTime('soon', CHICAGO), '');
});

test('a query holds what is given; the day before crosses months', () => {
  assert.equal(queryOf({ asOf: '', asKnown: undefined }), '');
  assert.equal(
    queryOf({ asOf: '2026-10-31', asKnown: '2026-11-01T00:00:00Z', q: '' }),
    '?asOf=2026-10-31&asKnown=2026-11-01T00%3A00%3A00Z',
  );
  assert.equal(dayBefore('2026-10-01'), '2026-09-30');
});
