import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import { isBusinessDay } from '../../base/calendar.ts';
import type { Receipt, Step } from '../../base/receipt.ts';
import { unwrap } from '../../base/result.ts';
import { calendarOf } from '../../parties/calendars.ts';
import { elements } from '../elements/index.ts';
import { performance } from '../performance/index.ts';
import { dueDate } from './due-date.ts';
import { loadMissouri, loadTiny } from './test-ground.ts';

const missouri = unwrap(loadMissouri([elements, performance]));
const tiny = loadTiny([elements, performance]);

const ask = (facts: object, agreement: Agreement = missouri): Receipt =>
  unwrap(runDecision(dueDate, agreement, facts, { asOf: '2026-03-02' }));
const loop = { product: 'loop-2w-analog', quantity: 1, receivedAt: '2026-03-02T10:00' };
const ids = (steps: readonly Step[]): string[] =>
  steps.flatMap(({ id, steps: inner = [] }) => [id, ...ids(inner)]);

describe('the receipt of a due date', () => {
  test('has every step from deemed receipt to the last day', () => {
    const receipt = ask({ ...loop, receivedAt: '2026-03-02T17:01' });
    assert.equal(receipt.value, '2026-03-06');
    assert.deepEqual(ids(receipt.steps), [
      'quantity',
      'standard',
      'calendar',
      'interval',
      'received',
      'deemed',
      'count',
    ]);
    const counted = receipt.steps[1]?.steps ?? [];
    assert.match(
      counted[3]?.sentence ?? '',
      /After the 17:00 cut-off → deemed received Tue 2026-03-03 08:00/,
    );
    assert.deepEqual(receipt.details, { basis: 'interval', quantity: 1, standardDueDate: '2026-03-06' });
  });
  test('says who sets a date that nobody counts', () => {
    const basis = (facts: object) => (ask({ ...loop, ...facts }).details as { basis: string }).basis;
    assert.equal(basis({ quantity: 21 }), 'negotiated');
    assert.equal(basis({ facilities: 'none' }), 'individual-case');
    assert.equal(basis({ quantity: 25, project: true }), 'project');
  });
  test('tells an expedite from a date that the interval gives anyway', () => {
    const basis = (facts: object) => (ask({ ...loop, ...facts }).details as { basis: string }).basis;
    assert.equal(basis({ desired: '2026-03-04', expedite: true }), 'expedite');
    assert.equal(basis({ desired: '2026-03-05', expedite: true }), 'interval');
    assert.equal(basis({ desired: '2026-03-04' }), 'interval');
    assert.equal(basis({ desired: '2026-03-09', expedite: true }), 'desired');
  });
  test('names the days over which a batch is split', () => {
    const receipt = ask({ ...loop, quantity: 120, coordinated: true });
    // 7 business days after Monday 2 March: Wednesday 11.
    assert.deepEqual((receipt.details as { days: unknown }).days, [
      { date: '2026-03-11', lines: 100 },
      { date: '2026-03-12', lines: 20 },
    ]);
    assert.ok(ids(receipt.steps).includes('split'));
  });
});

describe('an agreement that says less', () => {
  test('has the interval alone, and no capacity', () => {
    // Monday 2 March: 7 business days end on Wednesday 11.
    assert.equal(
      ask({ ...loop, product: 'loop-basic', relatedQuantity: 30, project: true }, tiny).value,
      '2026-03-11',
    );
    const cut = runDecision(
      dueDate,
      tiny,
      { ...loop, product: 'loop-basic', coordinated: true },
      { asOf: '2026-03-02' },
    );
    assert.match(cut.ok ? '' : (cut.problems[0]?.sentence ?? ''), /ordering\.hot-cuts/);
  });
});

const MINUTE = 60_000;
const FIRST = Temporal.ZonedDateTime.from('2026-01-01T00:00[America/Chicago]').epochMilliseconds;
const moment = fc
  .integer({ min: 0, max: 300 * 24 * 60 })
  .map((minute) => Temporal.Instant.fromEpochMilliseconds(FIRST + minute * MINUTE).toString());
const PRODUCTS = ['loop-2w-analog', 'loop-2w-xdsl', 'loop-4w-analog', 'loop-ds1', 'transport-ds1', 'eel-ds1'];
const order = fc.record({
  product: fc.constantFrom(...PRODUCTS),
  quantity: fc.integer({ min: 1, max: 150 }),
  receivedAt: moment,
  coordinated: fc.boolean(),
});
/** A negotiated date is after every counted one. */
const dateOf = (facts: object): string => {
  const value = String(ask(facts).value);
  return value === 'negotiated' ? '9999-12-31' : value;
};

describe('due dates, whatever is ordered and when', () => {
  test('a later receipt never makes an earlier date', () => {
    fc.assert(
      fc.property(order, fc.integer({ min: 0, max: 20_000 }), (facts, minutes) => {
        const later = Temporal.Instant.from(facts.receivedAt).add({ minutes }).toString();
        return dateOf(facts) <= dateOf({ ...facts, receivedAt: later });
      }),
    );
  });
  test('more lines are never sooner, whether in this order or in related ones', () => {
    fc.assert(
      fc.property(order, fc.integer({ min: 0, max: 100 }), (facts, more) => {
        const grown = dateOf({ ...facts, quantity: facts.quantity + more });
        return dateOf(facts) <= grown && grown === dateOf({ ...facts, relatedQuantity: more });
      }),
    );
  });
  test('a date is a business day of the incumbent after the day of receipt', () => {
    const calendar = calendarOf(missouri, missouri.parties.ilec);
    fc.assert(
      fc.property(order, moment, fc.boolean(), (facts, wish, expedite) => {
        const desired = wish.slice(0, 10);
        const date = dateOf({ ...facts, desired, expedite });
        const received = Temporal.Instant.from(facts.receivedAt).toZonedDateTimeISO('America/Chicago');
        return (
          date === '9999-12-31' ||
          (isBusinessDay(calendar, Temporal.PlainDate.from(date)) && date > received.toPlainDate().toString())
        );
      }),
    );
  });
  test('what is received after the cut-off or on a day off is as if received the next business morning', () => {
    fc.assert(
      fc.property(order, (facts) => {
        const receipt = ask(facts);
        const deemed = receipt.steps
          .flatMap((step) => step.steps ?? [])
          .find(({ id }) => id === 'deemed')?.out;
        return (
          typeof deemed !== 'string' ||
          dateOf({ ...facts, receivedAt: deemed.slice(0, 16) }) === dateOf(facts)
        );
      }),
    );
  });
});
