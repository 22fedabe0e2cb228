import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chartDays, minutesOf, sumBy } from './traffic-sums.ts';

const row = (
  day: string,
  bucket: string,
  minutes: number,
  direction: 'clec-to-ilec' | null = 'clec-to-ilec',
) => ({
  day,
  bucket,
  direction,
  calls: 2,
  conversationMs: minutes * 60_000,
});
const ROWS = [
  row('2026-10-30', 'local', 1),
  row('2026-10-30', 'transit', 9),
  row('2026-11-01', 'local', 4.4),
];

test('sums by a name, the longest conversation first', () => {
  assert.deepEqual(
    sumBy(ROWS, ({ bucket }) => bucket),
    [
      { name: 'transit', calls: 2, conversationMs: 540_000 },
      { name: 'local', calls: 4, conversationMs: 324_000 },
    ],
  );
});

test('a chart has every day from the first to the last, over the end of a month too', () => {
  assert.deepEqual(
    chartDays(ROWS, ({ bucket }) => bucket),
    [
      { day: '2026-10-30', local: 1, transit: 9 },
      { day: '2026-10-31', local: 0, transit: 0 },
      { day: '2026-11-01', local: 4, transit: 0 },
    ],
  );
  assert.deepEqual(
    chartDays([], () => ''),
    [],
  );
});

test('minutes of pages are whole', () => {
  assert.equal(minutesOf(29_999), 0);
  assert.equal(minutesOf(30_000), 1);
});
