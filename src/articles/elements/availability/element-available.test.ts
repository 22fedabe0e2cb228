import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../base/result.ts';
import { eelTerm } from '../combinations/terms.ts';
import { decide, missouri, valueOf } from '../test-ground.ts';
import type { Change } from '../test-ground.ts';

const SELF: Change = ['effect: by-amendment', 'effect: self-executing'];
const agreement = missouri();
const lawful = missouri(SELF);
const ask = (element: string, more: object = {}, orderType = 'N') => ({
  element,
  orderType,
  date: '2026-11-20',
  ...more,
});
const available = (given: Parameters<typeof valueOf>[0], facts: object) =>
  valueOf(given, 'element-available', facts);

describe('the agreement and the law', () => {
  test('the law is shown and decides nothing where an amendment is needed', () => {
    const receipt = unwrap(decide(agreement, 'element-available', ask('loop-2w-analog')));
    assert.equal(receipt.value, true);
    assert.deepEqual(
      receipt.steps.map(({ id, out }) => [id, out]),
      [
        ['order-type', 'new'],
        ['offer', true],
        ['law', true],
        ['rank', 'agreement'],
      ],
    );
  });

  test('a no says what remains, by product before family', () => {
    const details = (facts: object) => unwrap(decide(lawful, 'element-available', facts)).details;
    assert.deepEqual(details(ask('loop-2w-analog')), {
      because: 'law',
      remaining: {
        vehicle: 'commercial-agreement',
        offering: 'A commercial agreement for copper loops',
      },
    });
    assert.deepEqual(details(ask('loop-ds1', { wireCentre: 'CLMAMOXA' })), {
      because: 'law',
      remaining: { vehicle: 'tariff', offering: 'Special access of DS1 capacity' },
    });
    assert.deepEqual(details(ask('nid')), {
      because: 'law',
      remaining: { vehicle: 'no-vehicle', offering: 'A bona fide request' },
    });
  });

  test('an element that is not offered is refused by the agreement itself, and says so', () => {
    const without = missouri([
      'elements.offer.line-splitting:\n  newOrders: offered\n  embedded: maintained',
      'elements.offer.line-splitting:\n  newOrders: not-offered\n  embedded: ended',
    ]);
    const answer = (orderType: string) =>
      unwrap(decide(without, 'element-available', ask('line-splitting', {}, orderType)));
    assert.equal(answer('N').value, false);
    assert.equal((answer('N').details as { because: string }).because, 'not-offered');
    assert.equal(answer('C').value, false);
    assert.equal(answer('D').value, true);
  });

  test('where the place of a law is not known, it ends nothing', () => {
    assert.equal(available(lawful, ask('loop-2w-xdsl')), true);
    assert.equal(available(lawful, ask('loop-2w-xdsl', { urbanized: true })), false);
    assert.equal(available(lawful, ask('loop-2w-xdsl', { urbanized: false })), true);
    assert.equal(available(lawful, ask('loop-ds1', { wireCentre: 'NOWHMOXA' })), true);
    assert.equal(available(lawful, ask('subloop-2w', { multiunit: true })), false);
    assert.equal(available(lawful, ask('dark-fiber-transport', { wireCentre: 'CLMAMOXA' })), true);
  });

  test('once ended an element stays ended, and a disconnect is taken on every day', () => {
    const products = ['loop-2w-analog', 'loop-4w-analog', 'nid', 'loop-2w-xdsl', 'loop-ds1'];
    const place = { wireCentre: 'CLMAMOXA', urbanized: true, multiunit: true };
    fc.assert(
      fc.property(
        fc.constantFrom(...products),
        fc.constantFrom('N', 'C', 'T'),
        fc.nat(3650),
        fc.nat(900),
        (element, orderType, start, later) => {
          const day = (n: number) => Temporal.PlainDate.from('2019-01-01').add({ days: n }).toString();
          const on = (n: number, type: string) =>
            available(lawful, { element, orderType: type, date: day(n), ...place });
          if (on(start, orderType) === false)
            assert.equal(on(start + later, orderType), false, `${element} ${orderType} comes back`);
          assert.equal(on(start, 'D'), true);
          // What is in service outlives what may be ordered.
          if (on(start, 'C') === false) assert.equal(on(start, 'N'), false);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the wire centers of the day', () => {
  const ended = missouri(
    ['CLMAMOXA,24600,3,no,2,unbundled,unbundled', 'CLMAMOXA,60000,4,no,1,ended,ended'],
    ['WNVLMOXA,12900,1,no,3,unbundled,unbundled', 'WNVLMOXA,38000,2,no,1,unbundled,unbundled'],
  );
  const both = { wireCentre: 'CLMAMOXA', otherWireCentre: 'WNVLMOXA' };

  test('a loop is refused by the list of its day, and only a new one', () => {
    const loop = (date: string, orderType = 'N') =>
      available(ended, { element: 'loop-ds1', orderType, date, wireCentre: 'CLMAMOXA' });
    assert.equal(loop('2012-06-30'), true);
    assert.equal(loop('2012-07-01'), false);
    assert.equal(loop('2026-11-20', 'C'), true);
  });

  test('38,000 lines without collocators end transport by the tier, and no loop', () => {
    assert.equal(available(ended, ask('loop-ds3', { wireCentre: 'WNVLMOXA' })), true);
    for (const element of ['transport-ds1', 'transport-ds3', 'dark-fiber-transport'])
      assert.equal(available(ended, ask(element, both)), false, element);
  });

  test('one end that is not known is not tested', () => {
    assert.equal(available(ended, ask('transport-ds1', { wireCentre: 'CLMAMOXA' })), true);
    assert.equal(available(ended, ask('transport-ds1', { ...both, otherWireCentre: 'NOWHMOXA' })), true);
  });

  test('a combination is put to the tests of both parts', () => {
    const other = { wireCentre: 'WNVLMOXA', otherWireCentre: 'BRSNMOXA' };
    assert.equal(available(ended, ask('eel-ds1', other)), true);
    assert.equal(available(ended, ask('eel-ds1', { ...other, wireCentre: 'CLMAMOXA' })), false);
    assert.equal(
      available(ended, ask('eel-ds1', { wireCentre: 'WNVLMOXA', otherWireCentre: 'CLMAMOXA' })),
      false,
    );
  });

  test('a competitor that certifies itself is served first', () => {
    const certified = { ...both, selfCertified: true };
    assert.equal(available(ended, ask('transport-ds1', certified)), true);
  });
});

describe('a combination as it is ordered', () => {
  const tests = agreement.at('2026-11-20').term(eelTerm);
  const all = [...unwrap(tests).value.tests];
  const eel = (certifications: readonly string[], orderType = 'N') =>
    unwrap(decide(agreement, 'element-available', ask('eel-ds1', { certifications }, orderType)));
  test('every test is certified; one that is not is a no with the rule', () => {
    assert.equal(eel(all).value, true);
    for (const left of all) {
      const { value, clause, details } = eel(all.filter((one) => one !== left));
      assert.equal(value, false);
      assert.equal(clause, '47 CFR 51 §51.318');
      assert.equal((details as { because: string }).because, 'eligibility');
    }
  });
  test('what is in service, and what is no combination, is not asked', () => {
    assert.equal(eel([], 'C').value, true);
    assert.equal(available(agreement, ask('loop-ds1', { certifications: [] })), true);
  });
});
