import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { runDecision } from '../../agreement/decision.ts';
import { accounts } from '../../accounts/index.ts';
import { ONE, add, compare } from '../../base/rational.ts';
import { cases } from '../../cases/index.ts';
import { loadPart } from '../../cases/test-partial-agreement.ts';
import { unwrap } from '../../base/result.ts';
import { inventory } from '../../inventory/index.ts';
import { network } from '../../network/index.ts';
import { parties } from '../../parties/index.ts';
import { pricing, recurringCharge, recurringCharges } from './index.ts';
import { monthParts, sumOfParts } from '../../accounts/month-parts.ts';

const vocabulary = [accounts, cases, inventory, network, parties, pricing];
const folder = (name: string): string => path.join(import.meta.dirname, '..', '..', '..', 'agreements', name);
const tables = ['parties', 'holidays', 'rates', 'products', 'wire-centers'];
const missouriPart = {
  dir: folder('missouri-2006'),
  articles: ['03-general-provisions.md', 'appendix-une-pricing.md'],
  tables,
  vocabulary,
};
const missouri = unwrap(loadPart(missouriPart));
const tiny = unwrap(loadPart({ dir: folder('tiny'), articles: ['a-general.md'], tables, vocabulary }));

const charge = (facts: Record<string, unknown>, agreement = missouri): string =>
  String(unwrap(runDecision(recurringCharge, agreement, facts, { asOf: '2026-10-31' })).value);

describe('recurring-charge', () => {
  // $18.00 a month in zone 1, $24.00 in zone 2; every month counts 30 days.
  const vectors: [string, string, string, string][] = [
    ['1', '2026-10-01', '2026-10-31', '18.00'],
    ['1', '2026-02-01', '2026-02-28', '18.00'],
    ['1', '2026-10-01', '2026-12-31', '54.00'],
    ['1', '2026-10-12', '2026-10-31', '11.40'], // 19/30
    ['1', '2026-10-31', '2026-10-31', '0.60'], // 1/30
    ['1', '2026-10-30', '2026-10-31', '0.60'], // the 30th and the 31st are one counted day
    ['1', '2026-11-30', '2026-11-30', '0.60'],
    ['1', '2026-02-15', '2026-02-28', '9.60'], // 16/30
    ['1', '2026-02-28', '2026-02-28', '1.80'], // the 28th to the 30th counted day
    ['1', '2026-10-01', '2026-10-15', '9.00'],
    ['2', '2026-10-24', '2026-10-31', '5.60'], // 7/30
    ['2', '2026-10-24', '2026-11-10', '13.60'], // 7/30 + 10/30
    ['3', '2026-10-12', '2026-10-31', '20.27'], // 32 × 19/30 = 20.2666…
  ];
  for (const [zone, from, to, value] of vectors) {
    test(`zone ${zone}, ${from} to ${to}: ${value}`, () => {
      assert.equal(charge({ element: 'loop-2w-xdsl', zone, from, to }), value);
    });
  }

  test('many circuits are rounded once', () => {
    const facts = { element: 'loop-2w-xdsl', zone: '3', from: '2026-10-12', to: '2026-10-31' };
    assert.equal(charge({ ...facts, quantity: 3 }), '60.80');
    assert.equal(charge({ ...facts, quantity: 3, credit: true }), '-60.80');
  });

  test('another agreement has its own prices and rounding', () => {
    const facts = { element: 'loop-basic', from: '2026-10-01', to: '2026-10-15' };
    // 11.35 ÷ 2 = 5.675, to the even cent; 27.10 ÷ 2
    assert.equal(charge({ ...facts, zone: 'town' }, tiny), '5.68');
    assert.equal(charge({ ...facts, zone: 'country' }, tiny), '13.55');
  });

  test('the receipt cites the proration, the price and the rounding', () => {
    const receipt = unwrap(
      runDecision(
        recurringCharge,
        missouri,
        { element: 'loop-2w-xdsl', zone: '1', from: '2026-10-12', to: '2026-10-31' },
        { asOf: '2026-10-31' },
      ),
    );
    assert.equal(receipt.clause, 'Appendix UNE Pricing §2.1');
    assert.deepEqual(
      receipt.steps.map(({ id, clause }) => `${id} ${clause}`),
      ['month Appendix UNE Pricing §1', 'rate Appendix UNE Pricing §2.1', 'round III §9.3'],
    );
  });

  test('a missing price, wrong dates and wrong facts are named', () => {
    const problems = (facts: Record<string, unknown>): string[] => {
      const result = runDecision(recurringCharge, missouri, facts, { asOf: '2026-10-31' });
      return result.ok ? [] : result.problems.map(({ id, field }) => `${id} ${field}`);
    };
    const dates = { from: '2026-10-01', to: '2026-10-31' };
    assert.deepEqual(problems({ element: 'loop-8w', ...dates }), ['accounts/missing-rate loop-8w']);
    assert.deepEqual(problems({ element: 'expedite', ...dates }), ['pricing/not-monthly expedite']);
    assert.deepEqual(problems({ element: 'loop-ds1', from: '2026-10-02', to: '2026-10-01' }), [
      'pricing/dates to',
    ]);
    assert.deepEqual(problems({ element: 'loop-ds1', from: 'soon', until: '2026-10-01' }), [
      'decide/facts to',
      'decide/facts until',
      'decide/facts from',
    ]);
  });

  test('a price that changes within the month is charged from its day', () => {
    const changed = unwrap(
      loadPart({
        ...missouriPart,
        edit: (file, text) =>
          file === 'rates.csv'
            ? text.replace(
                /^(loop-ds1),(.*\$)110(.*§2\.1,,),,(.*)$/m,
                '$1,$2110$3,2026-10-15,$4\n$1-new,$2120$32026-10-16,,$4',
              )
            : text,
      }),
    );
    const facts = { element: 'loop-ds1', from: '2026-10-01', to: '2026-10-31' };
    assert.equal(charge(facts, changed), '115.00');
    assert.equal(charge(facts), '110.00');
  });
});

