import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { unwrap } from '../../base/result.ts';
import { elementAvailable, elements } from '../elements/index.ts';
import { performance } from '../performance/index.ts';
import type { Asr } from './asr.ts';
import { readEdits } from './edit-catalogue.ts';
import type { EditContext } from './edit-row.ts';
import type { OrderLife } from './life-row.ts';
import { runEdits } from './run-edits.ts';
import { loadMissouri } from './test-ground.ts';

const agreement = unwrap(loadMissouri([elements, performance]));
const before: Asr = {
  ccna: 'SKT',
  pon: 'P-1',
  ver: '01',
  reqtyp: 'AB',
  act: 'V',
  product: 'loop-2w-xdsl',
  nc: 'LXR-',
  quantity: 1,
  wireCenter: 'CLMAMOXA',
  address: '1 Walnut St, Columbia',
  endUser: 'Ahrens Bakery',
  desiredDueDate: '2026-10-19',
  expedite: false,
  channel: 'electronic',
  receivedAt: '2026-10-05T09:00:00-05:00',
  ecckts: [],
  accountStatus: 'new',
  cfa: 'CLMAMOXA-C1-0001',
  numbers: ['5735550101'],
  oldProvider: '9P01',
};
const next: Asr = { ...before, ver: '02', sup: '3', quantity: 2 };
const life: OrderLife = {
  kind: 'lsr',
  before: { order: before, state: 'acknowledged' },
  numbersPending: 0,
  numbersForeign: 0,
  frozen: false,
  authority: 'held',
};

const failed = (order: Asr, changes: Partial<OrderLife> = {}): string[] => {
  const { before: earlier, ...rest } = { ...life, ...changes };
  const context: EditContext = {
    ...(earlier ? { previous: { ver: '01', state: earlier.state, order: before } } : {}),
    circuit: () => undefined,
    pendingCircuit: () => false,
    pendingCfa: () => false,
    availability: elementAvailable,
    life: { ...rest, ...(earlier ? { before: earlier } : {}) },
  };
  return unwrap(runEdits(agreement, order, context)).rejections.map(({ id }) => id);
};
const first = ({ kind, numbersPending, numbersForeign, frozen, authority }: OrderLife): OrderLife => ({
  kind,
  numbersPending,
  numbersForeign,
  frozen,
  authority,
});
/** A first version, with nothing before it. */
const alone = (order: Asr, changes: Partial<OrderLife> = {}): string[] => {
  const context: EditContext = {
    circuit: () => undefined,
    pendingCircuit: () => false,
    pendingCfa: () => false,
    availability: elementAvailable,
    life: { ...first(life), ...changes },
  };
  return unwrap(runEdits(agreement, order, context)).rejections.map(({ id }) => id);
};
const confirmed = { before: { order: before, state: 'confirmed' } };
const waiting = { before: { order: before, state: 'customer-not-ready' }, customerLimit: '2026-11-18' };

describe('edits about the life of an order', () => {
  test('a supplement and a first version that are clean fail none', () => {
    assert.deepEqual(failed(next), []);
    assert.deepEqual(failed(next, confirmed), []);
    assert.deepEqual(alone(before), []);
  });

  const cases: [string, () => string[]][] = [
    ['LSR-0801', () => failed({ ...next, sup: '4' })],
    ['LSR-0802', () => alone({ ...before, sup: '3' })],
    ['LSR-0803', () => failed({ ...next, sup: '2', desiredDueDate: '2026-10-20' })],
    ['LSR-0804', () => failed({ ...next, sup: '2', quantity: 1 })],
    ['LSR-0805', () => failed({ ...next, numbers: ['5735550101', '5735550102'] })],
    ['LSR-0808', () => failed({ ...next, desiredDueDate: '2026-11-19' }, waiting)],
    ['LSR-0809', () => failed(next, { numbersPending: 1 })],
    ['LSR-0810', () => failed(next, { numbersForeign: 1 })],
    ['LSR-0811', () => failed(next, { frozen: true })],
    ['LSR-0812', () => failed(next, { authority: 'missing' })],
    ['LSR-0813', () => failed(next, { authority: 'refused' })],
  ];
  for (const [id, run] of cases) test(`${id} and no other`, () => assert.deepEqual(run(), [id]));

  test('of access orders alone: a new date of an inquiry, a correction after the confirmation', () => {
    const asr = { kind: 'asr' as const };
    const has = (found: string[], id: string): boolean => found.includes(id);
    const asks = { ...next, sup: '2' as const, quantity: 1, desiredDueDate: '2026-10-20', inquiry: true };
    assert.ok(has(failed(asks, asr), 'LSR-0806'));
    assert.ok(!has(failed({ ...asks, inquiry: false }, asr), 'LSR-0806'));
    assert.ok(has(failed({ ...next, sup: '4' }, { ...asr, ...confirmed }), 'LSR-0807'));
    assert.ok(!has(failed({ ...next, sup: '4' }, asr), 'LSR-0807'));
  });

  test('the last day of a customer who was not ready is still one', () => {
    assert.deepEqual(failed({ ...next, desiredDueDate: '2026-11-18' }, waiting), []);
  });

  test('a confirmed version is followed by supplements alone; a completed one by nothing', () => {
    const { sup: _, ...unmarked } = next;
    assert.deepEqual(failed(unmarked, confirmed), ['LSR-0106']);
    for (const state of ['completed', 'billed', 'cancelled'])
      assert.deepEqual(failed(next, { before: { order: before, state } }), ['LSR-0106']);
  });

  test('each edit of 08 is tested here', () => {
    const tested = new Set([...cases.map(([id]) => id), 'LSR-0806', 'LSR-0807']);
    const all = unwrap(readEdits('lsr')).flatMap(({ id }) => (id.startsWith('LSR-08') ? [id] : []));
    assert.deepEqual(
      all.filter((id) => !tested.has(id)),
      [],
    );
  });
});
