import assert from 'node:assert/strict';
import { test } from 'node:test';
import { momentOf } from './moment.ts';

const now = Temporal.Instant.from('2026-11-20T19:01:30Z');
const read = (text?: string) => {
  const at = momentOf(text, 'America/Chicago', { now, field: 'at' });
  return at.ok ? at.value : at.problems.map(({ id, field }) => `${id} ${field}`).join();
};

test('a moment is an instant, or a local time where the agreement is at home, or now', () => {
  assert.equal(read('2026-11-20T13:01-06:00'), '2026-11-20T19:01:00Z');
  assert.equal(read('2026-11-20T13:01'), '2026-11-20T19:01:00Z');
  assert.equal(read('2026-11-20T13:01:30-06:00'), '2026-11-20T19:01:30Z');
  assert.equal(read('2026-11-20'), '2026-11-20T06:00:00Z');
  for (const none of [undefined, '']) assert.equal(read(none), '2026-11-20T19:01:30Z');
});

test('what is still to come has not happened, and what is no moment neither', () => {
  for (const later of ['2026-11-20T19:01:31Z', '2026-11-20T13:02', '2026-11-21', '2199-01-01T00:00Z'])
    assert.equal(read(later), 'case/future at', later);
  for (const none of ['Friday', '2026-02-30', '1066-10-14', '2201-01-01T00:00Z', '+275760-09-13T00:00Z'])
    assert.equal(read(none), 'case/at at', none);
});