describe('monthParts', () => {
  const day = fc
    .integer({ min: 0, max: 2000 })
    .map((days) => Temporal.PlainDate.from('2024-01-01').add({ days }));

  test('whole months are one each, and the parts of any cut add up', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 0, max: 119 }),
        (from, length, cut) => {
          const to = from.add({ days: length });
          const last = from.add({ days: Math.min(cut, length - 1) });
          const whole = sumOfParts(monthParts(from.toString(), to.toString(), 30));
          const used = sumOfParts(monthParts(from.toString(), last.toString(), 30));
          const unused = sumOfParts(monthParts(last.add({ days: 1 }).toString(), to.toString(), 30));
          assert.equal(compare(add(used, unused), whole), 0);
        },
      ),
    );
    fc.assert(
      fc.property(day, fc.constantFrom(28, 30, 31), (date, monthDays) => {
        const first = date.with({ day: 1 }).toString();
        const last = date.with({ day: date.daysInMonth }).toString();
        assert.equal(compare(sumOfParts(monthParts(first, last, monthDays)), ONE), 0);
      }),
    );
  });
});

describe('recurringCharges', () => {
  const circuit = (ecckt: string, inServiceOn: string, outOfServiceOn?: string) => ({
    ecckt,
    product: 'loop-2w-xdsl',
    wireCenter: 'CLMAMOXA',
    address: '1 Elm',
    inServiceOn,
    source: 'opening',
    ...(outOfServiceOn === undefined ? {} : { outOfServiceOn, disconnectSource: 'LSR-9' }),
  });

  test('advance in one line, parts and credits one line a circuit (accounts.billing)', () => {
    const charges = unwrap(
      recurringCharges({
        agreement: missouri,
        month: '2026-10',
        circuits: [
          circuit('1.A.1', '2020-05-05'),
          { ...circuit('1.A.2', '2021-05-05'), wireCenter: 'BRSNMOXA' },
          circuit('1.A.3', '2026-10-12'),
          circuit('1.A.4', '2020-05-05', '2026-10-21'),
          circuit('1.A.5', '2026-10-06', '2026-10-16'),
          circuit('1.A.6', '2026-10-06', '2026-10-06'),
          circuit('1.A.7', '2020-05-05', '2026-09-30'),
          circuit('1.A.8', '2026-11-02'),
          circuit('1.A.9', '2020-01-01', '2026-11-03'),
        ],
      }),
    );
    assert.deepEqual(
      charges
        .map(
          (c) =>
            `${c.sortKey.split('/')[1]} zone ${c.zone} ${c.quantity} × ${c.rate} = ${c.amount} (${c.from}–${c.to}) ${c.source.id}`,
        )
        .sort(),
      [
        '1-advance zone 1 3 × 18.00 = 5400 (2026-11-01–2026-11-30) loop-2w-xdsl/1/2026-11-01',
        '1-advance zone 2 1 × 24.00 = 2400 (2026-11-01–2026-11-30) loop-2w-xdsl/2/2026-11-01',
        '2-part zone 1 0.3333333333 × 18.00 = 600 (2026-10-06–2026-10-15) 1.A.5',
        '2-part zone 1 0.6333333333 × 18.00 = 1140 (2026-10-12–2026-10-31) 1.A.3',
        '3-credit zone 1 -0.3333333333 × 18.00 = -600 (2026-10-21–2026-10-31) 1.A.4',
      ],
    );
    for (const each of charges)
      assert.equal(each.amount, BigInt(String(each.receipt.value).replace('.', '')));
  });

  test('every missing product, wire center and price is named once', () => {
    const result = recurringCharges({
      agreement: missouri,
      month: '2026-10',
      circuits: [
        { ...circuit('1.A.1', '2020-05-05'), product: 'loop-8w' },
        { ...circuit('1.A.2', '2020-05-05'), wireCenter: 'ZZZZMOXA' },
      ],
    });
    assert.deepEqual(result.ok ? [] : result.problems.map(({ id, field }) => `${id} ${field}`), [
      'pricing/unknown-product loop-8w',
      'pricing/unknown-wire-center ZZZZMOXA',
    ]);
  });
});
