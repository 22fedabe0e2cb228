import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../base/result.ts';
import { decide, idsOf, load, missouri } from './test-ground.ts';

const agreement = missouri();
const estimate = (facts: object, under = agreement) => decide(under, 'lost-usage-estimate', facts);

describe('lost-usage-estimate', () => {
  test('lies between the smallest and the largest of the months that count', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 3, maxLength: 20 }), (months) => {
        const counted = months.slice(-12);
        const value = Number(unwrap(estimate({ months })).value);
        assert.ok(value >= Math.min(...counted) && value <= Math.max(...counted));
        // Parts of a month come to the month, but for the rounding of each.
        const part = (lostDays: number) =>
          Number(unwrap(estimate({ months, lostDays, monthDays: 30 })).value);
        assert.ok(Math.abs(part(10) + part(20) - value) <= 1);
        assert.equal(part(30), value);
      }),
      { numRuns: 50 },
    );
  });

  test('another agreement takes other months and rounds another way', () => {
    const other = missouri(
      ['fromMonths: 3 months', 'fromMonths: 2 months'],
      ['toMonths: 12 months', 'toMonths: 2 months'],
      [
        'no fewer than 3 months and no more than 12 months',
        'no fewer than 2 months and no more than 2 months',
      ],
      ['minutes: nearest', 'minutes: up'],
    );
    // (10 + 11) ÷ 2 = 10.5; the 900 before do not count.
    assert.equal(unwrap(estimate({ months: [900, 10, 11] }, other)).value, 11);
    // (1,000 + 1,000 + 1,001) ÷ 3 = 1,000.33 under Missouri's own words.
    assert.equal(unwrap(estimate({ months: [1000, 1000, 1001] })).value, 1000);
  });

  test('cites the section, and says what counted', () => {
    const receipt = unwrap(estimate({ months: [1, 2, 3, 6] }));
    assert.equal(receipt.clause, 'V §10');
    assert.deepEqual(receipt.details, { months: 4 });
    assert.ok(receipt.steps.every(({ clause }) => clause === 'V §10'));
  });

  test('needs months, and days that fit', () => {
    assert.deepEqual(idsOf(estimate({ months: [] })), ['record-exchange/too-few-months']);
    assert.deepEqual(idsOf(estimate({ months: [1, 2, 3], lostDays: 3 })), ['record-exchange/lost-days']);
    assert.deepEqual(idsOf(estimate({ months: [1, -2, 3] })), ['decide/facts']);
  });
});

describe('blocking-notice', () => {
  const notice = {
    blocking: 'transit-carrier',
    reasons: ['non-payment'],
    sentBy: 'certified-mail',
    sentTo: ['carrier', 'commission'],
    contents: ['reasons', 'start-date', 'cure', 'rights'],
    sentOn: '2026-11-02',
    startsOn: '2026-12-02',
  };

  test('lists every defect and the ways that stay open', () => {
    const receipt = unwrap(decide(agreement, 'blocking-notice', { ...notice, sentTo: [], contents: [] }));
    const details = receipt.details as { defects: { id: string }[]; earliestOn: string; routes: string[] };
    assert.equal(receipt.value, 'defective');
    assert.equal(details.earliestOn, '2026-12-02');
    assert.deepEqual(details.routes, ['agreement', 'direct', 'interexchange-carrier']);
    assert.deepEqual(
      details.defects.map(({ id }) => id),
      [
        ...Array<string>(2).fill('record-exchange/no-copy'),
        ...Array<string>(4).fill('record-exchange/silent'),
      ],
    );
  });

  test('a reason that the rule does not know is no fact', () => {
    assert.deepEqual(idsOf(decide(agreement, 'blocking-notice', { ...notice, reasons: ['dislike'] })), [
      'decide/facts',
    ]);
  });
});

describe('terms', () => {
  const fields = (loaded: ReturnType<typeof load>): string[] =>
    loaded.ok ? [] : loaded.problems.map(({ id, field }) => `${id} ${field}`);

  test('an estimate takes some number of months', () => {
    assert.deepEqual(
      fields(
        load(
          ['toMonths: 12 months', 'toMonths: 2 months'],
          ['no more than 12 months', 'no more than 2 months'],
        ),
      ),
      ['record-exchange/terms record-exchange.lost-usage.toMonths'],
    );
    const days = load(
      ['fromMonths: 3 months', 'fromMonths: 90 calendar days'],
      ['no fewer than 3 months', 'no fewer than 90 calendar days'],
    );
    assert.match(fields(days).join(), /fromMonths/);
  });

  test('clocks start where the cases start them, and the text says their days', () => {
    assert.deepEqual(fields(load(['starts: lost-usage.lost', 'starts: lost-usage.found'])), [
      'clock/events clock.usage-rebuild.starts',
    ]);
    assert.match(
      fields(load(['within 60 calendar days', 'within 61 calendar days'])).join(),
      /usage-rebuild/,
    );
  });
});
