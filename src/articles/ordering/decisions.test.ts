import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Decision } from '../../agreement/decision.ts';
import type { Receipt } from '../../base/receipt.ts';
import { unwrap } from '../../base/result.ts';
import { elements } from '../elements/index.ts';
import { performance } from '../performance/index.ts';
import type { OrderCompletion } from './close-orders.ts';
import { orderCharges } from './order-charges.ts';
import { orderChargesDecision } from './charges/order-charges-decision.ts';
import type { ChargedElement } from './charges/order-charges-decision.ts';
import { loadMissouri, loadTiny } from './test-ground.ts';

const missouri = unwrap(loadMissouri([elements, performance]));
const decide = (agreement: Agreement, decision: Decision, facts: object): Receipt =>
  unwrap(runDecision(decision, agreement, facts, { asOf: '2026-10-15' }));
const order = { act: 'N', channel: 'electronic', product: 'loop-2w-xdsl', quantity: 1, accountStatus: 'new' };
const cost = (facts: object, agreement = missouri): unknown =>
  decide(agreement, orderChargesDecision, { order: { ...order, ...facts } }).value;

describe('service order charges', () => {
  test('initial or subsequent, electronic or manual, with the first line', () => {
    assert.equal(cost({}), '80.00'); // 20 + 60
    assert.equal(cost({ channel: 'manual' }), '95.00'); // 35 + 60
    assert.equal(cost({ accountStatus: 'existing' }), '72.00'); // 12 + 60
    assert.equal(cost({ accountStatus: 'existing', channel: 'manual' }), '80.00'); // 20 + 60
  });
  test('further lines of the order and the expedite (ordering.installation-charges)', () => {
    assert.equal(cost({ quantity: 25 }), '800.00'); // 20 + 60 + 24 × 30
    assert.equal(cost({ expedite: true }), '125.00'); // 20 + 60 + 45
  });
  test('a request that only disconnects costs nothing, and says so with its clause', () => {
    const receipt = decide(missouri, orderChargesDecision, {
      order: { ...order, act: 'D', accountStatus: 'existing' },
    });
    assert.equal(receipt.value, '0.00');
    const { elements: lines } = receipt.details as { elements: ChargedElement[] };
    assert.deepEqual(
      lines.map(({ element, amount, clause }) => [element, amount, clause]),
      [['service-order-disconnect', '0.00', 'Appendix UNE Pricing §2.2']],
    );
  });
  test('another agreement has other prices', () => {
    const tiny = loadTiny([elements, performance]);
    assert.equal(cost({ product: 'loop-basic', quantity: 3 }, tiny), '81.25'); // 7.25 + 41 + 2 × 16.50
    assert.equal(cost({ product: 'loop-basic', act: 'D' }, tiny), '1.05');
  });
  test('each line is rounded once, as the agreement rounds', () => {
    const price = (from: string, to: string) => ({
      edit: (file: string, text: string) => (file === 'rates.csv' ? text.replace(from, to) : text),
    });
    const halfEven = loadTiny([elements, performance], price('$1.05 per order', '$1.045 per order'));
    const gone = { ...order, product: 'loop-basic', act: 'D' };
    const receipt = decide(halfEven, orderChargesDecision, { order: gone });
    assert.equal(receipt.value, '1.04');
    const round = receipt.steps.find(({ id }) => id === 'element')?.steps?.[0];
    assert.deepEqual(
      [round?.id, round?.clause, round?.term?.key, round?.out],
      ['round', 'A §6', 'accounts.rounding', '1.04'],
    );
    const halfUp = unwrap(
      loadMissouri([elements, performance], price('$20.00 per order', '$20.005 per order')),
    );
    assert.equal(cost({}, halfUp), '80.01');
  });
  test('wrong facts are all listed', () => {
    const result = runDecision(
      orderChargesDecision,
      missouri,
      { order: { act: 'X', quantity: 0, size: 1 } },
      { asOf: '2026-10-15' },
    );
    assert.ok(!result.ok);
    assert.deepEqual(result.problems.map(({ field }) => field).sort(), [
      'order.accountStatus',
      'order.act',
      'order.channel',
      'order.product',
      'order.quantity',
      'order.size',
    ]);
  });
  test('a completion brings one line for each element, adding up to the decision', () => {
    const lsr = {
      ccna: 'SKT',
      pon: 'P1',
      ver: '01',
      reqtyp: 'AB',
      nc: 'LXR-',
      wireCenter: 'CLMAMOXA',
      address: 'a',
      endUser: 'e',
      desiredDueDate: '2026-10-12',
      expedite: true,
      receivedAt: '2026-10-05T14:00:00Z',
      ecckts: [],
      cfa: 'c',
      act: 'N',
      channel: 'electronic',
      product: 'loop-2w-xdsl',
      quantity: 2,
      accountStatus: 'new',
    } as const;
    const completion: OrderCompletion = {
      caseId: 'LSR/SKT/P1/01',
      act: 'N',
      product: 'loop-2w-xdsl',
      wireCenter: 'CLMAMOXA',
      quantity: 2,
      address: 'a',
      ecckts: ['60.LXFU.000301.CTM', '60.LXFU.000302.CTM'],
      completedOn: '2026-10-09',
      lsr: { ...lsr, ecckts: [] },
    };
    const charges = unwrap(orderCharges(missouri, completion));
    assert.deepEqual(
      charges.map(({ element, quantity, amount }) => [element, quantity, amount]),
      [
        ['service-order-initial-electronic', '1', 2000n],
        ['loop-install-first', '1', 6000n],
        ['loop-install-additional', '1', 3000n],
        ['expedite', '1', 4500n],
      ],
    );
    assert.equal(charges[0]?.receipt.value, '155.00');
    assert.ok(
      charges.every((charge) => charge.biller === 'centurytel' && charge.source.id === completion.caseId),
    );
  });
});
