import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { loadAgreement } from '../../../agreement/load.ts';
import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { vocabulary } from '../../../app/vocabulary.ts';
import { cents, formatCents, parseCents, sumCents } from '../../../base/money.ts';
import type { Cents } from '../../../base/money.ts';
import type { Receipt } from '../../../base/receipt.ts';
import { unwrap } from '../../../base/result.ts';
import { orderCharges } from '../order-charges.ts';
import { orderChargesDecision } from './order-charges-decision.ts';
import type { ChargedElement } from './order-charges-decision.ts';

const missouri = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary, variant: 'centurytel' }));
const order = {
  act: 'N',
  channel: 'electronic',
  product: 'loop-2w-xdsl',
  quantity: 1,
  accountStatus: 'existing',
  on: '2026-10-20',
};
const ask = (facts: object, agreement: Agreement = missouri): Receipt =>
  unwrap(
    runDecision(orderChargesDecision, agreement, { order: { ...order, ...facts } }, { asOf: '2026-10-20' }),
  );
const elements = (receipt: Receipt): readonly ChargedElement[] =>
  (receipt.details as { elements: readonly ChargedElement[] }).elements;
const problems = (facts: object): string[] => {
  const result = runDecision(
    orderChargesDecision,
    missouri,
    { order: { ...order, ...facts } },
    { asOf: '2026-10-20' },
  );
  return result.ok ? [] : result.problems.map(({ id }) => id);
};
const amount = (text: string): Cents => parseCents(text) ?? cents(0);

