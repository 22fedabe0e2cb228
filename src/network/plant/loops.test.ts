import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoopMakeup } from './loop-makeup.ts';
import { believedMakeup } from './loops.ts';
import type { PlantLoop } from './loops.ts';

const records: LoopMakeup = {
  loop: 'L1',
  source: 'records',
  asOf: '2020-01-01',
  segments: [{ gauge: 24, feet: 7000 }],
  bridgedTaps: [{ feet: 500, feetFromOffice: 2000 }],
  loadCoils: [],
  repeaters: [],
  carrier: 'none',
  disturbers: [{ spectrumClass: 'sm3', count: 2 }],
};
const measured: LoopMakeup = {
  loop: 'L1',
  source: 'measured',
  asOf: '2026-09-14',
  segments: [{ gauge: 24, feet: 7040 }],
  bridgedTaps: [{ feet: 480, feetFromOffice: 2010 }],
  loadCoils: [{ feetFromOffice: 3000 }],
  repeaters: [],
  carrier: 'none',
};
const loop = (about: Pick<PlantLoop, 'records' | 'measured'>): PlantLoop => ({
  loop: 'L1',
  wireCenter: 'CLMAMOXA',
  status: 'spare',
  ...about,
});

test('what was measured counts, and what it contradicts is named; lengths within a test’s error are no contradiction', () => {
  const { makeup, differences } = believedMakeup(loop({ records, measured }));
  assert.equal(makeup.source, 'measured');
  assert.deepEqual(makeup.segments, measured.segments);
  // What no test finds out stays as it is written.
  assert.deepEqual(makeup.disturbers, records.disturbers);
  assert.deepEqual(differences, [{ part: 'load coils', records: 0, measured: 1 }]);
});

test('one of the two alone is believed', () => {
  assert.deepEqual(believedMakeup(loop({ records })), { makeup: records, differences: [] });
  assert.deepEqual(believedMakeup(loop({ measured })), { makeup: measured, differences: [] });
  assert.throws(() => believedMakeup(loop({})), /neither a record nor a test/);
});

test('every part that a test finds out is compared', () => {
  const other: LoopMakeup = {
    ...measured,
    bridgedTaps: [],
    repeaters: [{ feetFromOffice: 5000 }],
    carrier: 'udlc',
    pairGain: true,
  };
  assert.deepEqual(
    believedMakeup(loop({ records, measured: other })).differences.map(({ part }) => part),
    ['load coils', 'bridged taps', 'repeaters', 'carrier system', 'pair gain'],
  );
});
