import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { OPEN_END } from '../agreement/agreement.ts';
import type { Agreement } from '../agreement/agreement.ts';
import type { Vocabulary } from '../agreement/vocabulary.ts';
import { holidaysTable } from '../parties/calendars.ts';
import { due } from './due.ts';
import type { DueAnswer } from './due.ts';
import { cases } from './index.ts';
import { findInterval } from './interval.ts';
import type { OrderCircumstances } from './interval.ts';
import { loadPart } from './test-partial-agreement.ts';

const parties: Vocabulary = { subject: 'parties', terms: [], tables: [holidaysTable], decisions: [] };

const HEAD =
  'id,product,order_type,facilities,zone,channel,quantity_from,quantity_to,length,clause,variant,effective_from,effective_to,provenance,source';
const row = (cells: string): string => `${cells},C §3,,,,assumed,made up`;
const ROWS = [
  row('1,loop-basic,,,,,1,10,7 business days'),
  row('2,loop-basic,,,,,11,,negotiated'),
  row('3,loop-basic,,conditioned,,,1,10,12 business days'),
  row('4,loop-basic,,,B,,1,10,9 business days'),
  row('5,any,disconnect,,,,1,,2 business days'),
  row('6,any,,none,,,1,,individual-case'),
];

/** The fictional agreement with other rows of intervals. */
const load = (rows: readonly string[]) =>
  loadPart({
    dir: 'agreements/tiny',
    articles: ['c-services.md'],
    tables: ['holidays', 'intervals'],
    vocabulary: [parties, cases],
    edit: (file, text) => (file === 'intervals.csv' ? [HEAD, ...rows].join('\n') : text),
  });
const loaded = load(ROWS);
assert.ok(loaded.ok, JSON.stringify(loaded));
const agreement: Agreement = loaded.value;

const length = (quantity: number, about: OrderCircumstances = {}, product = 'loop-basic'): string => {
  const found = findInterval(agreement.at(OPEN_END), product, quantity, about);
  return found.ok ? found.value.row.value.length : (found.problems[0]?.id ?? '');
};

describe('the interval of an order', () => {
  test('is that of its product and quantity where nothing else is known', () => {
    assert.equal(length(10), '7 business days');
    assert.equal(length(11), 'negotiated');
    assert.equal(length(1, { orderType: 'new', facilities: 'available', zone: 'A' }), '7 business days');
  });
  test('is that of the row which says most of it: order type, then facilities, product, zone', () => {
    assert.equal(length(10, { zone: 'B' }), '9 business days');
    assert.equal(length(10, { facilities: 'conditioned', zone: 'B' }), '12 business days');
    assert.equal(length(10, { orderType: 'disconnect', facilities: 'conditioned' }), '2 business days');
    assert.equal(length(10, { facilities: 'none' }), 'individual-case');
  });
  test('beyond the bands of a special list is that of the general one', () => {
    assert.equal(length(11, { facilities: 'conditioned' }), 'negotiated');
    assert.equal(length(11, { zone: 'B' }), 'negotiated');
  });
  test('a row of any product speaks of those, too, that have none of their own', () => {
    assert.equal(length(3, { orderType: 'disconnect' }, 'loop-fiber'), '2 business days');
    assert.equal(length(3, {}, 'loop-fiber'), 'clock/no-interval');
  });
});

