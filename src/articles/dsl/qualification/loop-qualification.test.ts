import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../base/result.ts';
import type { LoopMakeup } from '../../../network/plant/loop-makeup.ts';
import { decide, idsOf, load, loop, missouri } from '../test-ground.ts';
import { qualifyLoop } from './qualify-loop.ts';
import type { Qualification } from './qualify-loop.ts';

const agreement = missouri();
const ask = (makeup: LoopMakeup, technology = 'adsl', at = agreement) => {
  const { value, details } = unwrap(decide(at, 'loop-qualification', { makeup, technology }));
  const { reasons } = details as Pick<Qualification, 'reasons'>;
  return [value, ...reasons.map(({ rule }) => rule)];
};
const coil = { feetFromOffice: 3000 };

describe('qualification of a loop', () => {
  test('flips at the limit on the equivalent length, and not on the feet of the route', () => {
    // 0.75 × 24,000 = 18,000 equivalent feet, which ADSL bears; one foot of 26 gauge more is 18,001.
    const long = loop({ source: 'measured', segments: [{ gauge: 24, feet: 24_000 }] });
    assert.deepEqual(ask(long), ['green']);
    const longer = loop({ source: 'measured', segments: [...long.segments, { gauge: 26, feet: 1 }] });
    assert.deepEqual(ask(longer), ['red', 'too-long']);
    // 16,000 feet of route, 13,200 equivalent: over 10,500 of HDSL2, under 15,500 of the longer mask.
    const mixed = loop({
      segments: [
        { gauge: 26, feet: 6000 },
        { gauge: 24, feet: 8000 },
        { gauge: 22, feet: 2000 },
      ],
    });
    assert.deepEqual(ask(mixed, 'hdsl2'), ['red', 'too-long']);
    assert.deepEqual(ask(mixed, 'adsl2-long'), ['green']);
    // A shorter route of thin wire is too long where a longer one of thick wire is not.
    assert.deepEqual(ask(loop({ segments: [{ gauge: 26, feet: 10_600 }] }), 'hdsl2'), ['red', 'too-long']);
    assert.deepEqual(ask(loop({ segments: [{ gauge: 22, feet: 17_000 }] }), 'hdsl2'), ['green']);
  });

  test('tells everything that stands against it, and answers with the worst', () => {
    const taps = [
      { feet: 2001, feetFromOffice: 500 },
      { feet: 500, feetFromOffice: 6000 },
    ];
    const worn = loop({
      segments: [{ gauge: 26, feet: 18_001 }],
      loadCoils: [coil],
      bridgedTaps: taps,
      repeaters: [{ feetFromOffice: 9000 }],
      pairGain: true,
      disturbers: [{ spectrumClass: 'ami-t1', count: 2 }],
    });
    assert.deepEqual(ask(worn), [
      'red',
      'too-long',
      'loaded',
      'tap-total',
      'tap-single',
      'repeated',
      'shared-pair',
      'known-disturber',
    ]);
  });

  test('bridged tap is no single number: its sum and its longest each have a limit', () => {
    const tapped = (...feet: number[]) =>
      loop({ bridgedTaps: feet.map((each) => ({ feet: each, feetFromOffice: 0 })) });
    assert.deepEqual(ask(tapped(2000, 500)), ['green']);
    assert.deepEqual(ask(tapped(2000, 501)), ['yellow', 'tap-total']);
    assert.deepEqual(ask(tapped(2001)), ['yellow', 'tap-single']);
    assert.deepEqual(ask(tapped(1251, 1250)), ['yellow', 'tap-total']);
  });

  test('fiber is red without spare copper, yellow with it', () => {
    const fiber = (sparePairs?: number) =>
      loop({ carrier: 'fiber', segments: [], ...(sparePairs === undefined ? {} : { sparePairs }) });
    assert.deepEqual(ask(fiber()), ['red', 'no-copper']);
    assert.deepEqual(ask(fiber(0)), ['red', 'no-copper']);
    assert.deepEqual(ask(fiber(1)), ['yellow', 'copper-spare']);
  });

  test('records without a coil on a loop of a length that is loaded are no green', () => {
    const clear = loop({ segments: [{ gauge: 22, feet: 18_001 }] });
    assert.deepEqual(ask(clear), ['yellow', 'loads-expected']);
    assert.deepEqual(ask({ ...clear, source: 'measured' }), ['green']);
    assert.deepEqual(ask(loop({ segments: [{ gauge: 22, feet: 18_000 }] })), ['green']);
  });

  test('a technology that bears repeaters is not held to have none', () => {
    const repeated = loop({ segments: [{ gauge: 26, feet: 8000 }], repeaters: [coil] });
    assert.deepEqual(ask(repeated, 'hdsl'), ['green']);
    assert.deepEqual(ask(repeated, 'vdsl'), ['yellow', 'repeated']);
  });

  test('one answer for each technology where none is named, each as it is alone', () => {
    const all = unwrap(qualifyLoop(agreement.at('2026-11-20'), loop()));
    assert.ok(all.length >= 12);
    for (const one of all) assert.equal(ask(loop(), one.technology)[0], one.verdict);
  });

  test('all technologies at once, counted by those that it carries as it is', () => {
    const { value, details } = unwrap(decide(agreement, 'loop-technologies', { makeup: loop() }));
    const { technologies } = details as { technologies: Qualification[] };
    assert.equal(value, technologies.filter(({ verdict }) => verdict === 'green').length);
    assert.deepEqual(technologies, unwrap(qualifyLoop(agreement.at('2026-11-20'), loop())));
  });

  test('a longer loop, or one with more on it, is never better', () => {
    const order = ['green', 'yellow', 'red'];
    const makeup = fc.record({
      feet: fc.integer({ min: 1, max: 25_000 }),
      gauge: fc.constantFrom(19, 22, 24, 26),
      coils: fc.nat(2),
      taps: fc.array(fc.integer({ min: 1, max: 4000 }), { maxLength: 3 }),
    });
    const made = ({
      feet,
      gauge,
      coils,
      taps,
    }: {
      feet: number;
      gauge: number;
      coils: number;
      taps: number[];
    }) =>
      loop({
        source: 'measured',
        segments: [{ gauge, feet }],
        loadCoils: Array.from({ length: coils }, () => ({ feetFromOffice: 0 })),
        bridgedTaps: taps.map((each) => ({ feet: each, feetFromOffice: 0 })),
      });
    fc.assert(
      fc.property(makeup, fc.integer({ min: 1, max: 9000 }), (one, more) => {
        const [now, longer, tapped, loaded] = [
          one,
          { ...one, feet: one.feet + more },
          { ...one, taps: [...one.taps, more] },
          { ...one, coils: one.coils + 1 },
        ].map((each) => order.indexOf(String(ask(made(each))[0])));
        for (const worse of [longer, tapped, loaded]) assert.ok(Number(worse) >= Number(now));
      }),
    );
  });
});

