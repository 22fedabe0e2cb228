import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { REMEDIES } from './terms.ts';
import { decide, idsOf, missouri, valueOf } from '../test-ground.ts';

const agreement = missouri();

describe('a loop on an integrated carrier', () => {
  test('takes the first way that can be done, in the order of the agreement and not of the question', () => {
    const ways = fc
      .subarray([...REMEDIES])
      .chain((list) => fc.shuffledSubarray(list, { minLength: list.length }));
    fc.assert(
      fc.property(ways, (possible) => {
        const first = REMEDIES.find((one) => possible.includes(one));
        assert.equal(valueOf(agreement, 'idlc-remedy', { possible }), first ?? 'special-construction');
      }),
    );
    const turned = missouri([
      'order: [spare-copper, separate-carrier, side-door, cross-connect-door]',
      'order: [cross-connect-door, spare-copper]',
    ]);
    assert.equal(valueOf(turned, 'idlc-remedy', { possible: [...REMEDIES] }), 'cross-connect-door');
    assert.equal(valueOf(turned, 'idlc-remedy', { possible: ['side-door'] }), 'special-construction');
  });
});

describe('conditioning', () => {
  test('every length has one answer, and a wrong length has none', () => {
    fc.assert(
      fc.property(fc.nat(40_000), (feet) => {
        // 6,000 and 2,500 feet of tap; 18,000 feet of loop.
        const tap = feet > 6000 ? 'free' : feet >= 2500 ? 'at-rate' : 'special-construction';
        assert.equal(valueOf(agreement, 'loop-conditioning', { work: 'bridged-tap', tapFeet: feet }), tap);
        const coils = feet <= 18_000 ? 'at-rate' : 'special-construction';
        assert.equal(valueOf(agreement, 'loop-conditioning', { work: 'load-coils', loopFeet: feet }), coils);
      }),
    );
    for (const tapFeet of [-1, 0.5, '600'])
      assert.deepEqual(idsOf(decide(agreement, 'loop-conditioning', { work: 'bridged-tap', tapFeet })), [
        'decide/facts',
      ]);
  });
});

describe('a split loop', () => {
  test('what both carriers pay is the whole', () => {
    const shared = missouri(
      ['billedShare: 100 %', 'billedShare: 60 %'],
      ['is billed 100 %', 'is billed 60 %'],
    );
    fc.assert(
      fc.property(fc.nat(100_000), fc.constantFrom('voice', 'data'), (cents, role) => {
        const amount = (cents / 100).toFixed(2);
        const part = (carrier: string) =>
          Math.round(Number(valueOf(shared, 'line-splitting-charge', { carrier, role, amount })) * 1000);
        assert.equal(part('ordering') + part('other'), cents * 10);
        assert.equal(part('ordering'), cents * 6);
      }),
    );
  });
});
