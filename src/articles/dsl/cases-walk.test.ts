import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { runClocks } from '../../cases/clocks.ts';
import { stateAfter } from '../../cases/event-problems.ts';
import { allowedIn } from '../../cases/kind.ts';
import type { CaseEvent } from '../../cases/kind.ts';
import { kinds } from './kinds.ts';
import { BAD_READINGS, GOOD_READINGS, ILEC, event, idsOf, loop, missouri, play } from './test-ground.ts';

const agreement = missouri();
const loaded = loop({ loadCoils: [{ feetFromOffice: 3000 }, { feetFromOffice: 6000 }] });

describe('whatever is done, every event is taken or refused as its state says', () => {
  for (const kind of kinds) {
    test(kind.kind, () => {
      const reached = new Set<string>();
      const step = fc.record({
        name: fc.constantFrom(...kind.events.map(({ name }) => name)),
        actor: fc.constantFrom('socket', ILEC),
        whole: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
      });
      fc.assert(
        fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
          let taken: CaseEvent[] = [];
          for (const { name, actor, whole } of steps) {
            const before = stateAfter(kind, taken);
            const next = event(name, '2026-12-15', whole ? WHOLE[`${kind.kind}.${name}`] : {}, actor);
            const now = play(agreement, kind, [...taken, next]);
            const legal = allowedIn(kind, before).includes(name);
            assert.equal(idsOf(now).includes('case/not-allowed'), !legal, `${name} in ${before}`);
            if (now.ok) taken = now.value;
            const after = stateAfter(kind, taken);
            reached.add(after);
            if (kind.states.find(({ name: is }) => is === after)?.final === true)
              assert.ok(runClocks(agreement, kind, taken).every(({ state: is }) => is !== 'running'));
          }
        }),
        { numRuns: 60 },
      );
      assert.ok(reached.size > 1, 'the walk got nowhere');
    });
  }
});

/** Bodies that fit, so that walks get far. */
const WHOLE: Readonly<Record<string, Record<string, unknown>>> = {
  'loop-qualification.asked': { wireCenter: 'CLMAMOXA', loop: 'L1', because: 'no-record' },
  'loop-qualification.answered': { makeup: loop() },
  'loop-qualification.unavailable': { because: 'x' },
  'loop-qualification.contradicted': { test: { loadCoils: 2 } },
  'loop-qualification.corrected': { makeup: loop() },
  'loop-conditioning.asked': { makeup: loaded, wanted: { loadCoils: [1, 2] }, sharedVoice: true },
  'loop-conditioning.quoted': { amount: '150.00' },
  'loop-conditioning.no-copper': { because: 'x' },
  'loop-conditioning.approved': { amount: '150.00', product: 'loop-2w-xdsl', quantity: 1 },
  'loop-conditioning.conditioned': { takenOff: { loadCoils: [1, 2] } },
  'loop-conditioning.voice-broken': { since: '2026-12-15' },
  'loop-conditioning.tested': { readings: GOOD_READINGS },
  'loop-conditioning.failed': { because: 'x' },
  'line-station-transfer.proposed': { makeup: { ...loaded, sparePairs: 1 } },
  'line-station-transfer.swapped': { pair: 'x' },
  'line-station-transfer.settled': { helped: true, amount: '72.50' },
  'cooperative-test.requested': { circuit: 'LX/1' },
  'cooperative-test.scheduled': { at: '2026-12-15T15:00:00Z' },
  'cooperative-test.missed': { by: 'incumbent' },
  'cooperative-test.passed': { readings: GOOD_READINGS, minutes: 20 },
  'cooperative-test.failed': { readings: BAD_READINGS, minutes: 20 },
  'cooperative-test.repaired': { at: '2026-12-16T15:00:00Z' },
  'interference.complained': { circuit: 'X', degradation: 'x', suspectedClass: 'sm5', measurement: 'x' },
  'interference.answered': { cause: 'known-disturber', finding: 'x' },
  'interference.moved': { on: '2026-12-15' },
  'interference.petitioned': { docket: 'x' },
  'interference.decided': { docket: 'x', finding: 'acceptable' },
  'copper-retirement.noticed': {
    overbuild: false,
    contents: ['what-ends', 'where', 'planned-day', 'effects', 'replacement', 'contact'],
    sentTo: ['interconnecting-carriers', 'commission', 'fcc'],
    wireCenter: 'CLMAMOXA',
    terminals: ['T'],
    circuits: [],
    plannedOn: '2026-12-01',
  },
  'copper-retirement.plan-told': { plan: 'x' },
  'copper-retirement.contested': { docket: 'x' },
  'spectrum-mask.stated': { circuit: 'X', spectrumClass: 'sm5' },
  'spectrum-mask.changed': { spectrumClass: 'sm9' },
  'spectrum-mask.assigned': { binder: 'B' },
};
