import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { LoopMakeup } from '../../src/network/plant/loop-makeup.ts';
import { loopGeometry } from './loop-geometry.ts';

const place = (feet: number) => ({ feetFromOffice: feet });
const makeup = (more: Partial<LoopMakeup> = {}): LoopMakeup => ({
  loop: 'L',
  source: 'records',
  asOf: '2026-11-01',
  segments: [{ gauge: 26, feet: 6000 }],
  bridgedTaps: [],
  loadCoils: [],
  repeaters: [],
  carrier: 'none',
  ...more,
});

test('every length along the cable is to one scale', () => {
  const feet = fc.integer({ min: 1, max: 20_000 });
  fc.assert(
    fc.property(
      fc.array(feet, { minLength: 1, maxLength: 6 }),
      fc.array(feet, { maxLength: 5 }),
      feet,
      (lengths, taps, equivalent) => {
        const drawn = loopGeometry(
          makeup({
            segments: lengths.map((one) => ({ gauge: 24, feet: one })),
            bridgedTaps: taps.map((one) => ({ feet: one, feetFromOffice: 0 })),
          }),
          equivalent,
        );
        const scales = [
          ...drawn.segments.map((one) => (one.x2 - one.x1) / one.feet),
          ...drawn.taps.map((one) => (one.x2 - one.x) / one.feet),
          (Number(drawn.equivalentX) - drawn.officeX) / equivalent,
        ];
        for (const scale of scales) assert.ok(Math.abs(scale - Number(scales[0])) < 1e-9);
        const ends = [...drawn.segments, ...drawn.taps].map(({ x2 }) => x2);
        assert.ok(Math.max(...ends) <= drawn.width);
      },
    ),
  );
});

test('segments follow each other, places keep their numbers, taps never cover each other', () => {
  const drawn = loopGeometry(
    makeup({
      segments: [
        { gauge: 26, feet: 3000 },
        { gauge: 24, feet: 3000 },
      ],
      loadCoils: [place(3000)],
      bridgedTaps: [
        { feet: 500, feetFromOffice: 3000 },
        { feet: 2000, feetFromOffice: 100 },
        { feet: 300, feetFromOffice: 200 },
      ],
    }),
  );
  assert.equal(drawn.segments[0]?.x2, drawn.segments[1]?.x1);
  assert.equal(drawn.coils[0]?.x, drawn.segments[1]?.x1);
  assert.deepEqual(
    drawn.taps.map(({ number }) => number),
    [2, 3, 1],
  );
  const second = drawn.taps.find(({ number }) => number === 2);
  const third = drawn.taps.find(({ number }) => number === 3);
  assert.notEqual(second?.y, third?.y);
});

test('a loop on fiber without copper is drawn too', () => {
  const drawn = loopGeometry(makeup({ segments: [], carrier: 'fiber' }));
  assert.ok(drawn.terminalX > drawn.officeX && drawn.ticks.length > 0);
});
