import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../base/result.ts';
import { applyCompletions } from './apply-completions.ts';
import type { Circuit, Completion } from './circuit.ts';
import { circuitHistory } from './circuit-history.ts';
import { circuitsBilledIn } from './circuits-billed-in.ts';

const loop: Circuit = {
  ecckt: '1.LX.1',
  product: 'loop-2w-analog',
  wireCenter: 'CLMAMOXA',
  address: '1 Elm',
  inServiceOn: '2020-01-01',
  source: 'opening',
  cfa: 'C1-0001',
};
const order = (act: Completion['act'], more: Partial<Completion> = {}): Completion => ({
  caseId: `LSR/SKT/${act}/01`,
  act,
  product: 'loop-2w-xdsl',
  wireCenter: 'CLMAMOXA',
  ecckts: ['1.LX.1'],
  completedOn: '2026-10-12',
  ...more,
});
const line = ({ ecckt, period = 1, product, inServiceOn, outOfServiceOn = '', changed, cfa = '' }: Circuit) =>
  [ecckt, period, product, inServiceOn, outOfServiceOn, changed ? 'changed' : '', cfa].join('|');
const after = (circuits: readonly Circuit[], ...orders: readonly Completion[]): string[] =>
  unwrap(applyCompletions(circuits, orders)).map(line);
const refused = (circuits: readonly Circuit[], ...orders: readonly Completion[]): string[] => {
  const result = applyCompletions(circuits, orders);
  return result.ok ? [] : result.problems.map(({ id, field }) => `${id} ${field ?? ''}`);
};

