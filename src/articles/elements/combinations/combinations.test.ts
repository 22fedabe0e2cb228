import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../base/result.ts';
import { runClocks } from '../../../cases/clocks.ts';
import { ILEC, decide, event, idsOf, missouri, play, valueOf } from '../test-ground.ts';
import { eelAuditKind } from './eel-audit-case.ts';
import { EEL_TESTS } from './terms.ts';

const agreement = missouri();
const good = { certifications: [...EEL_TESTS], numbers: 1, ds1Eels: 1, ds3: false };

describe('eligibility', () => {
  test('each missing test is named, all of them, and none is enough less one', () => {
    fc.assert(
      fc.property(fc.subarray([...EEL_TESTS]), (certifications) => {
        const receipt = unwrap(decide(agreement, 'eel-eligibility', { ...good, certifications }));
        const missing = EEL_TESTS.filter((one) => !certifications.includes(one));
        assert.deepEqual((receipt.details as { failed: string[] }).failed, missing);
        assert.equal(receipt.value, missing.length === 0);
        for (const one of EEL_TESTS)
          assert.ok(
            receipt.steps.some(({ id }) => id === one),
            `the receipt names ${one}`,
          );
      }),
    );
  });

  test('a test that nobody knows is refused', () => {
    assert.deepEqual(
      idsOf(decide(agreement, 'eel-eligibility', { ...good, certifications: ['significant-local-use'] })),
      ['decide/facts'],
    );
  });

  test('a DS3 counts as 28 DS1s, itself included: 28 ÷ 24 are two trunks', () => {
    const ds3 = { ...good, numbers: 28, ds1Eels: 0, ds3: true };
    assert.equal(valueOf(agreement, 'eel-eligibility', { ...ds3, trunks: 2 }), true);
    assert.equal(valueOf(agreement, 'eel-eligibility', { ...ds3, trunks: 1 }), false);
    // With 20 DS1s beside it 48 ÷ 24 are two, with 21 they are three.
    assert.equal(valueOf(agreement, 'eel-eligibility', { ...ds3, ds1Eels: 20, trunks: 2 }), true);
    assert.equal(valueOf(agreement, 'eel-eligibility', { ...ds3, ds1Eels: 21, trunks: 2 }), false);
  });

  test('so many trunks carry so many, and one fewer does not', () => {
    fc.assert(
      fc.property(fc.nat(2000), (ds1Eels) => {
        const trunks = Number(valueOf(agreement, 'eel-trunks-required', { ds1Eels }));
        assert.ok(trunks * 24 >= ds1Eels && (trunks - 1) * 24 < ds1Eels);
      }),
    );
  });
});

describe('audit', () => {
  const demanded = (on: string, body: object = {}, actor = ILEC) =>
    event(
      'demanded',
      on,
      {
        circuits: ['C-1', 'C-2'],
        because: 'No calls on the trunks',
        auditor: 'independent',
        earlier: [],
        ...body,
      },
      actor,
    );
  const costs = { cost: '12000.00', ownCost: '800.00' };
  const failing = event('found-failing', '2026-05-01', { ...costs, circuits: ['C-2'] }, ILEC);
  const view = (...events: ReturnType<typeof event>[]) =>
    eelAuditKind.view?.(agreement, unwrap(play(agreement, eelAuditKind, events)));

  test('everything wrong with a demand comes back at once', () => {
    const ids = (body: object, actor?: string) =>
      idsOf(play(agreement, eelAuditKind, [demanded('2026-03-02', body, actor)]));
    assert.deepEqual(ids({}), []);
    assert.deepEqual(ids({ earlier: ['2025-03-02'] }), []);
    assert.deepEqual(ids({ earlier: ['2025-03-03'], auditor: 'incumbent' }, 'socket'), [
      'elements/audit-party',
      'elements/audit-too-soon',
      'elements/audit-auditor',
    ]);
  });

  test('who fails pays and moves off; who does not is reimbursed', () => {
    assert.deepEqual(view(demanded('2026-03-02'), failing), {
      auditorPaidBy: 'socket',
      cost: '12000.00',
      circuits: ['C-2'],
      then: 'convert-and-true-up',
      clause: 'VII §2.2',
    });
    assert.deepEqual(view(demanded('2026-03-02'), event('found-compliant', '2026-05-01', costs, ILEC)), {
      auditorPaidBy: 'centurytel',
      cost: '12000.00',
      reimbursed: '800.00',
      reimbursedBy: 'centurytel',
      clause: 'VII §2.2',
    });
    const events = unwrap(play(agreement, eelAuditKind, [demanded('2026-03-02'), failing]));
    // 1 May and 60 days: 30 in May, 30 in June.
    assert.deepEqual(
      runClocks(agreement, eelAuditKind, events).map(({ name, dueAt }) => [name, dueAt]),
      [['move-off', '2026-06-30']],
    );
  });

  test('a circuit that was not audited does not fail', () => {
    const other = event('found-failing', '2026-05-01', { ...costs, circuits: ['C-2', 'C-9'] }, ILEC);
    assert.deepEqual(idsOf(play(agreement, eelAuditKind, [demanded('2026-03-02'), other])), [
      'elements/audit-circuit',
    ]);
  });
});

describe('commingling', () => {
  const parts = [
    { name: 'loop', under: 'agreement', monthly: '110.00' },
    { name: 'transport', under: 'tariff', monthly: '1210.55' },
  ];
  test('an agreement that prices the circuit as one is not answered part by part', () => {
    const other = missouri(['parts: own-price', 'parts: one-price']);
    assert.deepEqual(idsOf(decide(other, 'commingled-charge', { parts })), ['elements/one-price']);
    assert.deepEqual(idsOf(decide(agreement, 'commingled-charge', { parts: [] })), ['decide/facts']);
  });
});