describe('order-charges', () => {
  test('the elements add up to the value, whatever is ordered', () => {
    const any = fc.record({
      act: fc.constantFrom('N', 'D', 'C', 'T', 'V', 'W'),
      channel: fc.constantFrom('electronic', 'manual'),
      product: fc.constantFrom('loop-2w-xdsl', 'loop-ds1', 'number-port', 'eel-ds1', 'resale-business'),
      quantity: fc.integer({ min: 1, max: 500 }),
      accountStatus: fc.constantFrom('new', 'existing'),
      expedite: fc.boolean(),
      project: fc.boolean(),
      outcome: fc.constantFrom('completed', 'changed', 'cancelled'),
      stage: fc.constantFrom('before-confirmation', 'after-confirmation', 'after-work'),
    });
    fc.assert(
      fc.property(any, (facts) => {
        const receipt = ask(facts);
        const sum = sumCents(elements(receipt).map(({ amount: text }) => amount(text)));
        assert.equal(formatCents(sum), receipt.value);
        for (const { quantity, rate, amount: text } of elements(receipt))
          assert.equal(Math.round(Number(quantity) * Number(rate) * 100), Math.round(Number(text) * 100));
      }),
      { numRuns: 100 },
    );
  });

  test('a later stage of a cancellation never costs less', () => {
    const cost = (stage: string, quantity: number): number =>
      Number(ask({ outcome: 'cancelled', stage, quantity }).value);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (quantity) => {
        assert.ok(cost('before-confirmation', quantity) <= cost('after-confirmation', quantity));
        assert.ok(cost('after-confirmation', quantity) <= cost('after-work', quantity));
      }),
      { numRuns: 25 },
    );
  });

  test('an interim price is billed and said to be interim; another is not', () => {
    const receipt = ask({ conditioning: { loadCoilPairs: 1, bridgedTapPairs: 1 } });
    assert.deepEqual(
      elements(receipt).map(({ element, interim }) => [element, interim ?? false]),
      [
        ['service-order-subsequent-electronic', false],
        ['loop-install-first', false],
        ['load-coil-pair', false],
        ['bridged-tap-pair', true],
      ],
    );
    const step = receipt.steps.find(({ sentence }) => sentence.startsWith('Bridged taps'));
    assert.match(step?.sentence ?? '', /an interim price$/);
  });

  test('labor is divided at the hours of the party that does it, each kind brought up once', () => {
    const labor = (begins: string, ends: string): (string | undefined)[][] =>
      elements(ask({ coordination: { begins, ends } }))
        .slice(2)
        .map(({ element, quantity }) => [element, quantity]);
    // Tuesday 16:59 to 17:01: one minute of each is a quarter of an hour of each.
    assert.deepEqual(labor('2026-10-20T16:59:00-05:00', '2026-10-20T17:01:00-05:00'), [
      ['coordinated-cut-hour', '0.25'],
      ['coordinated-overtime-hour', '0.25'],
    ]);
    // Friday 16:00 to Monday 09:00: an hour, 63 hours of the weekend, an hour.
    assert.deepEqual(labor('2026-10-23T16:00:00-05:00', '2026-10-26T09:00:00-05:00'), [
      ['coordinated-cut-hour', '2'],
      ['coordinated-overtime-hour', '63'],
    ]);
    // The night in which clocks go back has one hour more: 00:00 to 04:00 are five hours.
    assert.deepEqual(labor('2026-11-01T00:00:00-05:00', '2026-11-01T04:00:00-06:00'), [
      ['coordinated-overtime-hour', '5'],
    ]);
  });

  test('what is wrong comes back with its name', () => {
    assert.deepEqual(problems({ product: 'loop-8w', wireCenter: 'NOWHERE1' }), [
      'ordering/unknown-product',
      'ordering/unknown-wire-center',
    ]);
    assert.deepEqual(problems({ outcome: 'cancelled' }), ['ordering/no-stage']);
    assert.deepEqual(problems({ quantity: 2, addresses: ['a'] }), ['ordering/addresses']);
    const at = '2026-10-20T12:00:00Z';
    assert.deepEqual(problems({ coordination: { begins: at, ends: at } }), ['ordering/coordination']);
    assert.deepEqual(
      problems({ coordination: { begins: at, ends: '2026-10-20T12:10:00Z', waitingMinutes: 11 } }),
      ['ordering/coordination'],
    );
  });

  test('an agreement that says nothing of a change or of labor answers with what is missing, not with zero', () => {
    const tiny = unwrap(loadAgreement('agreements/tiny', { vocabulary }));
    const missing = (facts: object): (string | undefined)[] => {
      const result = runDecision(
        orderChargesDecision,
        tiny,
        { order: { ...order, product: 'loop-basic', ...facts } },
        { asOf: '2026-10-20' },
      );
      return result.ok ? [] : result.problems.map(({ field }) => field);
    };
    assert.deepEqual(missing({ outcome: 'changed', stage: 'after-confirmation' }), [
      'ordering.order-change-charges',
    ]);
    assert.deepEqual(missing({ conditioning: { loadCoilPairs: 1 }, project: true }), [
      'ordering.conditioning-charges',
      'ordering.custom-handling',
    ]);
  });
});

test('an access order that converts what is there bears its service order alone on the bill', () => {
  const lsr = {
    ccna: 'SKT',
    pon: 'E1',
    ver: '01',
    act: 'W',
    channel: 'electronic',
    product: 'eel-ds1',
    accountStatus: 'existing',
    expedite: false,
  } as const;
  const version = { caseId: 'ASR/SKT/E1/01', lsr, quantity: 2, completedOn: '2026-10-20' };
  const lines = unwrap(orderCharges(missouri, version));
  assert.deepEqual(
    lines.map(({ element, amount: owed }) => [element, owed]),
    [['service-order-subsequent-electronic', 1200n]],
  );
  const local = unwrap(
    orderCharges(missouri, {
      ...version,
      caseId: 'LSR/SKT/E1/01',
      lsr: { ...lsr, product: 'loop-2w-xdsl' },
    }),
  );
  assert.deepEqual(
    local.map(({ element, quantity }) => [element, quantity]),
    [
      ['service-order-subsequent-electronic', '1'],
      ['migration-as-is', '2'],
    ],
  );
});