describe('changes, moves and conversions', () => {
  test('a change of product keeps the id and its facility and begins a second period', () => {
    assert.deepEqual(after([loop], order('C')), [
      '1.LX.1|1|loop-2w-analog|2020-01-01|2026-10-12|changed|C1-0001',
      '1.LX.1|2|loop-2w-xdsl|2026-10-12|||C1-0001',
    ]);
  });

  test('a conversion may be priced from a later day and names what it is bought under from then on', () => {
    const [old, next] = unwrap(
      applyCompletions([loop], [order('W', { pricedFrom: '2026-11-01', product: 'loop-2w-analog' })]),
    );
    assert.equal(old?.outOfServiceOn, '2026-11-01');
    assert.equal(next?.inServiceOn, '2026-11-01');
    const elected = unwrap(
      applyCompletions([loop], [order('V', { vehicle: 'tariff', vehicleEvidence: 'Letter' })]),
    );
    assert.deepEqual(
      elected.map(({ vehicle }) => vehicle),
      [undefined, 'tariff'],
    );
  });

  const converted = order('W', { pricedFrom: '2026-11-01', product: 'loop-2w-analog' });
  const october = { from: '2026-10-01', to: '2026-10-31' };
  const november = { from: '2026-11-01', to: '2026-11-30' };
  const billed = (month: typeof october, periods: readonly Circuit[]): readonly string[] =>
    Object.entries(circuitsBilledIn(month, periods)).flatMap(
      ([how, circuits]: [string, readonly Circuit[]]) =>
        circuits.map(
          ({ period = 1, inServiceOn, outOfServiceOn = '' }) =>
            `${how} ${period} ${inServiceOn} ${outOfServiceOn}`,
        ),
    );

  test('what is converted and leaves before its new price is never billed at it', () => {
    const gone = order('D', { completedOn: '2026-10-20', caseId: 'D1' });
    const periods = unwrap(applyCompletions([loop], [converted, gone]));
    assert.deepEqual(periods.map(line), [
      '1.LX.1|1|loop-2w-analog|2020-01-01|2026-10-20||C1-0001',
      '1.LX.1|2|loop-2w-analog|2026-11-01|2026-11-01||C1-0001',
    ]);
    // From 20 October the month that was billed in advance is given back; November knows nothing of it.
    assert.deepEqual(billed(october, periods), ['ended 1 2020-01-01 2026-10-20']);
    assert.deepEqual(billed(november, periods), []);
  });

  test('what is changed before its new price is so from the day of that price', () => {
    const moved = order('C', { completedOn: '2026-10-20', caseId: 'C1', address: '2 Oak' });
    const periods = unwrap(applyCompletions([loop], [converted, moved]));
    assert.deepEqual(periods.map(line), [
      '1.LX.1|1|loop-2w-analog|2020-01-01|2026-11-01|changed|C1-0001',
      '1.LX.1|2|loop-2w-analog|2026-11-01|2026-11-01|changed|C1-0001',
      '1.LX.1|3|loop-2w-xdsl|2026-11-01|||C1-0001',
    ]);
    assert.deepEqual(billed(november, periods), [
      'inAdvance 3 2026-11-01 ',
      'started 3 2026-11-01 ',
      'ended 1 2020-01-01 2026-11-01',
    ]);
  });

  test('what was bought elsewhere, or had another id, is billed as that to the day of the new price', () => {
    const [begun] = unwrap(applyCompletions([], [converted]));
    assert.equal(begun?.inServiceOn, '2026-11-01');
    assert.deepEqual(billed(october, [begun]), []);
    const renamed = unwrap(
      applyCompletions([loop], [{ ...converted, ecckts: ['1.LX.2'], replaces: ['1.LX.1'] }]),
    );
    assert.deepEqual(renamed.map(line), [
      '1.LX.1|1|loop-2w-analog|2020-01-01|2026-11-01||C1-0001',
      '1.LX.2|1|loop-2w-analog|2026-11-01|||',
    ]);
    // What leaves before that day was never billed here; before the work was done it cannot leave.
    const gone = order('D', { completedOn: '2026-10-20', caseId: 'D1' });
    assert.deepEqual(after([], converted, gone), ['1.LX.1|1|loop-2w-analog|2026-11-01|2026-11-01||']);
    assert.deepEqual(refused([], { ...gone, completedOn: '2026-10-11' }, converted), [
      'inventory/unknown-circuit 1.LX.1',
    ]);
  });

  test('a new price never begins before the period that it ends', () => {
    const changed = order('C', { completedOn: '2026-10-05' });
    const late = order('W', { pricedFrom: '2026-10-01' });
    assert.deepEqual(after([loop], changed, late), [
      '1.LX.1|1|loop-2w-analog|2020-01-01|2026-10-05|changed|C1-0001',
      '1.LX.1|2|loop-2w-xdsl|2026-10-05|2026-10-05|changed|C1-0001',
      '1.LX.1|3|loop-2w-xdsl|2026-10-05|||C1-0001',
    ]);
  });

  test('a number that left may come back; the id of a circuit is used once', () => {
    const left: Circuit = {
      ...loop,
      ecckt: '5735551000',
      product: 'resale-residence',
      outOfServiceOn: '2026-09-10',
      disconnectSource: 'D1',
    };
    const back = { ecckts: ['5735551000'], product: 'resale-residence' };
    assert.deepEqual(after([left], order('W', back)), [
      '5735551000|1|resale-residence|2020-01-01|2026-09-10||C1-0001',
      '5735551000|2|resale-residence|2026-10-12|||',
    ]);
    assert.deepEqual(refused([left], order('N', back)), ['inventory/circuit-exists 5735551000']);
    assert.deepEqual(refused([left], order('W', { ...back, completedOn: '2026-09-09' })), [
      'inventory/circuit-disconnected 5735551000',
    ]);
  });

  test('a migration from another carrier is new here; a resold line ends when a loop takes it over', () => {
    const resold: Circuit = { ...loop, ecckt: '5735551000', product: 'resale-residence' };
    assert.deepEqual(
      after([resold], order('V', { ecckts: ['1.LX.2'], replaces: ['5735551000'], cfas: ['C1-0001'] })),
      [
        '1.LX.2|1|loop-2w-xdsl|2026-10-12|||C1-0001',
        '5735551000|1|resale-residence|2020-01-01|2026-10-12||C1-0001',
      ],
    );
  });

  test('a move has two legs when the circuit gets another id, and one circuit when it keeps it', () => {
    assert.deepEqual(after([loop], order('T', { movedTo: ['1.LX.9'], product: 'loop-2w-analog' })), [
      '1.LX.1|1|loop-2w-analog|2020-01-01|2026-10-12||C1-0001',
      '1.LX.9|1|loop-2w-analog|2026-10-12|||C1-0001',
    ]);
    const [, moved] = unwrap(
      applyCompletions([loop], [order('T', { address: '2 Oak', wireCenter: 'WNVLMOXA' })]),
    );
    assert.deepEqual([moved?.address, moved?.wireCenter, moved?.period], ['2 Oak', 'WNVLMOXA', 2]);
  });

  test('no two circuits are on one facility, and one that ended gives its facility free', () => {
    const other = { ecckts: ['1.LX.2'], cfas: ['C1-0001'] };
    assert.deepEqual(refused([loop], order('N', other)), ['inventory/facility-in-use C1-0001']);
    assert.equal(
      after([loop], order('D', { completedOn: '2026-10-11' }), order('N', other)).at(-1),
      '1.LX.2|1|loop-2w-xdsl|2026-10-12|||C1-0001',
    );
    const transport = { ...loop, product: 'transport-ds1', zWireCenter: 'WNVLMOXA', zCfa: 'W1-0007' };
    assert.deepEqual(refused([transport], order('N', { ecckts: ['1.LX.2'], cfas: ['W1-0007'] })), [
      'inventory/facility-in-use W1-0007',
    ]);
  });

  test('what is not in service cannot be changed or moved, and a move names a place for each circuit', () => {
    assert.deepEqual(refused([], order('C'), order('T')), [
      'inventory/unknown-circuit 1.LX.1',
      'inventory/unknown-circuit 1.LX.1',
    ]);
    assert.deepEqual(refused([loop], order('D'), order('C', { completedOn: '2026-10-13' })), [
      'inventory/circuit-disconnected 1.LX.1',
    ]);
    assert.deepEqual(refused([loop], order('C', { completedOn: '2019-12-31' })), [
      'inventory/change-before-service 1.LX.1',
    ]);
    assert.deepEqual(refused([loop], order('T', { movedTo: [] })), ['inventory/uneven-move movedTo']);
  });
});

