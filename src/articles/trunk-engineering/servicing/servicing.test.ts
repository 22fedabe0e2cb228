import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { decide, detailsOf, idsOf, missouri, valueOf } from '../test-ground.ts';

const agreement = missouri();
const due = (ccsByMonth: readonly (number | string)[], more: object = {}) =>
  valueOf(agreement, 'direct-trunk-trigger', { ccsByMonth, ...more });

describe('direct end-office groups', () => {
  test('more than 512 CCS in three months running, not at a peak', () => {
    assert.equal(due([]), false);
    assert.equal(due([5000]), false);
    assert.equal(due([513, 513]), false);
    assert.equal(due([513, '512.01', 600]), true);
    // Exactly 512 is not more than 512.
    assert.equal(due([513, 512, 600]), false);
    assert.equal(due([600, 600, 100, 600, 600]), false);
    assert.equal(due([600, 600, 100, 600, 600, 600]), true);
  });

  test('it goes only after three months below 60 % of that: 0.6 × 512 = 307.2', () => {
    assert.equal(due([600, 600, 600, 400, 400, 400, 400]), true);
    assert.equal(due([600, 600, 600, 300, 300]), true);
    assert.equal(due([600, 600, 600, 300, 300, '307.2']), true);
    assert.equal(due([600, 600, 600, 300, 300, '307.19']), false);
    assert.equal(due([300, 300, 300], { inPlace: true }), false);
    assert.equal(due([300, 300], { inPlace: true }), true);
  });

  test('what is forecast counts as what is measured does', () => {
    const forecastCcsByMonth = [600, 600, 600];
    assert.equal(due([100], { forecastCcsByMonth }), true);
    assert.deepEqual(
      detailsOf(agreement, 'direct-trunk-trigger', { ccsByMonth: [100], forecastCcsByMonth }),
      {
        actual: false,
        forecast: true,
      },
    );
    const measured = missouri(['basis: either', 'basis: actual']);
    assert.equal(valueOf(measured, 'direct-trunk-trigger', { ccsByMonth: [100], forecastCcsByMonth }), false);
    const forecast = missouri(['basis: either', 'basis: forecast']);
    assert.equal(valueOf(forecast, 'direct-trunk-trigger', { ccsByMonth: [600, 600, 600] }), false);
    assert.deepEqual(
      idsOf(decide(agreement, 'direct-trunk-trigger', { ccsByMonth: [-1], forecastCcsByMonth: [1, -2] })),
      ['trunks/load', 'trunks/load'],
    );
  });

  test('never on and off within the months that each needs', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 24 }), (loads) => {
        const states = loads.map((_, index) => due(loads.slice(0, index + 1)));
        for (const [index, state] of states.entries()) {
          const before = states[index - 1] ?? false;
          if (state === before) continue;
          const last = loads.slice(index - 2, index + 1);
          assert.equal(last.length, 3);
          assert.ok(
            last.every((load) => (state ? load > 512 : load < 307.2)),
            `${String(loads)} at ${index}`,
          );
        }
        // Three months above, or below, always decide.
        const end = loads.slice(-3);
        if (end.length === 3 && end.every((load) => load > 512)) assert.equal(states.at(-1), true);
        if (end.length === 3 && end.every((load) => load < 307.2)) assert.equal(states.at(-1), false);
      }),
    );
  });
});

describe('utilization and servicing', () => {
  const servicing = (months: readonly (readonly [number, number])[], group?: string) =>
    valueOf(agreement, 'trunk-servicing', {
      months: months.map(([required, inService]) => ({ required, inService })),
      ...(group === undefined ? {} : { group }),
    });

  test('trunks required over trunks in service, in percent', () => {
    const used = (required: number, inService: number) =>
      valueOf(agreement, 'trunk-utilization', { required, inService });
    // 20 ÷ 24 = 83.33…; 37 ÷ 48 = 77.08…; 1 ÷ 16 = 6.25: halves up.
    assert.deepEqual(
      [used(20, 24), used(37, 48), used(1, 16), used(30, 24), used(0, 24)],
      ['83.3', '77.1', '6.3', '125.0', '0.0'],
    );
    assert.deepEqual(idsOf(decide(agreement, 'trunk-utilization', { required: 1, inService: 0 })), [
      'decide/facts',
    ]);
  });

  test('three quarters of a final group are enough for a service request', () => {
    // 18 ÷ 24 = 75 %, 17 ÷ 24 = 70.8 %.
    assert.equal(servicing([[18, 24]]), 'augment');
    assert.equal(servicing([[17, 24]]), 'none');
    assert.equal(servicing([[24, 24]], 'high-usage'), 'none');
    // 749 of 1,000 is stated as 74.9 and 7,499 of 10,000 as 75.0: what is stated decides nothing.
    assert.equal(servicing([[7499, 10_000]]), 'none');
  });

  test('a group shrinks after three months below 60 %', () => {
    // 28 ÷ 48 = 58.3 %; 29 ÷ 48 = 60.4 %.
    assert.equal(
      servicing([
        [28, 48],
        [28, 48],
        [28, 48],
      ]),
      'resize',
    );
    assert.equal(
      servicing([
        [28, 48],
        [28, 48],
      ]),
      'none',
    );
    assert.equal(
      servicing([
        [28, 48],
        [29, 48],
        [28, 48],
      ]),
      'none',
    );
    // Exactly 60 % is not below: 144 ÷ 240.
    assert.equal(
      servicing([
        [144, 240],
        [144, 240],
        [144, 240],
      ]),
      'none',
    );
    assert.equal(
      servicing(
        [
          [28, 48],
          [28, 48],
          [28, 48],
        ],
        'high-usage',
      ),
      'resize',
    );
    assert.deepEqual(idsOf(decide(agreement, 'trunk-servicing', { months: [] })), ['decide/facts']);
  });
});
