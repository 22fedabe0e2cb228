import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { lengthOf, subtract, union } from './availability/span.ts';
import { PRE_ORDER_FUNCTIONS } from './functions.ts';
import { QUERY_OUTCOMES, QUERY_WAYS } from './pre-order-log.ts';
import { skewOf } from './response/skew.ts';
import { functionsTable } from './terms.ts';
import { detailsOf, idsOf, load, missouri, valueOf } from './test-ground.ts';

const agreement = missouri();

const query = fc.record({
  milliseconds: fc.nat(60_000),
  outcome: fc.constantFrom(...QUERY_OUTCOMES),
  via: fc.constantFrom(...QUERY_WAYS),
  test: fc.boolean(),
  scheduled: fc.boolean(),
  count: fc.integer({ min: 1, max: 9 }),
});

describe('response', () => {
  test('those that count and those that do not are all of them, and a way in excludes nobody', () => {
    fc.assert(
      fc.property(fc.array(query), (queries) => {
        const facts = { function: 'loop-makeup', month: '2026-11', queries };
        const { all, counted, timely, excluded } = detailsOf(agreement, 'pre-order-response', facts) as {
          all: number;
          counted: number;
          timely: number;
          excluded: { id: string; count: number }[];
        };
        const out = excluded.reduce((sum, { count }) => sum + count, 0);
        assert.equal(counted + out, all);
        assert.ok(timely <= counted);
        const others = queries.map((one) => ({ ...one, via: 'portal' }));
        assert.equal(
          detailsOf(agreement, 'pre-order-response', { ...facts, queries: others })['counted'],
          counted,
        );
      }),
      { numRuns: 100 },
    );
  });

  test('a test is left out as a test, though it was outside the hours, too', () => {
    const queries = [{ milliseconds: 1, outcome: 'answered', via: 'api', test: true, scheduled: false }];
    assert.deepEqual(
      detailsOf(agreement, 'pre-order-response', { function: 'loop-makeup', month: '2026-11', queries }),
      {
        all: 1,
        counted: 0,
        timely: 0,
        excluded: [
          { id: 'test', reason: 'Test traffic', count: 1 },
          { id: 'outside-hours', reason: 'Asked outside the scheduled hours', count: 0 },
        ],
        skewed: 0,
        within: '20 seconds',
        share: '95 %',
        outcome: 'no-activity',
      },
    );
  });

  test('the skew is what the source is out at the least, and nothing where it lies between', () => {
    const asked = { askedAt: '2026-11-03T15:00:10Z', answeredAt: '2026-11-03T15:00:20Z' };
    const at = (sourceAskedAt: string, sourceAnsweredAt: string) =>
      skewOf({
        ...asked,
        sourceAskedAt: `2026-11-03T15:00:${sourceAskedAt}Z`,
        sourceAnsweredAt: `2026-11-03T15:00:${sourceAnsweredAt}Z`,
      });
    assert.equal(at('11', '19'), 0);
    assert.equal(at('07', '15'), -3000);
    assert.equal(at('15', '24'), 4000);
    assert.equal(skewOf(asked), 0);
  });

  test('every function has its time in Missouri', () => {
    const offered = agreement
      .at('2026-11-23')
      .rows(functionsTable)
      .map(({ value }) => value.function);
    assert.deepEqual(offered.sort(), [...PRE_ORDER_FUNCTIONS].sort());
  });
});

describe('availability', () => {
  const outage = fc
    .record({
      kind: fc.constantFrom('scheduled', 'unscheduled'),
      from: fc.nat(30 * 24 * 60),
      minutes: fc.nat(3000),
      ahead: fc.nat(15 * 24 * 60),
      planned: fc.nat(3000),
    })
    .map(({ kind, from, minutes, ahead, planned }) => {
      const start = Temporal.Instant.from('2026-11-01T06:00:00Z').add({ minutes: from });
      return {
        kind,
        from: start.toString(),
        to: start.add({ minutes }).toString(),
        announcedAt: start.subtract({ minutes: ahead }).toString(),
        plannedFrom: start.toString(),
        plannedTo: start.add({ minutes: planned }).toString(),
      };
    });

  test('is a share, never grows by an outage that was not planned, and does not depend on their order', () => {
    fc.assert(
      fc.property(fc.array(outage, { maxLength: 6 }), (outages) => {
        const value = (list: readonly object[]) =>
          Number(valueOf(agreement, 'oss-availability', { month: '2026-11', outages: list }) ?? 100);
        const all = value(outages);
        assert.ok(all >= 0 && all <= 100);
        assert.equal(value(outages.toReversed()), all);
        const unplanned = outages.map((one) => ({ ...one, kind: 'unscheduled' }));
        assert.ok(value(unplanned) <= all);
        assert.ok(value(unplanned.slice(1)) >= value(unplanned));
      }),
      { numRuns: 60 },
    );
  });

  test('of a month that is not over is that of the time so far', () => {
    // Sunday 1 November 10 hours, Monday from 06:00 to 12:00 6 hours; down from 11:00 on: 60 of 960 minutes.
    const facts = {
      month: '2026-11',
      until: '2026-11-02T18:00:00Z',
      outages: [{ kind: 'unscheduled', from: '2026-11-02T17:00:00Z' }],
    };
    assert.equal(valueOf(agreement, 'oss-availability', facts), '93.75');
  });

  test('stretches of time add up', () => {
    const span = fc.tuple(fc.nat(100), fc.nat(20)).map(([from, length]) => ({ from, to: from + length }));
    fc.assert(
      fc.property(fc.array(span), fc.array(span), (a, b) => {
        assert.equal(lengthOf(subtract(a, b)) + lengthOf(b), lengthOf([...a, ...b]));
        assert.deepEqual(union(union(a)), union(a));
      }),
    );
  });
});

test('terms that say nothing that can be done are refused, with their place', () => {
  const refused = (...change: readonly [string, string]) => idsOf(load(change));
  assert.deepEqual(refused('4 seconds', '4 calls'), ['oss-access/terms']);
  assert.deepEqual(refused('when: test\n', 'when: tested\n'), ['expr/type']);
  assert.deepEqual(refused('cure: misuse-user-cure', 'cure: misuse-nothing'), ['oss-access/terms']);
  assert.deepEqual(refused('opens: 06:00, closes: 22:00', 'opens: 22:00, closes: 06:00'), [
    'oss-access/terms',
  ]);
  assert.deepEqual(
    refused('stops: [oss-change.answered, oss-change.withdrawn]', 'stops: [oss-change.answered]'),
    ['clock/events'],
  );
});
