import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { unwrap } from '../../../base/result.ts';
import type { CaseKind, NewEvent } from '../../../cases/kind.ts';
import { loopConditioningKind } from '../conditioning/conditioning-case.ts';
import {
  BAD_READINGS,
  GOOD_READINGS,
  ILEC,
  decide,
  event,
  idsOf,
  loop,
  missouri,
  play,
  valueOf,
} from '../test-ground.ts';
import { cooperativeTestKind } from '../testing/cooperative-test-case.ts';
import { stationTransferKind } from '../transfer/station-transfer-case.ts';
import { caseCharges } from './case-charges.ts';
import type { PricedElement } from '../../../accounts/priced-element.ts';

const agreement = missouri();
/** Day, and each line as element, quantity and amount. */
const borne = (kind: CaseKind, events: readonly NewEvent[], under = agreement) =>
  unwrap(caseCharges(under, kind.kind, unwrap(play(under, kind, events)))).map(({ on, receipt }) => [
    on,
    ...(receipt.details as { lines: PricedElement[] }).lines.map(
      ({ element, quantity, amount }) => `${quantity} ${element} ${amount}`,
    ),
  ]);

const worn = loop({
  segments: [{ gauge: 24, feet: 9000 }],
  loadCoils: [{ feetFromOffice: 3000 }, { feetFromOffice: 6000 }],
  bridgedTaps: [
    { feet: 2000, feetFromOffice: 100 },
    { feet: 1000, feetFromOffice: 200 },
  ],
});
const long = loop({ segments: [{ gauge: 22, feet: 20_000 }], loadCoils: [{ feetFromOffice: 3000 }] });

/** Conditioning from the wish to its acceptance; what was taken off, each time that the work was said to be done. */
function conditioning(makeup: object, wanted: object, amount: string, ...takenOff: readonly object[]) {
  const again = (off: object, last: boolean, index: number) => [
    event('conditioned', `2026-03-${16 + index}`, { takenOff: off }, ILEC),
    event('tested', `2026-03-${16 + index}`, { readings: last ? GOOD_READINGS : BAD_READINGS }),
    ...(last ? [] : [event('failed', `2026-03-${16 + index}`, { because: 'A coil is left' })]),
  ];
  return [
    event('asked', '2026-03-02', { makeup, wanted }),
    event('quoted', '2026-03-03', { amount }, ILEC),
    event('approved', '2026-03-04', { amount, product: 'loop-2w-xdsl', quantity: 1 }),
    event('engineered', '2026-03-06', {}, ILEC),
    ...takenOff.flatMap((off, index) => again(off, index === takenOff.length - 1, index)),
  ];
}
const accepted = event('accepted', '2026-04-02');

describe('what conditioning bears', () => {
  const all = { loadCoils: [1, 2], bridgedTaps: [1, 2] };

  test('is the quote, element by element, on the day of the acceptance and not before', () => {
    // Coils $150.00, 3,000 feet of tap $110.00.
    const work = conditioning(worn, all, '260.00', all);
    assert.deepEqual(borne(loopConditioningKind, work), []);
    assert.deepEqual(borne(loopConditioningKind, [...work, accepted]), [
      ['2026-04-02', '1 load-coil-pair 150.00', '1 bridged-tap-pair 110.00'],
    ]);
  });

  test('is for all that was taken off, though a test failed between, and once', () => {
    const work = conditioning(
      worn,
      all,
      '260.00',
      { loadCoils: [1] },
      { loadCoils: [2], bridgedTaps: [1, 2] },
    );
    assert.deepEqual(borne(loopConditioningKind, [...work, accepted]), [
      ['2026-04-02', '1 load-coil-pair 150.00', '1 bridged-tap-pair 110.00'],
    ]);
  });

  test('is not for what stayed on the loop', () => {
    const work = conditioning(worn, all, '260.00', { bridgedTaps: [1, 2] });
    assert.deepEqual(borne(loopConditioningKind, [...work, accepted]), [
      ['2026-04-02', '1 bridged-tap-pair 110.00'],
    ]);
    const none = conditioning(worn, all, '260.00', {});
    assert.deepEqual(borne(loopConditioningKind, [...none, accepted]), [['2026-04-02']]);
  });

  test('of special construction is its quote, and only when all of it was done', () => {
    const wanted = { loadCoils: [1] };
    const work = conditioning(long, wanted, '900.00', wanted);
    assert.deepEqual(borne(loopConditioningKind, [...work, accepted]), [
      ['2026-04-02', '1 loop-conditioning 900.00'],
    ]);
    const two = loop({ ...long, loadCoils: [{ feetFromOffice: 3000 }, { feetFromOffice: 9000 }] });
    const half = conditioning(two, { loadCoils: [1, 2] }, '900.00', wanted);
    assert.deepEqual(idsOf(play(agreement, loopConditioningKind, [...half, accepted])), ['dsl/quote-whole']);
    for (const amount of ['-1.00', '900.005'])
      assert.deepEqual(
        idsOf(play(agreement, loopConditioningKind, conditioning(long, wanted, amount).slice(0, 2))),
        ['dsl/quote-amount'],
      );
  });

  test('keeps the price of the quote when the list changes before the work is accepted', () => {
    const facts = { makeup: worn, wanted: all, takenOff: all, quoted: '260.00', quotedOn: '2026-03-03' };
    assert.equal(valueOf(agreement, 'conditioning-bill', facts), '260.00');
    assert.deepEqual(idsOf(decide(agreement, 'conditioning-bill', { ...facts, quoted: '1.005' })), [
      'dsl/quote-amount',
    ]);
    // A list that says otherwise than the quote that was taken: the quote holds, whole.
    const { details } = unwrap(decide(agreement, 'conditioning-bill', { ...facts, quoted: '240.00' }));
    assert.deepEqual(
      (details as { lines: PricedElement[] }).lines.map(({ element, amount }) => [element, amount]),
      [['loop-conditioning', '240.00']],
    );
  });
});

