import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../base/result.ts';
import { runClocks } from '../../../cases/clocks.ts';
import { CLOCK_EXPIRED } from '../../../cases/kind.ts';
import { ILEC, decide, event, idsOf, load, missouri, play, valueOf } from '../test-ground.ts';
import { wireCenterKind } from './wire-center-case.ts';

const agreement = missouri();
const lines = fc.nat(80_000);
const collocators = fc.nat(6);

describe('both counts for loops, either for tiers', () => {
  // 47 CFR 51.319: DS1 60,000 and 4, DS3 38,000 and 4; tier 1 38,000 or 4, tier 2 24,000 or 3.
  test('each answer is the rule', () => {
    fc.assert(
      fc.property(lines, collocators, (businessLines, fiberBasedCollocators) => {
        const counts = { businessLines, fiberBasedCollocators };
        assert.equal(
          valueOf(agreement, 'ds1-loop-available', counts),
          !(businessLines >= 60_000 && fiberBasedCollocators >= 4),
        );
        assert.equal(
          valueOf(agreement, 'ds3-loop-available', counts),
          !(businessLines >= 38_000 && fiberBasedCollocators >= 4),
        );
        const tier =
          businessLines >= 38_000 || fiberBasedCollocators >= 4
            ? 1
            : businessLines >= 24_000 || fiberBasedCollocators >= 3
              ? 2
              : 3;
        assert.equal(valueOf(agreement, 'transport-tier', counts), tier);
      }),
      { numRuns: 80 },
    );
  });

  test('a tier is never lost, and a loop that ended never comes back', () => {
    fc.assert(
      fc.property(lines, collocators, fc.integer({ min: 1, max: 3 }), (businessLines, fbc, earlierTier) => {
        const counts = { businessLines, fiberBasedCollocators: fbc };
        const tier = Number(valueOf(agreement, 'transport-tier', { ...counts, earlierTier }));
        assert.ok(tier <= earlierTier);
        assert.equal(valueOf(agreement, 'ds1-loop-available', { ...counts, endedBefore: true }), false);
      }),
      { numRuns: 40 },
    );
  });

  test('counts are whole and not negative', () => {
    for (const counts of [
      { businessLines: -1, fiberBasedCollocators: 0 },
      { businessLines: 1.5, fiberBasedCollocators: 0 },
      { businessLines: 1 },
    ])
      assert.deepEqual(idsOf(decide(agreement, 'ds1-loop-available', counts)), ['decide/facts']);
  });
});