describe('bands of each list', () => {
  const problems = (...rows: string[]): string[] => {
    const wrong = load(rows);
    return wrong.ok ? [] : wrong.problems.map(({ id, line }) => `${id} ${line}`);
  };
  test('begin at 1 and leave no gap', () => {
    assert.deepEqual(problems(...ROWS), []);
    // Lines of the file: 1 is the header.
    assert.deepEqual(problems(row('1,loop-basic,,,,,2,,5 business days')), ['clock/interval-bands 2']);
    assert.deepEqual(problems(...ROWS, row('7,loop-basic,,conditioned,,,12,,15 business days')), [
      'clock/interval-bands 8',
    ]);
    assert.deepEqual(problems(...ROWS, row('7,loop-basic,,,B,,10,20,15 business days')), [
      'clock/interval-bands 8',
    ]);
  });
  test('the same twice is an overlap, another zone is not', () => {
    assert.deepEqual(problems(...ROWS, row('7,loop-basic,,,C,,1,,8 business days')), []);
    assert.ok(problems(...ROWS, row('7,loop-basic,,,B,,1,,8 business days')).includes('agreement/overlap 8'));
  });
  test('words that nobody knows are told', () => {
    for (const cells of [
      '7,loop-basic,borrow,,,,1,,8 business days',
      '7,loop-basic,,rusty,,,1,,8 business days',
      '7,loop-basic,,,,pigeon,1,,8 business days',
      '7,loop-basic,,,Z,,1,,soon',
    ])
      assert.ok(problems(...ROWS, row(cells)).length > 0, cells);
  });
});

describe('a clock with a table', () => {
  const ask = (facts: object): DueAnswer => {
    const answer = due(agreement, 'loop-installation', { at: '2026-03-02T10:00', facts });
    assert.ok(answer.ok, JSON.stringify(answer));
    return answer.value;
  };
  test('tells what is negotiated from what is set case by case', () => {
    const together = ask({ product: 'loop-basic', quantity: 11 });
    assert.ok('negotiated' in together);
    assert.equal(together.basis, 'negotiated');
    const alone = ask({ product: 'loop-basic', quantity: 1, facilities: 'none' });
    assert.ok('negotiated' in alone);
    assert.equal(alone.basis, 'individual-case');
    assert.match(alone.negotiated, /facilities none.* set case by case/);
  });
  test('refuses circumstances that it does not know', () => {
    const answer = due(agreement, 'loop-installation', {
      at: '2026-03-02T10:00',
      facts: { product: 'loop-basic', quantity: 1, facilities: 'perhaps', orderType: 'borrow' },
    });
    assert.deepEqual(answer.ok ? [] : answer.problems.map(({ field }) => field).sort(), [
      'facilities',
      'orderType',
    ]);
  });
});

describe('a clock with a length and a table', () => {
  const withTable = (term: string, prose = 'by the table of intervals.') =>
    loadPart({
      dir: 'agreements/tiny',
      articles: ['c-services.md'],
      tables: ['holidays', 'intervals'],
      vocabulary: [parties, cases],
      edit: (file, text) =>
        file === 'intervals.csv'
          ? [HEAD, row('1,loop-basic,,,,,50,,9 business days')].join('\n')
          : text.replace('  byTable: intervals\n', term).replace('by the table of intervals.', prose),
    });
  test('takes the row where one speaks, and else its length, also where nothing is said of the order', () => {
    const both = withTable(
      '  byTable: intervals\n  length: 7 business days\n',
      'within 7 business days, or by the table.',
    );
    assert.ok(both.ok, JSON.stringify(both));
    const real = both.value;
    const at = (facts?: object): string => {
      const answer = due(real, 'loop-installation', {
        at: '2026-03-02T10:00',
        ...(facts === undefined ? {} : { facts }),
      });
      return answer.ok && 'dueAt' in answer.value ? answer.value.dueAt : '';
    };
    // Monday 2 March: 7 business days end on the 11th, 9 on the 13th.
    assert.equal(at(), '2026-03-11');
    assert.equal(at({ product: 'loop-basic', quantity: 49 }), '2026-03-11');
    assert.equal(at({ product: 'loop-basic', quantity: 50 }), '2026-03-13');
  });
  test('may not have a date beside them', () => {
    const wrong = withTable('  byTable: intervals\n  byDate: event\n');
    assert.ok(!wrong.ok && wrong.problems.some(({ id }) => id === 'clock/length'));
  });
});