describe('what cannot be qualified', () => {
  const ids = (makeup: unknown, technology = 'adsl') =>
    idsOf(decide(agreement, 'loop-qualification', { makeup, technology }));

  test('comes back whole, with what to do', () => {
    const wrong = loop({
      segments: [
        { gauge: 23, feet: 100 },
        { gauge: 26, feet: 900 },
      ],
      loadCoils: [{ feetFromOffice: 1001 }],
      disturbers: [{ spectrumClass: 'sm99', count: 1 }],
    });
    assert.deepEqual(ids(wrong, 'carrier-pigeon'), [
      'dsl/unknown-gauge',
      'dsl/unknown-technology',
      'dsl/beyond-loop',
      'dsl/unknown-class',
    ]);
    assert.deepEqual(ids(loop({ segments: [] })), ['dsl/no-segments']);
    assert.deepEqual(ids({ ...loop(), carrier: 'string' }), ['decide/facts']);
    assert.deepEqual(ids({ ...loop(), owner: 'another carrier' }), ['decide/facts']);
  });

  test('a rule that asks for what no loop has is found by the check', () => {
    const wrong = load(['load_coils > most_load_coils', 'load_coil > most_load_coils']);
    assert.deepEqual(idsOf(wrong), ['expr/type']);
    const stranger = load(['adsl,adsl,ADSL with or without voice below it,sm5', 'adsl,adsl,ADSL,sm55']);
    assert.deepEqual(idsOf(stranger), ['dsl/terms']);
  });
});
