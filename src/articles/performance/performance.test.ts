import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runDecision } from '../../agreement/decision.ts';
import { unwrap } from '../../base/result.ts';
import { elements } from '../elements/index.ts';
import { loadMissouri, loadTiny } from '../ordering/test-ground.ts';
import { computeMeasures } from './compute-measures.ts';
import { measureFocTimeliness } from './foc-timeliness.ts';
import type { FocCase } from './foc-timeliness.ts';
import { performance } from './index.ts';
import { occurrenceAmount } from './occurrence-amount.ts';
import { remedyCharges } from './remedy-charges.ts';
import { remedy } from './remedy.ts';

const missouri = unwrap(loadMissouri([elements, performance]));
const tiny = loadTiny([elements, performance]);
const one = (id: number, more: Partial<FocCase> = {}): FocCase => ({
  id: `LSR/${id}`,
  state: 'completed',
  channel: 'electronic',
  act: 'N',
  product: 'loop-2w-xdsl',
  quantity: 1,
  negotiated: false,
  focDueAt: '2026-10-05T14:00:00-05:00',
  focDueUntil: '2026-10-05T19:00:00Z',
  focAt: '2026-10-05T19:00:00Z',
  ...more,
});
const many = (count: number, more?: Partial<FocCase>): FocCase[] =>
  Array.from({ length: count }, (_, index) => one(index, more));
/** Missouri with other cells in its table of measures. */
const withMeasures = (from: string, to: string) =>
  loadMissouri([elements, performance], {
    edit: (file, text) => (file === 'measures.csv' ? text.replace(from, to) : text),
  });
const late = { focAt: '2026-10-05T19:00:01Z' };
const measure = (cases: FocCase[], agreement = missouri) =>
  unwrap(measureFocTimeliness(agreement, '2026-10', cases, 'foc-timeliness'));

describe('firm order confirmation timeliness', () => {
  test('at the deadline is in time, a second later is late', () => {
    const result = measure([...many(18), ...many(2, late)]);
    assert.deepEqual(
      [result.numerator, result.denominator, result.result, result.outcome],
      [18, 20, '90 %', 'miss'],
    );
  });
  test('exactly the benchmark passes', () => {
    assert.equal(measure([...many(19), ...many(1, late)]).outcome, 'pass');
    assert.equal(measure([...many(9), ...many(1, late)], tiny).outcome, 'pass');
  });
  test('it is compared before rounding: 94.999 % is no 95 %', () => {
    const result = measure([...many(94_999), ...many(5001, late)]);
    assert.deepEqual([result.shown, result.outcome], ['95.00 %', 'miss']);
  });
  test('nothing that counts is no activity, neither pass nor miss', () => {
    const result = measure([one(1, { state: 'rejected' })]);
    assert.deepEqual([result.outcome, result.result, result.denominator], ['no-activity', '', 0]);
    assert.deepEqual(unwrap(remedyCharges(missouri, result, 1)), []);
  });
  test('what does not count says why; what is unanswered is late; other months stay out', () => {
    const { focAt: _focAt, ...unanswered } = one(4, { state: 'acknowledged' });
    const result = measure([
      one(1, { state: 'rejected' }),
      one(2, { state: 'superseded' }),
      one(3, { negotiated: true }),
      unanswered,
      one(5, { focDueUntil: '2026-11-02T19:00:00Z' }),
    ]);
    assert.deepEqual(
      result.rows.map(({ included, exclusion, inTime }) => [included, exclusion?.id, inTime]),
      [
        [false, 'rejected', undefined],
        [false, 'superseded', undefined],
        [false, 'negotiated', undefined],
        [true, undefined, false],
      ],
    );
  });
  test('the month is that of the agreement: 31 October 23:30 in Missouri is October', () => {
    assert.equal(
      measure([one(1, { focDueUntil: '2026-11-01T04:30:00Z', focAt: '2026-11-01T04:00:00Z' })]).denominator,
      1,
    );
  });
});

