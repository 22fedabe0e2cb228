import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runDecision } from '../../agreement/decision.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { unwrap } from '../../base/result.ts';
import { CHANGE_OF_LAW, loadMissouri } from '../ordering/test-ground.ts';
import { performance } from '../performance/index.ts';
import { elementAvailable, elements } from './index.ts';

const missouri = unwrap(loadMissouri([elements, performance]));
const amended = unwrap(loadMissouri([elements, performance], { amendments: [CHANGE_OF_LAW] }));
const available = (agreement: Agreement, facts: object, asKnown?: string): unknown =>
  unwrap(
    runDecision(elementAvailable, agreement, facts, {
      asOf: '2026-10-15',
      ...(asKnown === undefined ? {} : { asKnown }),
    }),
  ).value;

describe('availability of an element', () => {
  const analog = { element: 'loop-2w-analog', orderType: 'N' };
  test('the agreement stands above the law until it is amended', () => {
    assert.equal(available(missouri, analog), true);
    assert.equal(available(amended, analog), false);
    assert.equal(available(amended, { ...analog, date: '2026-08-31' }), true);
    assert.equal(available(amended, analog, '2026-08-01T00:00:00Z'), true);
  });
  test('those in service may be disconnected, and other loops are untouched', () => {
    assert.equal(available(amended, { ...analog, orderType: 'D' }), true);
    assert.equal(available(amended, { element: 'loop-2w-xdsl', orderType: 'N' }), true);
  });
  test('where the agreement lets law apply by itself, the law decides from its own date (elements.change-of-law)', () => {
    const selfExecuting = unwrap(
      loadMissouri([elements, performance], {
        edit: (file, text) =>
          file.startsWith('07') ? text.replace('effect: by-amendment', 'effect: self-executing') : text,
      }),
    );
    assert.equal(available(selfExecuting, analog), false);
    assert.equal(available(selfExecuting, { ...analog, date: '2023-02-07' }), true);
    assert.equal(available(selfExecuting, { ...analog, date: '2023-02-08' }), false);
  });
});

describe('check of the products', () => {
  const problems = (edit: (file: string, text: string) => string): string[] => {
    const result = loadMissouri([elements, performance], { edit });
    return result.ok
      ? []
      : result.problems.map(
          ({ id, file, line, field }) => `${id} ${file?.split('/').at(-1)}:${line} ${field}`,
        );
  };
  test('a rate row that goes is missed by the products that name it', () => {
    assert.deepEqual(
      problems((file, text) => (file === 'rates.csv' ? text.replace(/^loop-2w-xdsl-z2.*\n/m, '') : text)),
      [
        'elements/no-rate products.csv:2 recurring_element',
        'elements/no-rate products.csv:15 recurring_element',
      ],
    );
  });
  test('so are the mile and the fixed part of transport, by transport itself and by combinations', () => {
    assert.deepEqual(
      problems((file, text) => (file === 'rates.csv' ? text.replace(/^transport-ds1-.*\n/gm, '') : text)),
      [
        ...Array.from({ length: 3 }, () => 'elements/no-rate products.csv:11 recurring_element'), // three bands
        'elements/no-rate products.csv:11 per_mile_element',
        'elements/no-rate products.csv:14 transport_element',
        'elements/no-rate products.csv:14 per_mile_element',
      ],
    );
  });
  test('so is an interval', () => {
    assert.deepEqual(
      problems((file, text) => (file === 'intervals.csv' ? text.replace(/^loop-ds1.*\n/gm, '') : text)),
      ['elements/no-interval products.csv:5 interval'],
    );
  });
  test('a gap between bands is named', () => {
    assert.deepEqual(
      problems((file, text) =>
        file === 'intervals.csv' ? text.replace(',6,20,5 business', ',7,20,5 business') : text,
      ),
      ['clock/interval-bands intervals.csv:3 quantity_from'],
    );
  });
  test('a number that changes alone, in text or term, is a contradiction', () => {
    for (const [from, to] of [
      ['within 5 business hours', 'within 6 business hours'],
      ['length: 5 business hours', 'length: 6 business hours'],
    ] as const) {
      const found = problems((file, text) => (file.startsWith('08') ? text.replace(from, to) : text));
      assert.ok(
        found.length > 0 && found.every((each) => each.startsWith('agreement/contradiction 08-ordering')),
        from,
      );
    }
  });
});