test('the history of a circuit says what each case did, on which day', () => {
  const periods = unwrap(
    applyCompletions(
      [loop],
      [order('C'), order('D', { completedOn: '2026-10-20', product: 'loop-2w-xdsl', caseId: 'D1' })],
    ),
  );
  assert.deepEqual(
    circuitHistory(periods).map(({ on, what, caseId, sentence }) => `${on} ${what} ${caseId}: ${sentence}`),
    [
      '2020-01-01 in-service opening: In service as loop-2w-analog from CLMAMOXA, 1 Elm.',
      '2026-10-12 changed LSR/SKT/C/01: Product loop-2w-analog → loop-2w-xdsl.',
      '2026-10-20 disconnected D1: Out of service; the last day was the one before.',
    ],
  );
});

test('however a circuit is changed, each day it is in service belongs to one period and is billed once', () => {
  const acts = fc.constantFrom<Completion['act']>('C', 'T', 'V', 'W');
  const day = fc.integer({ min: 1, max: 31 }).map((d) => `2026-10-${String(d).padStart(2, '0')}`);
  fc.assert(
    fc.property(fc.array(fc.record({ act: acts, completedOn: day }), { maxLength: 6 }), day, (steps, end) => {
      const orders = steps.map(({ act, completedOn }, n) =>
        order(act, {
          completedOn,
          caseId: `A${n}`,
          product: n % 2 === 0 ? 'loop-2w-xdsl' : 'loop-2w-analog',
        }),
      );
      const last = [end, ...steps.map(({ completedOn }) => completedOn)].sort().at(-1) ?? end;
      const periods = unwrap(
        applyCompletions([loop], [...orders, order('D', { completedOn: last, caseId: 'Z' })]),
      );
      periods.forEach((period, index) => {
        const next = periods[index + 1];
        assert.equal(period.changed === true, next !== undefined);
        assert.equal(period.outOfServiceOn, next?.inServiceOn ?? last);
      });
      const billed = circuitsBilledIn({ from: '2026-10-01', to: '2026-10-31' }, periods);
      // It was billed in advance for October once, so the unused part of it is given back once at most.
      assert.ok(billed.ended.length <= 1 && billed.inAdvance.length === 0);
      for (const { inServiceOn, outOfServiceOn } of billed.started) assert.ok(inServiceOn !== outOfServiceOn);
    }),
  );
});
