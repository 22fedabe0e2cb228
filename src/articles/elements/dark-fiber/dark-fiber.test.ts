import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../base/result.ts';
import { CLOCK_EXPIRED } from '../../../cases/kind.ts';
import { runClocks } from '../../../cases/clocks.ts';
import { ILEC, decide, event, idsOf, missouri, play } from '../test-ground.ts';
import { darkFiberKind } from './dark-fiber-case.ts';

const agreement = missouri();

describe('fibers of a sheath', () => {
  test('what is kept, planned, asked for and had is never sold twice', () => {
    const count = fc.nat(300);
    fc.assert(
      fc.property(count, count, fc.nat(40), fc.nat(40), fc.nat(40), (others, spare, soon, before, own) => {
        const sheath = others + spare + own;
        const receipt = unwrap(
          decide(agreement, 'dark-fiber-available', {
            sheathFibers: sheath,
            spareFibers: spare,
            wanted: 1,
            on: '2026-11-22',
            planned: [{ fibers: soon, year: 2026 }],
            askedBefore: before,
            own,
          }),
        );
        const { available, left } = receipt.details as { available: number; left: number };
        // 8 % rounded up, 4 at least, 12 at most.
        const kept = Math.min(12, Math.max(4, Math.ceil((8 * sheath) / 100)));
        assert.equal(available, Math.max(0, spare - soon - before - kept));
        assert.ok(left <= available);
        assert.ok(left === 0 || (left + own) * 4 <= available + own, 'at most a quarter');
        assert.equal(receipt.value, left >= 1);
      }),
    );
  });

  test('a sheath has no more spare fibers than fibers', () => {
    const asked = (spareFibers: number, own: number) =>
      decide(agreement, 'dark-fiber-available', {
        sheathFibers: 48,
        spareFibers,
        wanted: 1,
        on: '2026-11-22',
        own,
      });
    assert.ok(asked(44, 4).ok);
    assert.deepEqual(idsOf(asked(45, 4)), ['elements/more-than-sheath']);
  });

  test('nobody asks for none', () => {
    assert.deepEqual(
      idsOf(
        decide(agreement, 'dark-fiber-available', {
          sheathFibers: 96,
          spareFibers: 40,
          wanted: 0,
          on: '2026-11-22',
        }),
      ),
      ['decide/facts'],
    );
  });
});

describe('an inquiry', () => {
  const asked = (body: object = {}) =>
    event('asked', '2026-03-02', { a: 'CLMAMOXA', z: 'WNVLMOXA', fibers: 8, ...body });
  const answered = event('answered', '2026-03-10', { fibers: 4 }, ILEC);
  const reserved = (fibers: number) => event('reserved', '2026-03-11', { fibers });
  const ids = (...events: ReturnType<typeof event>[]) => idsOf(play(agreement, darkFiberKind, events));

  test('has two ends, and reserves no more than was found', () => {
    assert.deepEqual(ids(asked({ z: 'CLMAMOXA' })), ['elements/fiber-ends']);
    assert.deepEqual(ids(asked(), answered, reserved(4)), []);
    assert.deepEqual(ids(asked(), answered, reserved(5)), ['elements/fiber-count']);
    assert.deepEqual(ids(asked(), reserved(1)), ['case/not-allowed']);
  });

  test('a reservation lapses after 60 days without an order', () => {
    const events = unwrap(play(agreement, darkFiberKind, [asked(), answered, reserved(4)]));
    // 11 March and 60 days: 20 in March, 30 in April, 10 May.
    assert.deepEqual(
      runClocks(agreement, darkFiberKind, events).map(({ name, state, dueAt }) => [name, state, dueAt]),
      [
        ['inquiry', 'stopped', '2026-03-16'],
        ['reservation', 'running', '2026-05-10'],
      ],
    );
    const over = (clock: string) =>
      darkFiberKind.effects?.(agreement, 'FIBER/1', [
        ...events,
        { ...events[0], name: CLOCK_EXPIRED, body: { clock }, seq: 4 },
      ] as typeof events);
    assert.deepEqual(over('reservation'), [
      { kind: 'dark-fiber-inquiry', caseId: 'FIBER/1', event: 'lapsed', body: {} },
    ]);
    assert.deepEqual(over('inquiry'), []);
  });
});
