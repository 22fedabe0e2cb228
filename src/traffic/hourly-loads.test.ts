import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { busyHours, hourlyLoads } from './hourly-loads.ts';
import type { BusyHourMethod } from './hourly-loads.ts';
import { writeRatedCalls } from './test-rated-calls.ts';
import type { RatedCall } from './test-rated-calls.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hourly-loads-'));
after(() => rmSync(folder, { recursive: true }));

const ms = (at: string): number => Date.parse(`${at}Z`);

async function month(calls: readonly RatedCall[]): Promise<string> {
  const dir = mkdtempSync(path.join(folder, 'calls-'));
  await writeRatedCalls(dir, calls);
  return dir;
}

const loads = async (calls: readonly RatedCall[]): Promise<string[]> =>
  (await hourlyLoads(await month(calls))).map(
    ({ trunkGroup, hour, usageMs, attempts }) => `${trunkGroup} ${hour} ${usageMs} ${attempts}`,
  );

test('a call beyond the hour loads each hour with its part', async () => {
  // From 09:50:00 to 11:05:30: 600 s, 3,600 s and 330 s.
  assert.deepEqual(await loads([{ at: '2026-10-05T09:50:00', spoken: 4530 }]), [
    'A 2026-10-05T09 600000 1',
    'A 2026-10-05T10 3600000 0',
    'A 2026-10-05T11 330000 0',
  ]);
  // To the hour is not into it; over midnight is the next day.
  assert.deepEqual(
    await loads([
      { at: '2026-10-05T09:50:00', spoken: 600 },
      { at: '2026-10-05T23:59:59.500', spoken: 1 },
    ]),
    ['A 2026-10-05T09 600000 1', 'A 2026-10-05T23 500 1', 'A 2026-10-06T00 500 0'],
  );
});

test('a trunk is held from its seizure, and by calls that nobody answers', async () => {
  assert.deepEqual(
    await loads([
      // Answered at 10:00:05 after 20 seconds of ringing: seized at 09:59:45, released at 10:01:05.
      { at: '2026-10-05T10:00:05', spoken: 60, held: 80 },
      // Rang for half a minute from 10:10.
      { at: '2026-10-05T10:10:00', held: 30 },
      // Elapsed time unknown, or less than the conversation: the conversation counts.
      { at: '2026-10-05T10:20:00', spoken: 7, held: null },
      { at: '2026-10-05T10:20:00', spoken: 7, held: 5 },
    ]),
    ['A 2026-10-05T09 15000 1', `A 2026-10-05T10 ${65_000 + 30_000 + 14_000} 3`],
  );
});

test('copies, rejected records and records without a group or a time do not count; those held or of another switch do', async () => {
  assert.deepEqual(
    await loads([
      { at: '2026-10-05T10:00:00', spoken: 60, outcome: 'duplicate', reason: 'duplicate' },
      {
        at: '2026-10-05T10:00:00',
        spoken: 60,
        outcome: 'duplicate',
        reason: 'recorded-elsewhere',
        group: 'B',
      },
      { at: '2026-10-05T10:00:00', spoken: 60, outcome: 'rejected' },
      { at: '2026-10-05T10:00:00', spoken: 60, group: null },
      { at: '2026-10-05T10:00:00', spoken: 60, outcome: 'held' },
      { at: '2026-10-05T10:00:00', spoken: 60, outcome: 'non-billable' },
    ]),
    ['A 2026-10-05T10 120000 2', 'B 2026-10-05T10 60000 1'],
  );
});

const three = ['2026-10-05', '2026-10-06', '2026-10-07'];
/** 10 o'clock: 100 + 100 + 100; 14 o'clock: 240 + 20 + 10; a Sunday that is not studied. */
const calls: readonly RatedCall[] = [
  ...three.map((day) => ({ at: `${day}T10:00:00`, spoken: 100 })),
  { at: '2026-10-05T14:00:00', spoken: 120 },
  { at: '2026-10-05T14:10:00', spoken: 120 },
  { at: '2026-10-06T14:00:00', spoken: 20 },
  { at: '2026-10-07T14:00:00', spoken: 10 },
  { at: '2026-10-04T20:00:00', spoken: 3000 },
  { at: '2026-10-06T20:00:00', spoken: 6, group: 'B' },
];

