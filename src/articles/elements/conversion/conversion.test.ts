import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../base/result.ts';
import { runClocks } from '../../../cases/clocks.ts';
import { EEL_TESTS } from '../combinations/terms.ts';
import { ILEC, decide, event, idsOf, missouri, play } from '../test-ground.ts';
import { conversionKind } from './conversion-case.ts';

const agreement = missouri();
const requested = (body: object = {}) =>
  event('requested', '2026-03-02', {
    circuit: '50.HCGS.000123.CTM',
    from: 'service',
    to: 'element',
    billDay: 1,
    ...body,
  });
const converted = (body: object = {}) =>
  event('converted', '2026-03-20', { on: '2026-03-20', ...body }, ILEC);
const ids = (...events: ReturnType<typeof event>[]) => idsOf(play(agreement, conversionKind, events));

describe('the price of a converted circuit', () => {
  test('the old price ends the day before the new one begins, after the request and within a cycle', () => {
    const START = Temporal.PlainDate.from('2026-01-01');
    fc.assert(
      fc.property(fc.nat(800), fc.integer({ min: 1, max: 31 }), (days, billDay) => {
        const day = START.add({ days });
        const { value, details } = unwrap(
          decide(agreement, 'conversion-price-from', { requestedOn: day.toString(), billDay }),
        );
        const from = Temporal.PlainDate.from(String(value));
        const until = Temporal.PlainDate.from((details as { oldPriceUntil: string }).oldPriceUntil);
        assert.equal(until.add({ days: 1 }).toString(), from.toString());
        const waited = day.until(from, { largestUnit: 'days' }).days;
        assert.ok(waited >= 1 && waited <= 31, `${day.toString()} ${billDay} → ${String(value)}`);
        assert.equal(from.day, Math.min(billDay, from.daysInMonth));
      }),
    );
  });

  test('there is no day 32', () => {
    assert.deepEqual(
      idsOf(decide(agreement, 'conversion-price-from', { requestedOn: '2026-03-02', billDay: 32 })),
      ['decide/facts'],
    );
  });
});

describe('a conversion', () => {
  test('is a change of records: same circuit, no outage', () => {
    assert.deepEqual(ids(requested(), converted()), []);
    assert.deepEqual(ids(requested(), converted({ outage: true, circuit: '50.HCGS.000999.CTM' })), [
      'elements/conversion-outage',
      'elements/conversion-circuit',
    ]);
    const physical = missouri(
      ['work: records-only', 'work: physical'],
      ['circuitId: kept', 'circuitId: new'],
    );
    assert.deepEqual(
      idsOf(play(physical, conversionKind, [requested(), converted({ outage: true, circuit: 'X' })])),
      [],
    );
  });

  test('changes something, and to a combined element only where every test is certified', () => {
    assert.deepEqual(ids(requested({ to: 'service' })), ['elements/conversion-same']);
    const eligibility = { certifications: [...EEL_TESTS], numbers: 1, ds1Eels: 1, ds3: false };
    assert.deepEqual(ids(requested({ eligibility })), []);
    assert.deepEqual(ids(requested({ eligibility: { ...eligibility, numbers: 0 } })), [
      'elements/conversion-eligibility',
    ]);
    // Back to a service nobody has to be eligible.
    assert.deepEqual(
      ids(requested({ from: 'element', to: 'service', eligibility: { ...eligibility, numbers: 0 } })),
      [],
    );
  });

  test('says from when it is billed anew and what may be charged', () => {
    const events = unwrap(play(agreement, conversionKind, [requested()]));
    assert.deepEqual(conversionKind.view?.(agreement, events), {
      priceFrom: '2026-04-01',
      oldPriceUntil: '2026-03-31',
      charge: 'service-order-only',
    });
  });

  test('one that is found ineligible moves off in 60 days, or is found eligible again', () => {
    const found = event('found-ineligible', '2026-05-01', { because: 'Audit' }, ILEC);
    const events = unwrap(play(agreement, conversionKind, [requested(), converted(), found]));
    // 1 May and 60 days: 30 in May, 30 in June.
    assert.deepEqual(
      runClocks(agreement, conversionKind, events).map(({ name, state, dueAt }) => [name, state, dueAt]),
      [
        ['conversion', 'stopped', '2026-04-01'],
        ['move-off', 'running', '2026-06-30'],
      ],
    );
    assert.deepEqual(
      ids(requested(), converted(), found, event('found-eligible', '2026-06-01', {}, ILEC)),
      [],
    );
  });
});
