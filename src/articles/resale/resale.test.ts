import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { accounts } from '../../accounts/index.ts';
import { runDecision } from '../../agreement/decision.ts';
import { loadAgreement } from '../../agreement/load.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { formatCents } from '../../base/money.ts';
import { unwrap } from '../../base/result.ts';
import { cases } from '../../cases/index.ts';
import { loadPart } from '../../cases/test-partial-agreement.ts';
import type { Circuit } from '../../inventory/circuit.ts';
import { inventory } from '../../inventory/index.ts';
import { network } from '../../network/index.ts';
import { parties } from '../../parties/index.ts';
import { resale, resaleCharges } from './index.ts';
import { promotionDay } from './price/promotion-day.ts';
import { resalePrice } from './price/resale-price.ts';
import { resaleCharge } from './price/resale-charge.ts';

const missouri = unwrap(
  loadPart({
    dir: 'agreements/missouri-2006',
    articles: ['03-general-provisions.md', '06-resale.md', 'appendix-une-pricing.md'],
    tables: ['parties', 'holidays', 'rates', 'products', 'wire-centers'],
    law: ['FCC 19-72'],
    vocabulary: [accounts, cases, inventory, network, parties, resale],
  }),
);
const price = (facts: object, on = '2026-10-15'): string =>
  String(unwrap(runDecision(resalePrice, missouri, { class: 'general', ...facts }, { asOf: on })).value);

describe('resale prices', () => {
  test('the receipt names the discount, its clause and that it is another agreement’s number', () => {
    const receipt = unwrap(
      runDecision(resalePrice, missouri, { class: 'general', retail: '20.00' }, { asOf: '2026-10-15' }),
    );
    const step = receipt.steps.find(({ id }) => id === 'discount');
    assert.deepEqual(
      [step?.clause, step?.term?.key, step?.term?.provenance, receipt.value],
      ['VI §6.1', 'resale.discount.general', 'sister', '17.36'],
    );
  });

  test('the wholesale price is never above retail, and what is left out costs the same as at retail', () => {
    const cents = fc.integer({ min: 0, max: 1_000_000 }).map((value) => formatCents(BigInt(value) as never));
    fc.assert(
      fc.property(cents, (retail) => {
        assert.ok(Number(price({ retail })) <= Number(retail));
        assert.equal(price({ retail, chargeKind: 'one-time' }), retail);
      }),
      { numRuns: 50 },
    );
  });

  test('everything that is wrong comes back at once', () => {
    const result = runDecision(
      resalePrice,
      missouri,
      { class: 'staff', chargeKind: 'recurring' },
      { asOf: '2026-10-15' },
    );
    assert.deepEqual(result.ok ? [] : result.problems.map(({ id }) => id).sort(), [
      'resale/no-discount',
      'resale/no-retail',
    ]);
  });
});

describe('promotions', () => {
  test('a series is cut at the first gap, and days outside a promotion are none', () => {
    const promotion = {
      firstDay: '2026-07-01',
      lastDay: '2026-07-31',
      earlier: [
        { firstDay: '2026-01-01', lastDay: '2026-01-31' },
        { firstDay: '2026-06-01', lastDay: '2026-06-20' },
      ],
    };
    const series = { counted: true, gap: 30 };
    // Twenty days of June are near; January is not.
    assert.deepEqual(promotionDay(promotion, '2026-07-01', series), { day: 21, before: 20 });
    assert.deepEqual(promotionDay(promotion, '2026-07-01', { counted: false, gap: 0 }), {
      day: 1,
      before: 0,
    });
    assert.equal(promotionDay(promotion, '2026-06-30', series), undefined);
    assert.equal(promotionDay(promotion, '2026-08-01', series), undefined);
  });

  test('the day counts up by one a day while it runs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (after) => {
        const on = Temporal.PlainDate.from('2026-01-01').add({ days: after }).toString();
        const counted = promotionDay({ firstDay: '2026-01-01' }, on, { counted: true, gap: 30 });
        assert.equal(counted?.day, after + 1);
      }),
    );
  });
});

