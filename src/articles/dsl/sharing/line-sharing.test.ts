import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../base/result.ts';
import { decide, idsOf, missouri, valueOf } from '../test-ground.ts';

const agreement = missouri();
const available = (on: string, addedOn?: string) =>
  valueOf(agreement, 'line-sharing-available', { on, ...(addedOn === undefined ? {} : { addedOn }) });
const price = (facts: object) => decide(agreement, 'line-sharing-price', { loopPrice: '18.00', ...facts });
const DAYS = fc
  .integer({ min: 0, max: 5 * 365 })
  .map((days) => Temporal.PlainDate.from('2002-10-02').add({ days }).toString());

describe('the end of line sharing', () => {
  test('nobody new after the first year, nothing of it after the third', () => {
    assert.equal(available('2004-10-01'), true);
    assert.equal(available('2004-10-02'), false);
    assert.equal(available('2006-10-01', '2004-10-01'), true);
    assert.equal(available('2006-10-02', '2004-10-01'), false);
    assert.equal(available('2026-11-20'), false);
  });

  test('an end user of before stays, however long', () => {
    assert.equal(available('2026-11-20', '2003-10-01'), true);
    assert.equal(available('2026-11-20', '2003-10-02'), false);
    assert.equal(unwrap(price({ on: '2026-11-20', addedOn: '2003-10-01', keptPrice: '5.10' })).value, '5.1');
  });

  test('a share of the price of a loop by the step of the day', () => {
    const at = (on: string) => unwrap(price({ on, addedOn: '2003-11-03' })).value;
    // $18.00 × 25 %, 50 %, 75 %
    assert.equal(at('2004-10-02'), '4.5');
    assert.equal(at('2004-10-03'), '9');
    assert.equal(at('2005-10-02'), '9');
    assert.equal(at('2005-10-03'), '13.5');
    assert.equal(at('2006-10-01'), '13.5');
  });

  test('has a price exactly on the days on which it is there', () => {
    fc.assert(
      fc.property(DAYS, DAYS, (a, b) => {
        const [addedOn, on] = [a, b].sort();
        const priced = price({ on, addedOn, keptPrice: '5.00' });
        assert.equal(priced.ok, available(String(on), addedOn));
      }),
    );
  });

  test('what is over, not yet, or not said comes back with its cure', () => {
    const over = price({ on: '2006-10-02', addedOn: '2004-01-05' });
    assert.deepEqual(idsOf(over), ['dsl/no-line-sharing']);
    assert.ok(!over.ok && over.problems[0]?.cure.includes('line splitting or stand alone loop'));
    assert.deepEqual(idsOf(price({ on: '2004-01-04', addedOn: '2004-01-05' })), ['dsl/no-line-sharing']);
    assert.deepEqual(idsOf(price({ on: '2004-01-05', addedOn: '2003-01-05' })), ['dsl/no-kept-price']);
  });
});