test('the same hour of each day, or the highest of each day', async () => {
  const dir = await month(calls);
  const ask = async (method: BusyHourMethod) => busyHours(dir, { days: three, method });
  assert.deepEqual(await ask('time-consistent'), [
    { trunkGroup: 'A', place: null, hour: 10, days: 3, usageMs: 300_000, attempts: 3 },
    // Days without calls count as days.
    { trunkGroup: 'B', place: null, hour: 20, days: 3, usageMs: 6000, attempts: 1 },
  ]);
  // 240 on the first day, 100 on the others.
  assert.deepEqual(
    (await ask('bouncing')).map(({ trunkGroup, hour, usageMs, attempts }) => [
      trunkGroup,
      hour,
      usageMs,
      attempts,
    ]),
    [
      ['A', null, 440_000, 4],
      ['B', null, 6000, 1],
    ],
  );
  assert.deepEqual(await busyHours(dir, { days: three, method: 'bouncing', trunkGroups: ['C'] }), []);
});

test("calls are told apart by the place at the incumbent's end", async () => {
  const [clec, ilec] = [5737773456, 5738741234];
  const dir = await month([
    { at: '2026-10-05T10:00:00', spoken: 100, direction: 'clec-to-ilec', from: clec, to: ilec },
    { at: '2026-10-05T11:00:00', spoken: 40, direction: 'ilec-to-clec', from: ilec, to: clec },
    { at: '2026-10-05T10:30:00', spoken: 70, direction: 'clec-to-ilec', from: clec, to: 5736571234 },
    // Nobody answered, so there is no direction: both held trunks to Columbia, for 90 and 15 seconds.
    { at: '2026-10-05T10:30:00', held: 90, direction: null, from: clec, to: ilec },
    { at: '2026-10-05T10:30:00', held: 15, direction: null, from: ilec, to: clec },
    // Without a direction and between two of the places: to the called one.
    { at: '2026-10-05T10:30:00', held: 4, direction: null, from: ilec, to: 5736571234 },
    { at: '2026-10-05T10:30:00', spoken: 9000, direction: null, from: clec, to: 2125551234 },
    { at: '2026-10-05T10:30:00', spoken: 9000, direction: 'clec-to-ilec', from: clec, to: 2125551234 },
  ]);
  const placeOf = new Map([
    ['573874', 'COLUMBIA'],
    ['573657', 'ASHLAND'],
  ]);
  const found = await busyHours(dir, {
    days: ['2026-10-05'],
    method: 'time-consistent',
    placeOf,
    trunkGroups: ['A'],
  });
  assert.deepEqual(
    found.map(({ place, hour, usageMs }) => [place, hour, usageMs]),
    [
      // 70 + 4; 100 + 90 + 15.
      ['ASHLAND', 10, 74_000],
      ['COLUMBIA', 10, 205_000],
    ],
  );
});

test('nothing is lost, and the busy hour is that of the hours', async () => {
  const call = fc.record({
    group: fc.constantFrom('A', 'B'),
    start: fc.integer({ min: ms('2026-10-05T00:00:00'), max: ms('2026-10-09T23:59:59') }),
    spoken: fc.integer({ min: 0, max: 9000 }),
    more: fc.integer({ min: 0, max: 60 }),
  });
  const days = ['2026-10-05', '2026-10-06', '2026-10-07', '2026-10-08', '2026-10-09'];
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 40 }), async (made) => {
      const dir = await month(
        made.map(({ group, start, spoken, more }) => ({
          group,
          at: new Date(start).toISOString().slice(0, -1),
          spoken,
          held: spoken + more,
        })),
      );
      const hours = await hourlyLoads(dir);
      const total = made.reduce((sum, { spoken, more }) => sum + (spoken + more) * 1000, 0);
      assert.equal(
        hours.reduce((sum, { usageMs }) => sum + usageMs, 0),
        total,
      );
      assert.equal(
        hours.reduce((sum, { attempts }) => sum + attempts, 0),
        made.length,
      );
      for (const { trunkGroup, hour, usageMs } of await busyHours(dir, { days, method: 'time-consistent' })) {
        const at = (wanted: number): number =>
          hours
            .filter((one) => one.trunkGroup === trunkGroup && Number(one.hour.slice(11)) === wanted)
            .filter((one) => days.includes(one.hour.slice(0, 10)))
            .reduce((sum, one) => sum + one.usageMs, 0);
        const sums = Array.from({ length: 24 }, (_, index) => at(index));
        assert.equal(usageMs, Math.max(...sums));
        assert.equal(hour, sums.indexOf(Math.max(...sums)));
      }
    }),
    { numRuns: 15 },
  );
});
