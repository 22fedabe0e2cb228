import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../base/result.ts';
import type { LoopMakeup } from '../../../network/plant/loop-makeup.ts';
import { decide, idsOf, loop, missouri, valueOf } from '../test-ground.ts';
import type { ConditioningOption } from './conditioning-options.ts';
import { withoutWanted } from './wanted.ts';
import type { Wanted } from './wanted.ts';

const agreement = missouri();
const coils = (count: number) => Array.from({ length: count }, (_, n) => ({ feetFromOffice: 1000 * n }));
const taps = (...feet: number[]) => feet.map((each) => ({ feet: each, feetFromOffice: 0 }));
const cost = (makeup: LoopMakeup, wanted: Wanted, more: object = {}) =>
  decide(agreement, 'conditioning-charges', { makeup, wanted, ...more });
const dollars = (makeup: LoopMakeup, wanted: Wanted, more: object = {}) =>
  unwrap(cost(makeup, wanted, more)).value;

/** Loops with coils, taps and repeaters, short enough that all has a price. */
const makeups = fc
  .record({
    feet: fc.integer({ min: 5000, max: 18_000 }),
    coils: fc.nat(3),
    taps: fc.array(fc.integer({ min: 1, max: 4000 }), { maxLength: 4 }),
    repeaters: fc.nat(2),
  })
  .map(({ feet, coils: count, taps: list, repeaters }) =>
    loop({
      segments: [{ gauge: 24, feet }],
      loadCoils: coils(count),
      bridgedTaps: taps(...list),
      repeaters: coils(repeaters),
    }),
  );
const some = (count: number): fc.Arbitrary<number[]> =>
  fc.subarray(Array.from({ length: count }, (_, index) => index + 1));
const wishes = (makeup: LoopMakeup) =>
  fc.record({
    loadCoils: some(makeup.loadCoils.length),
    bridgedTaps: some(makeup.bridgedTaps.length),
    repeaters: some(makeup.repeaters.length),
  });
/** A loop with two wishes, the second with all of the first and more. */
const nested = makeups.chain((makeup) =>
  fc.tuple(wishes(makeup), wishes(makeup)).map(([few, more]) => ({
    makeup,
    few,
    many: {
      loadCoils: [...new Set([...few.loadCoils, ...more.loadCoils])],
      bridgedTaps: [...new Set([...few.bridgedTaps, ...more.bridgedTaps])],
      repeaters: [...new Set([...few.repeaters, ...more.repeaters])],
    },
  })),
);

