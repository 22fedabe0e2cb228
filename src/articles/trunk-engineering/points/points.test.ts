import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { decide, detailsOf, idsOf, missouri, valueOf } from '../test-ground.ts';

const agreement = missouri();
const due = (months: readonly object[], more: object = {}) =>
  valueOf(agreement, 'direct-connection-due', { months, customers: true, ...more });
const times = (count: number, month: object): object[] => Array.from({ length: count }, () => month);

describe('direct connection', () => {
  test('a DS1 of local traffic in three months running, where the competitor has customers', () => {
    assert.equal(due(times(3, { localDs1s: 1 })), true);
    assert.equal(due(times(2, { localDs1s: 9 })), false);
    assert.equal(due([{ localDs1s: 1 }, { localDs1s: 0 }, { localDs1s: 1 }]), false);
    assert.equal(due([{ localDs1s: 1 }, {}, { localDs1s: 1 }]), false);
    assert.equal(due(times(3, { localDs1s: 1 }), { customers: false }), false);
    // The peak of all traffic is not asked for here.
    assert.equal(due(times(3, { peakDs1s: 40 })), false);
  });

  test('more than $500 a month for transit, with customers there or without', () => {
    assert.equal(due(times(3, { transitCharges: '500.01' }), { customers: false }), true);
    assert.equal(due(times(3, { transitCharges: '500.00' })), false);
    assert.deepEqual(
      detailsOf(agreement, 'direct-connection-due', {
        months: times(3, { transitCharges: 501, localDs1s: 2 }),
        customers: true,
      }),
      { triggers: ['local-traffic', 'transit-charges'] },
    );
    assert.deepEqual(
      idsOf(
        decide(agreement, 'direct-connection-due', { months: [{ transitCharges: '-1' }], customers: true }),
      ),
      ['interconnection/charges'],
    );
  });

  test('where the parties are connected nothing asks for a further point here', () => {
    assert.deepEqual(
      idsOf(
        decide(agreement, 'direct-connection-due', {
          months: times(3, { peakDs1s: 99 }),
          customers: true,
          connected: true,
        }),
      ),
      ['interconnection/no-trigger'],
    );
  });

  test('another agreement asks for a further point at 24 DS1s', () => {
    const other = missouri(
      [
        'connected: false\n  measure: local-ds1s\n  atLeast: 1',
        'connected: true\n  measure: peak-ds1s\n  atLeast: 24',
      ],
      ['comes to 1 DS1', 'comes to 24 DS1'],
    );
    const ask = (peakDs1s: number, connected: boolean) =>
      valueOf(other, 'direct-connection-due', { months: times(3, { peakDs1s }), customers: true, connected });
    assert.equal(ask(24, true), true);
    assert.equal(ask(23, true), false);
    assert.equal(ask(24, false), false);
  });

  test('only the months at the end count', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 12 }), (ds1s) => {
        const end = ds1s.slice(-3);
        const expected = end.length === 3 && end.every((count) => count >= 1);
        assert.equal(due(ds1s.map((localDs1s) => ({ localDs1s }))), expected);
      }),
    );
  });
});

test('a point that is feasible may be chosen once in a LATA', () => {
  const ask = (facts: object) =>
    valueOf(agreement, 'point-of-interconnection', {
      feasible: true,
      method: 'fiber-meet',
      inLata: 0,
      ...facts,
    });
  assert.equal(ask({}), 'granted');
  assert.equal(ask({ inLata: 1 }), 'individual-case');
  assert.equal(ask({ method: 'collocation' }), 'individual-case');
  assert.equal(ask({ feasible: false }), 'refused');
  const third = { feasible: true, method: 'third-party', inLata: 0 };
  assert.deepEqual(detailsOf(agreement, 'point-of-interconnection', third), {
    thirdPartyCharges: 'requester',
  });
  const free = missouri(['further: individual-case', 'further: granted']);
  assert.equal(valueOf(free, 'point-of-interconnection', { ...third, inLata: 7 }), 'granted');
});