describe('the table of measures', () => {
  test('an agreement may call its measure otherwise', () => {
    const agreement = unwrap(withMeasures('foc-timeliness,foc-timeliness,', 'pm-5,pm-5,'));
    const [result, ...others] = unwrap(computeMeasures(agreement, '2026-10', many(20, late)));
    assert.deepEqual(
      [result?.measure, result?.outcome, result?.receipt.decision, others.length],
      ['pm-5', 'miss', 'foc-timeliness', 0],
    );
    assert.ok(result);
    assert.equal(unwrap(remedyCharges(agreement, result, 1))[0]?.source.id, 'pm-5/2026-10');
  });
  test('a measure of one product counts its requests alone', () => {
    const agreement = unwrap(
      withMeasures('foc-timeliness,,benchmark', 'foc-timeliness,loop-2w-analog,benchmark'),
    );
    const cases = [...many(3, late), one(9, { product: 'loop-2w-analog' })];
    const [result] = unwrap(computeMeasures(agreement, '2026-10', cases));
    assert.deepEqual([result?.numerator, result?.denominator, result?.outcome], [1, 1, 'pass']);
  });
  test('the result is compared by the agreement’s rule, which the receipt cites', () => {
    const compare = measure(many(2)).receipt.steps.find(({ id }) => id === 'compare');
    assert.deepEqual(
      [compare?.clause, compare?.steps?.[0]?.clause, compare?.steps?.[0]?.term?.key],
      ['XV §2.1', 'XV §1.1', 'performance.benchmarks'],
    );
    const nothing = measure([]).receipt.steps.find(({ id }) => id === 'compare');
    assert.equal(nothing?.term?.key, 'performance.benchmarks');
  });
  const refused: [string, string, string, RegExp][] = [
    ['a State’s remedy', 'higher,1,', 'higher,2,', /tier 2.* not executed yet/],
    ['parity', 'benchmark,95 %', 'parity,', /standard parity.* not executed yet/],
    ['a stranger’s product', 'foc-timeliness,,b', 'foc-timeliness,fax,b', /product "fax"/],
    ['an unknown computation', 'foc-timeliness,,b', 'guess,,b', /"guess" is not one of the accepted codes/],
  ];
  for (const [what, from, to, sentence] of refused) {
    test(`what is not executed is refused with its line: ${what}`, () => {
      const loaded = withMeasures(from, to);
      assert.ok(!loaded.ok);
      const found = loaded.problems.find((problem) => sentence.test(problem.sentence));
      assert.ok(found, JSON.stringify(loaded.problems));
      assert.match(found.file ?? '', /measures\.csv$/);
      assert.equal(found.line, 2);
    });
  }
});

test('an occurrence costs what its row says, whichever weight the measures have', () => {
  const amount = (weight: string, monthsMissed: number): unknown => {
    const receipt = runDecision(occurrenceAmount, missouri, { weight, monthsMissed }, { asOf: '2026-10-31' });
    return receipt.ok ? receipt.value.value : receipt.problems[0]?.id;
  };
  assert.equal(amount('high', 1), '150.00');
  assert.equal(amount('low', 6), '400.00');
  assert.equal(amount('low', 7), '400.00');
  assert.equal(amount('high', 0), 'performance/no-remedy');
  assert.equal(amount('heavy', 1), 'decide/facts');
});

describe('remedy', () => {
  const run = (facts: object, agreement = missouri) =>
    runDecision(
      remedy,
      agreement,
      { measure: 'foc-timeliness', volume: 20, monthsMissed: 1, ...facts },
      { asOf: '2026-10-31' },
    );
  const value = (facts: object, agreement = missouri): unknown => unwrap(run(facts, agreement)).value;

  test('shortfall × volume × amount: (95 % − 90 %) × 20 = 1 occurrence at $75', () => {
    assert.equal(value({ result: '90 %' }), '75.00');
    assert.equal(value({ result: '0.90' }), '75.00');
    assert.equal(value({ result: 0.9 }), '75.00');
  });
  test('the amount rises with the months, the last row holding for all after it', () => {
    const rise = [1, 2, 3, 4, 5, 6, 7, 30].map((monthsMissed) => value({ result: '90 %', monthsMissed }));
    assert.deepEqual(rise, ['75.00', '150.00', '300.00', '400.00', '500.00', '600.00', '600.00', '600.00']);
  });
  test('parts of an occurrence count and are rounded once: (95 % − 800/9 %) × 36 = 2.2 × $75', () => {
    assert.equal(value({ result: '800/9 %', volume: 36 }), '165.00');
    assert.equal(value({ result: '94.9 %', volume: 7 }), '0.53'); // 0.007 × 75 = 0.525
  });
  test('met is nothing', () => {
    assert.equal(value({ result: '95 %' }), '0.00');
    assert.equal(value({ result: '1' }), '0.00');
    assert.equal(value({ result: '90 %', volume: 0 }), '0.00');
  });
  test('another agreement: (90 % − 80 %) × 20 = 2 at $10, then $20', () => {
    assert.equal(value({ result: '80 %' }, tiny), '20.00');
    assert.equal(value({ result: '80 %', monthsMissed: 9 }, tiny), '40.00');
  });
  test('a number over 1 without its % is told so', () => {
    for (const result of [90, '90', '1.01']) {
      const answer = run({ result });
      assert.ok(!answer.ok);
      assert.match(answer.problems[0]?.sentence ?? '', /over 1 and is no percentage/);
    }
    assert.ok(!run({ result: '101 %' }).ok);
    assert.ok(!run({ result: 'most' }).ok);
  });
  test('an unknown measure says which there are, and a miss is at least one month', () => {
    const unknown = run({ measure: 'foc', result: '90 %' });
    assert.match(unknown.ok ? '' : (unknown.problems[0]?.cure ?? ''), /foc-timeliness/);
    assert.ok(!run({ result: '90 %', monthsMissed: 0 }).ok);
  });
  test('the credit is one negative line on the services bill', () => {
    const [credit] = unwrap(remedyCharges(missouri, measure([...many(18), ...many(2, late)]), 2));
    assert.ok(credit);
    assert.deepEqual(
      [
        credit.amount,
        credit.account,
        credit.kind,
        credit.quantity,
        credit.rate,
        credit.clause,
        credit.from,
        credit.to,
      ],
      [-15_000n, 'services', 'credit', '-1', '150.00', 'XV §3.1', '2026-10-01', '2026-10-31'],
    );
  });
});