describe('what conditioning costs', () => {
  test('by the pair, by the lengths of Article VII and the prices of the list', () => {
    const worn = loop({
      segments: [{ gauge: 24, feet: 18_000 }],
      loadCoils: coils(3),
      bridgedTaps: taps(2000, 1000),
      repeaters: coils(1),
    });
    // Coils off 18,000 feet and shorter: $150.00. Tap of 3,000 feet, from 2,500 on: $110.00. Repeaters: $95.00.
    assert.equal(dollars(worn, { loadCoils: [1, 2, 3] }), '150.00');
    assert.equal(dollars(worn, { bridgedTaps: [1, 2] }), '110.00');
    assert.equal(dollars(worn, { repeaters: [1] }), '95.00');
    assert.equal(dollars(worn, { loadCoils: [1], bridgedTaps: [1], repeaters: [1] }), '355.00');
    // Two pairs of a four-wire loop: 2 × (150 + 95)
    assert.equal(dollars(worn, { loadCoils: [1], repeaters: [1] }, { pairs: 2 }), '490.00');
    assert.equal(dollars(worn, {}), '0.00');
  });

  test('tap above 6,000 feet is cut down to that free, and further at the rate', () => {
    const tapped = loop({ bridgedTaps: taps(4000, 3000, 500) });
    // 7,500 feet: without the 500 there remain 7,000, without the 4,000 there remain 3,500.
    assert.equal(dollars(tapped, { bridgedTaps: [3] }), '0.00');
    assert.equal(dollars(tapped, { bridgedTaps: [1] }), '110.00');
    // Exactly 6,000 remain.
    assert.equal(dollars(loop({ bridgedTaps: taps(6000, 1) }), { bridgedTaps: [2] }), '0.00');
  });

  test('what has no price of the list is neither free nor made up', () => {
    const ids = (makeup: LoopMakeup, wanted: Wanted) => idsOf(cost(makeup, wanted));
    const long = loop({
      segments: [{ gauge: 19, feet: 18_001 }],
      loadCoils: coils(1),
      bridgedTaps: taps(2499),
    });
    assert.deepEqual(ids(long, { loadCoils: [1] }), ['dsl/special-construction']);
    assert.deepEqual(ids(long, { loadCoils: [1], bridgedTaps: [1] }), [
      'dsl/special-construction',
      'dsl/special-construction',
    ]);
    assert.deepEqual(ids(long, { loadCoils: [1, 2], repeaters: [1] }), [
      'dsl/no-such-part',
      'dsl/no-such-part',
    ]);
    assert.deepEqual(idsOf(cost(long, { loadCoils: [0] })), ['decide/facts']);
    assert.deepEqual(idsOf(cost(long, { loadCoils: [1, 1] })), ['decide/facts']);
    const without = missouri(['works: [load-coils, bridged-tap, repeaters]', 'works: [load-coils]']);
    const asked = { makeup: loop({ repeaters: coils(1) }), wanted: { repeaters: [1] } };
    assert.deepEqual(idsOf(decide(without, 'conditioning-charges', asked)), ['dsl/not-offered']);
    const silent = missouri(['  repeaters: at-rate\n', ''], ['Repeaters are removed at the rate. ', '']);
    assert.deepEqual(idsOf(decide(silent, 'conditioning-charges', asked)), ['dsl/not-offered']);
  });

  test('there is no price for a loop that cannot be, nor where no copper goes', () => {
    const ids = (makeup: LoopMakeup) => idsOf(cost(makeup, { loadCoils: [1] }));
    const one = { loadCoils: [{ feetFromOffice: 9001 }] };
    assert.deepEqual(ids(loop(one)), ['dsl/beyond-loop']);
    assert.deepEqual(ids(loop({ ...one, segments: [] })), ['dsl/no-segments']);
    for (const carrier of ['udlc', 'idlc', 'ngdlc', 'fiber'] as const)
      assert.deepEqual(ids(loop({ ...one, carrier, sparePairs: 1 })), ['dsl/no-copper']);
    assert.equal(dollars(loop({ carrier: 'fiber' }), {}), '0.00');
  });

  test('who has more taken off never pays less', () => {
    fc.assert(
      fc.property(nested, ({ makeup, few, many }) => {
        const [less, more] = [cost(makeup, few), cost(makeup, many)];
        if (!less.ok) assert.ok(!more.ok);
        else if (more.ok) assert.ok(Number(more.value.value) >= Number(less.value.value));
      }),
    );
  });
});

describe('what may be chosen', () => {
  const options = (makeup: LoopMakeup, technology = 'adsl') => {
    const receipt = unwrap(decide(agreement, 'conditioning-options', { makeup, technology }));
    const { options: list } = receipt.details as { options: ConditioningOption[] };
    return { best: receipt.value, list };
  };

  test('each choice with what it gives and costs, nothing chosen', () => {
    const { best, list } = options(loop({ loadCoils: coils(2), bridgedTaps: taps(3000) }));
    assert.equal(best, 'green');
    assert.deepEqual(
      list.map(({ takeOff, after, amount }) => [takeOff.join('+'), after, amount]),
      [
        ['', 'yellow', '0.00'],
        ['load-coils', 'yellow', '150.00'],
        ['bridged-tap', 'yellow', '110.00'],
        ['load-coils+bridged-tap', 'green', '260.00'],
      ],
    );
  });

  test('a loop that is too long stays red whatever is taken off', () => {
    const { best, list } = options(loop({ segments: [{ gauge: 26, feet: 18_001 }], loadCoils: coils(1) }));
    assert.equal(best, 'red');
    assert.deepEqual(
      list.map(({ after, amount, noPrice }) => [after, amount, noPrice?.[0]?.id]),
      [
        ['red', '0.00', undefined],
        ['red', undefined, 'dsl/special-construction'],
      ],
    );
  });

  test('conditioning never makes a loop worse', () => {
    const order = ['green', 'yellow', 'red'];
    const technologies = ['adsl', 'hdsl', 'vdsl', 'isdn', 'sdsl-7'];
    fc.assert(
      fc.property(nested, fc.constantFrom(...technologies), ({ makeup, few, many }, technology) => {
        const rank = (wanted: Wanted): number =>
          order.indexOf(
            String(
              valueOf(agreement, 'loop-qualification', {
                makeup: unwrap(withoutWanted(makeup, wanted)),
                technology,
              }),
            ),
          );
        assert.ok(rank(few) <= rank({}));
        assert.ok(rank(many) <= rank(few));
      }),
    );
  });
});