describe('resold lines on the bill', () => {
  const line = (number: string, more: Partial<Circuit> = {}): Circuit => ({
    ecckt: number,
    product: 'resale-residence',
    wireCenter: 'CLMAMOXA',
    address: '1 Elm',
    inServiceOn: '2020-01-01',
    source: 'opening',
    resale: {
      number,
      usocs: ['1FR'],
      serviceClass: 'general',
      retailElement: 'residence-line',
      retail: '20.00',
    },
    ...more,
  });

  test('the next month in advance, the part of a new line, the unused part of one that left', () => {
    const charges = unwrap(
      resaleCharges({
        agreement: missouri,
        month: '2026-10',
        circuits: [
          line('5735550001'),
          line('5735550002', { inServiceOn: '2026-10-16', source: 'N' }),
          line('5735550003', { outOfServiceOn: '2026-10-16', disconnectSource: 'D' }),
        ],
      }),
    );
    assert.deepEqual(
      charges.map(({ kind, source, from, to, quantity, amount }) => [
        kind,
        source.id,
        from,
        to,
        quantity,
        amount,
      ]),
      [
        // 20.00 × 0.868 = 17.36; half a month of it is 8.68.
        ['recurring', '5735550001', '2026-11-01', '2026-11-30', '1', 1736n],
        ['recurring', '5735550002', '2026-11-01', '2026-11-30', '1', 1736n],
        ['recurring', '5735550002', '2026-10-16', '2026-10-31', '0.5', 868n],
        ['credit', '5735550003', '2026-10-16', '2026-10-31', '-0.5', -868n],
      ],
    );
    assert.ok(
      charges.every(({ provenance, receipt }) => provenance === 'sister' && receipt.steps.length > 0),
    );
  });

  test('a line that says nothing of its retail service is priced as its product, from the tariff of the day', () => {
    const plain = line('5735550004', { inServiceOn: '2026-10-01' });
    const { resale: _resale, ...bare } = plain;
    const whole = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary, variant: 'centurytel' }));
    const october = { agreement: whole, month: '2026-10' };
    const charges = unwrap(resaleCharges({ ...october, circuits: [bare] }));
    assert.deepEqual(
      charges.map(({ from, to, rate, amount }) => [from, to, rate, amount]),
      [
        ['2026-11-01', '2026-11-30', '11.8048', 1180n], // 13.60 × 0.868
        ['2026-10-01', '2026-10-15', '11.1538', 558n], // 12.85 × 0.868 × 15/30 = 5.5769
        ['2026-10-16', '2026-10-31', '11.8048', 590n], // 13.60 × 0.868 × 15/30 = 5.9024
      ],
    );
    // The discount is another agreement's number; the tariff page is an invented one.
    assert.ok(charges.every(({ provenance }) => provenance === 'assumed'));
    const loop = { ...bare, product: 'loop-2w-xdsl' };
    assert.deepEqual(unwrap(resaleCharges({ ...october, circuits: [loop] })), []);
  });

  test('a line that went on as something else says so', () => {
    const changed = line('5735550003', {
      outOfServiceOn: '2026-10-16',
      disconnectSource: 'V',
      changed: true,
    });
    const next = line('5735550003', { period: 2, inServiceOn: '2026-10-16', source: 'V' });
    const charges = unwrap(
      resaleCharges({ agreement: missouri, month: '2026-10', circuits: [changed, next] }),
    );
    assert.deepEqual(
      charges.map(({ description }) => description.replace(/^.*2026-1\d-\d\d /, '')),
      ['in advance', 'from the change', 'unused after the change'],
    );
  });

  test('the day on which a promotion becomes the retail rate divides the line in two', () => {
    const promoted = line('5735550001');
    const charges = unwrap(
      resaleCharges({
        agreement: missouri,
        month: '2026-08',
        circuits: [
          {
            ...promoted,
            resale: {
              ...promoted.resale!,
              promotion: { id: 'SUMMER', firstDay: '2026-07-01', price: '12.00' },
            },
          },
        ],
      }),
    );
    assert.deepEqual(
      charges.map(({ from, to, rate, amount }) => [from, to, rate, amount]),
      [
        ['2026-09-01', '2026-09-28', '17.36', 1620n], // 28/30 × 17.36 = 16.2027
        ['2026-09-29', '2026-09-30', '10.416', 69n], // 2/30 × 10.416 = 0.6944
      ],
    );
  });

  test('the parts of a month add up to the month, wherever it is cut', () => {
    const charge = (from: string, to: string): string[] => {
      const facts = { class: 'general', retail: '30.00', from, to };
      const receipt = unwrap(runDecision(resaleCharge, missouri, facts, { asOf: from }));
      return [(receipt.details as { months: string }).months, String(receipt.value)];
    };
    assert.deepEqual(charge('2026-02-01', '2026-02-28'), ['1', '26.04']);
    // 9/30 + 21/30 of 26.04 = 7.812 + 18.228
    assert.deepEqual(charge('2026-02-01', '2026-02-09'), ['0.3', '7.81']);
    assert.deepEqual(charge('2026-02-10', '2026-02-28'), ['0.7', '18.23']);
  });
});
