import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Agreement } from '../../agreement/agreement.ts';
import { unwrap } from '../../base/result.ts';
import { due } from '../../cases/due.ts';
import { elements } from '../elements/index.ts';
import { performance } from '../performance/index.ts';
import { loadMissouri, loadTiny } from './test-ground.ts';

const missouri = unwrap(loadMissouri([elements, performance]));
const tiny = loadTiny([elements, performance]);
const at = (agreement: Agreement, clock: string, when: string, facts?: unknown): string => {
  const answer = unwrap(due(agreement, clock, { at: when, ...(facts === undefined ? {} : { facts }) }));
  return 'dueAt' in answer ? answer.dueAt : answer.negotiated;
};
const loop = (quantity: number, product = 'loop-2w-analog') => ({ product, quantity });

describe('clocks of an order in Missouri', () => {
  test('electronic confirmation: five hours of business from 08:00 to 17:00', () => {
    assert.equal(at(missouri, 'lsr-foc-electronic', '2026-10-05T09:00'), '2026-10-05T14:00:00-05:00');
    // 16:59 Friday: 1 min, then 4 h 59 min from Monday 08:00.
    assert.equal(at(missouri, 'lsr-foc-electronic', '2026-10-02T16:59'), '2026-10-05T12:59:00-05:00');
    // Friday 30 October 15:20: 1 h 40 min, then 3 h 20 min on Monday 2 November, after the clocks went back.
    assert.equal(at(missouri, 'lsr-foc-electronic', '2026-10-30T15:20'), '2026-11-02T11:20:00-06:00');
  });
  test('manual confirmation: two business days, after 17:00 from the next one', () => {
    assert.equal(at(missouri, 'lsr-foc-manual', '2026-10-05T17:00'), '2026-10-07');
    assert.equal(at(missouri, 'lsr-foc-manual', '2026-10-05T17:01'), '2026-10-08');
    // Wednesday 25 November: Thursday and Friday are holidays of CenturyTel, so Monday and Tuesday count.
    assert.equal(at(missouri, 'lsr-foc-manual', '2026-11-25T10:00'), '2026-12-01');
  });
  test('installation by product and by the quantity of the whole order', () => {
    // Monday 5 October: 3 business days → Thursday 8, 5 → Monday 12.
    assert.equal(at(missouri, 'loop-installation', '2026-10-05T10:00', loop(1)), '2026-10-08');
    assert.equal(at(missouri, 'loop-installation', '2026-10-05T10:00', loop(5)), '2026-10-08');
    assert.equal(at(missouri, 'loop-installation', '2026-10-05T10:00', loop(6)), '2026-10-12');
    assert.equal(at(missouri, 'loop-installation', '2026-10-05T10:00', loop(20)), '2026-10-12');
    assert.match(
      at(missouri, 'loop-installation', '2026-10-05T10:00', loop(21)),
      /21 and more, whose date the parties negotiate/,
    );
    assert.equal(
      at(missouri, 'loop-installation', '2026-10-05T10:00', loop(1, 'loop-2w-xdsl')),
      '2026-10-12',
    );
    assert.equal(at(missouri, 'loop-installation', '2026-10-05T17:01', loop(1)), '2026-10-09');
  });
  test('facts that a table needs are all asked for', () => {
    const answer = due(missouri, 'loop-installation', {
      at: '2026-10-05T10:00',
      facts: { quantity: 0, colour: 'red' },
    });
    assert.ok(!answer.ok);
    assert.deepEqual(answer.problems.map(({ field }) => field).sort(), ['colour', 'product', 'quantity']);
    const unknown = due(missouri, 'loop-installation', {
      at: '2026-10-05T10:00',
      facts: loop(1, 'loop-fiber'),
    });
    assert.match(unknown.ok ? '' : (unknown.problems[0]?.cure ?? ''), /loop-2w-analog, loop-4w-analog/);
  });
  test('a performer other than the one that the clock names is refused', () => {
    const answer = due(missouri, 'lsr-foc-electronic', { at: '2026-10-05T10:00', performer: 'clec' });
    assert.equal(answer.ok || answer.problems[0]?.id, 'clock/performer');
  });
});

describe('the same clocks in the other agreement', () => {
  test('other hours, lengths and zone', () => {
    assert.equal(at(tiny, 'lsr-foc-electronic', '2026-10-05T09:00'), '2026-10-05T15:00:00-06:00');
    assert.equal(at(tiny, 'lsr-foc-manual', '2026-10-05T15:01'), '2026-10-09');
    assert.equal(at(tiny, 'loop-installation', '2026-10-05T10:00', loop(10, 'loop-basic')), '2026-10-14');
    assert.match(at(tiny, 'loop-installation', '2026-10-05T10:00', loop(11, 'loop-basic')), /negotiate/);
    // Friday 20 November 15:01 is after its cut-off of 15:00: Monday 07:00 + 3 h.
    assert.equal(at(tiny, 'simple-port-foc', '2026-11-20T15:00'), '2026-11-23T09:00:00-07:00');
    assert.equal(at(tiny, 'simple-port-foc', '2026-11-20T15:01'), '2026-11-23T10:00:00-07:00');
  });
});