describe('what a swap of pairs and a test bear', () => {
  const proposed = event('proposed', '2026-03-02', { makeup: { ...worn, sparePairs: 1 } }, ILEC);
  const swapped = event('swapped', '2026-03-05', { pair: '12/119' }, ILEC);
  const settled = (body: object) => event('settled', '2026-03-06', { ...body });

  test('the swap and the visit where it did not help by a fault elsewhere; nothing by one of the network', () => {
    const elsewhere = settled({ helped: false, fault: 'elsewhere', amount: '136.50' });
    assert.deepEqual(borne(stationTransferKind, [proposed, swapped, elsewhere]), [
      ['2026-03-06', '1 line-station-transfer 72.50', '1 maintenance-visit 64.00'],
    ]);
    const network = settled({ helped: false, fault: 'network', amount: '0.00' });
    assert.deepEqual(borne(stationTransferKind, [proposed, swapped, network]), [['2026-03-06']]);
  });

  const tests = [
    event('requested', '2026-03-02', { circuit: 'LX/1' }),
    event('scheduled', '2026-03-03', { at: '2026-03-05T15:00:00Z' }, ILEC),
    event('failed', '2026-03-05', { readings: BAD_READINGS, minutes: 60 }),
    event('repaired', '2026-03-06', { at: '2026-03-09T15:00:00Z' }, ILEC),
    event('passed', '2026-03-09', { readings: GOOD_READINGS, minutes: 46 }),
  ];

  test('each test is borne on its day, and free where the loop did not pass', () => {
    // 46 minutes: 16 beyond the free 30, two quarters: 0.5 × $84.00.
    assert.deepEqual(borne(cooperativeTestKind, tests), [
      ['2026-03-05'],
      ['2026-03-09', '0.5 cooperative-test-hour 42.00'],
    ]);
  });

  test('both are borne where a failed one is billed, and the case tells their sum', () => {
    const billed = missouri(['  failed: not-billed', '  failed: billed']);
    // 60 minutes: 30 beyond, two quarters, $42.00, and the $42.00 of the second.
    assert.deepEqual(borne(cooperativeTestKind, tests, billed), [
      ['2026-03-05', '0.5 cooperative-test-hour 42.00'],
      ['2026-03-09', '0.5 cooperative-test-hour 42.00'],
    ]);
    const events = unwrap(play(billed, cooperativeTestKind, tests));
    assert.deepEqual(cooperativeTestKind.view?.(billed, events), { charge: '84.00' });
  });
});

test('cases about the loops of a competitor are the competitor’s to open', () => {
  const byIncumbent = event('requested', '2026-03-02', { circuit: 'LX/1' }, ILEC);
  assert.deepEqual(idsOf(play(agreement, cooperativeTestKind, [byIncumbent])), ['case/not-yours']);
});
