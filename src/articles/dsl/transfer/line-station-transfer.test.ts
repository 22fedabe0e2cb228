import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoopMakeup } from '../../../network/plant/loop-makeup.ts';
import { decide, idsOf, load, loop, missouri, valueOf } from '../test-ground.ts';

const agreement = missouri();
const lets = (more: Partial<LoopMakeup>, at = agreement) =>
  valueOf(at, 'line-station-transfer', { makeup: loop({ sparePairs: 1, ...more }) });
const costs = (facts: object, at = agreement) => valueOf(at, 'line-station-transfer-charge', facts);
const tap = (feet: number) => ({ bridgedTaps: [{ feet, feetFromOffice: 0 }] });

test('pairs may be swapped for coils, repeaters, or more than 2,500 feet of tap, where one is spare', () => {
  assert.equal(lets(tap(2501)), true);
  assert.equal(lets(tap(2500)), false);
  assert.equal(lets({ loadCoils: [{ feetFromOffice: 3000 }] }), true);
  assert.equal(lets({ repeaters: [{ feetFromOffice: 3000 }] }), true);
  assert.equal(lets({}), false);
  assert.equal(lets({ ...tap(9000), sparePairs: 0 }), false);
  const tapAlone = missouri([
    'onTroubleBy: [bridged-tap, load-coils, repeaters]',
    'onTroubleBy: [bridged-tap]',
  ]);
  assert.equal(lets({ loadCoils: [{ feetFromOffice: 3000 }] }, tapAlone), false);
});

test('a swap that did not help is paid by whose fault it was', () => {
  assert.equal(costs({ helped: true }), '72.50');
  assert.equal(costs({ helped: false, fault: 'network' }), '0.00');
  // 72.50 and the visit of 64.00
  assert.equal(costs({ helped: false, fault: 'elsewhere' }), '136.50');
  const alone = missouri(['otherFault: transfer-and-visit', 'otherFault: transfer-alone']);
  assert.equal(costs({ helped: false, fault: 'elsewhere' }, alone), '72.50');
  const billed = missouri(['networkFault: not-billed', 'networkFault: billed']);
  assert.equal(costs({ helped: false, fault: 'network' }, billed), '72.50');
  assert.deepEqual(idsOf(decide(agreement, 'line-station-transfer-charge', { helped: false })), [
    'dsl/no-fault',
  ]);
});

test('tap that lets pairs be swapped has a length', () => {
  assert.deepEqual(idsOf(load(['  tapAboveFeet: 2500\n', ''])), ['dsl/terms']);
});

test('a visit that is billed has an element, and that a price', () => {
  assert.deepEqual(idsOf(load(['  visit: maintenance-visit\n', ''])), ['dsl/terms']);
  assert.deepEqual(idsOf(load(['  visit: maintenance-visit\n', '  visit: some-visit\n'])), [
    'accounts/missing-rate',
  ]);
});
