import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixedClock, movableClock, systemClock } from './clock.ts';

test('the system clock moves forward', () => {
  const first = systemClock.now();
  assert.ok(Temporal.Instant.compare(systemClock.now(), first) >= 0);
});

test('a fixed clock always says the same instant', () => {
  const clock = fixedClock('2006-07-03T12:00:00Z');
  assert.equal(clock.now().toString(), '2006-07-03T12:00:00Z');
  assert.equal(clock.now(), clock.now());
});

test('a clock that is moved by hand never goes back', () => {
  const clock = movableClock('2026-10-01T13:00:00Z');
  assert.equal(clock.moveTo(Temporal.Instant.from('2026-10-01T14:00:00Z')), true);
  assert.equal(clock.moveTo(Temporal.Instant.from('2026-10-01T13:59:59Z')), false);
  assert.equal(clock.now().toString(), '2026-10-01T14:00:00Z');
});