describe('caps', () => {
  test('how an order is split changes nothing: the place is counted', () => {
    fc.assert(
      fc.property(fc.nat(14), fc.nat(14), (first, second) => {
        const asked = (inService: number, ordered: number) =>
          valueOf(agreement, 'building-cap', { element: 'loop-ds1', inService, ordered });
        assert.equal(asked(first, second), asked(0, first + second));
        assert.equal(asked(first, second), first + second <= 10);
      }),
    );
  });

  test('what is above the cap is told', () => {
    const { details } = unwrap(
      decide(agreement, 'building-cap', { element: 'loop-ds1', inService: 8, ordered: 5 }),
    );
    assert.deepEqual(details, { most: 10, left: 2, over: 3 });
  });

  test('an element without a cap is told apart, with those that have one', () => {
    const asked = decide(agreement, 'building-cap', { element: 'loop-ds9', inService: 0, ordered: 1 });
    assert.deepEqual(idsOf(asked), ['elements/no-cap']);
    assert.match(
      asked.ok ? '' : (asked.problems[0]?.cure ?? ''),
      /loop-ds1, .*loop-ds3|loop-ds3, .*loop-ds1/,
    );
  });

  test('a route has no direction', () => {
    const office = fc.constantFrom('CLMAMOXA', 'WNVLMOXA', 'BRSNMOXA');
    const circuit = fc.record({ a: office, z: office });
    fc.assert(
      fc.property(office, office, fc.array(circuit, { maxLength: 14 }), (a, z, circuits) => {
        const ask = (from: string, to: string, list: typeof circuits) =>
          valueOf(agreement, 'route-cap', {
            element: 'transport-ds1',
            a: from,
            z: to,
            ordered: 1,
            circuits: list,
          });
        assert.equal(ask(a, z, circuits), ask(z, a, circuits));
        assert.equal(
          ask(a, z, circuits),
          ask(
            a,
            z,
            circuits.map((one) => ({ a: one.z, z: one.a })),
          ),
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe('the list of wire centers agrees with its counts', () => {
  const wrong = (from: string, to: string) => idsOf(load([from, to]));
  const second = 'CLMAMOXA,24600,3,no,2,unbundled,unbundled';
  test('a tier that the counts do not make', () => {
    assert.deepEqual(wrong(second, 'CLMAMOXA,24600,3,no,3,unbundled,unbundled'), [
      'elements/wire-center-tier',
    ]);
  });
  test('a loop that has ended by both counts, or not', () => {
    assert.deepEqual(wrong(second, 'CLMAMOXA,60000,4,no,1,unbundled,ended'), ['elements/wire-center-loops']);
    assert.deepEqual(wrong(second, 'CLMAMOXA,24600,3,no,2,unbundled,ended'), ['elements/wire-center-loops']);
  });
  test('a later row never comes down, nor opens again', () => {
    const first = 'CLMAMOXA,21400,2,no,3,unbundled,unbundled';
    assert.deepEqual(
      idsOf(load([first, 'CLMAMOXA,61000,4,no,1,ended,ended'])).sort(),
      // Tier 2 and open loops follow tier 1 and ended ones: the DS1 loops, the DS3 loops and the tier.
      ['elements/wire-center-loops', 'elements/wire-center-loops', 'elements/wire-center-tier'],
    );
  });
  test('a wire center that nobody knows', () => {
    assert.deepEqual(wrong('hlvlmo,HLVLMOXA,1900', 'hlvlmo,HLVLMOXX,1900'), ['elements/unknown-wire-center']);
  });
});

describe('notice of a wire center', () => {
  const noticed = (on: string, body: object = {}, actor = ILEC) =>
    event(
      'noticed',
      on,
      {
        wireCenter: 'CLMAMOXA',
        ends: ['ds1-loops'],
        businessLines: 60_000,
        fiberBasedCollocators: 4,
        ...body,
      },
      actor,
    );
  const contested = (on: string) => event('contested', on, { because: 'Counted otherwise' });
  const view = (...events: ReturnType<typeof event>[]) =>
    wireCenterKind.view?.(agreement, unwrap(play(agreement, wireCenterKind, events)));

  test('counts that do not reach both limits are refused, and so is another party', () => {
    const ids = (body: object, actor = ILEC) =>
      idsOf(play(agreement, wireCenterKind, [noticed('2026-03-02', body, actor)]));
    assert.deepEqual(ids({}), []);
    assert.deepEqual(ids({ businessLines: 59_999 }), ['elements/counts']);
    assert.deepEqual(ids({ fiberBasedCollocators: 3 }), ['elements/counts']);
    assert.deepEqual(ids({ businessLines: 1 }, 'socket'), ['elements/notice-party', 'elements/counts']);
  });

  test('orders stop when nobody contests; the program says so when 30 days are over', () => {
    const events = unwrap(play(agreement, wireCenterKind, [noticed('2026-03-02')]));
    // 2 March and 30 days: 29 in March, 1 April.
    assert.deepEqual(
      runClocks(agreement, wireCenterKind, events).map(({ name, dueAt }) => [name, dueAt]),
      [['orders-stop', '2026-04-01']],
    );
    const expired = [
      ...events,
      { ...events[0], name: CLOCK_EXPIRED, body: { clock: 'orders-stop' }, seq: 2 },
    ] as typeof events;
    assert.deepEqual(wireCenterKind.effects?.(agreement, 'WIRECENTER/1', expired), [
      { kind: 'wire-center-notice', caseId: 'WIRECENTER/1', event: 'orders-stopped', body: {} },
    ]);
  });

  test('in a dispute orders are taken, and what was ordered is never priced backwards', () => {
    assert.deepEqual(view(noticed('2026-03-02'), contested('2026-03-20')), { orders: 'taken' });
    const upheld = event('upheld', '2026-09-01', { because: 'The commission counted' });
    assert.deepEqual(view(noticed('2026-03-02'), contested('2026-03-20'), upheld), {
      orders: 'stopped',
      contestedPriceFrom: '2026-09-01',
    });
    const wrong = event('found-wrong', '2026-09-01', { because: 'The commission counted' });
    assert.deepEqual(view(noticed('2026-03-02'), contested('2026-03-20'), wrong), { orders: 'taken' });
  });

  test('only the competitor contests', () => {
    const own = event('contested', '2026-03-20', { because: 'x' }, ILEC);
    assert.deepEqual(idsOf(play(agreement, wireCenterKind, [noticed('2026-03-02'), own])), [
      'case/not-yours',
    ]);
  });
});
