import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { lsrKind } from '../../articles/ordering/lsr.ts';
import { ORDER_STATES, STATES_THAT_NEVER_ARE, itemState, orderState, taskState } from './states.ts';

const file = new URL('../../../reference/interfaces/mef/productOrderManagement.api.yaml', import.meta.url);
const { components } = parse(readFileSync(file, 'utf8')) as {
  components: { schemas: Record<string, { enum?: string[] }> };
};
const enumOf = (name: string): string[] => components.schemas[name]?.enum ?? [];

const at = (...states: string[]) => states.map((state, index) => ({ ver: `0${index + 1}`, state }));

describe('states of a product order', () => {
  test('every state of a version has its word, but for one that has given way', () => {
    const own = lsrKind.states.map(({ name }) => name).filter((name) => name !== 'superseded');
    assert.deepEqual(Object.keys(ORDER_STATES).sort(), own.sort());
  });

  test('every state of the document is one that orders have, or is told with why it never is', () => {
    const had = new Set<string>([...Object.values(ORDER_STATES), 'pending.assessingModification']);
    const never = Object.keys(STATES_THAT_NEVER_ARE);
    for (const state of enumOf('MEFProductOrderStateType'))
      assert.ok(had.has(state) !== never.includes(state), state);
    const items = new Set<string>([...had].map((state) => itemState(state as never)));
    for (const state of enumOf('MEFProductOrderItemStateType'))
      assert.ok(items.has(state) !== never.includes(state), state);
  });

  const stands: [string[], string][] = [
    [['acknowledged'], 'acknowledged'],
    [['clarification'], 'acknowledged'],
    [['rejected'], 'rejected'],
    [['confirmed'], 'inProgress'],
    // The date is in danger: work goes on, and a milestone says it.
    [['jeopardy'], 'inProgress'],
    [['superseded', 'acknowledged'], 'acknowledged'],
    // A supplement that is not answered beside a promised date.
    [['confirmed', 'acknowledged'], 'pending.assessingModification'],
    // Refused, it leaves the order as it was; confirmed, it takes its place.
    [['confirmed', 'rejected'], 'inProgress'],
    [['superseded', 'confirmed'], 'inProgress'],
    [['cancelled', 'cancelled'], 'cancelled'],
    [['confirmed', 'cancelled'], 'inProgress'],
    [['rejected', 'completed'], 'completed'],
    [['billed'], 'completed'],
    [['superseded', 'rejected'], 'rejected'],
  ];
  for (const [versions, state] of stands)
    test(`${versions.join(', then ')}: ${state}`, () => assert.equal(orderState(at(...versions)), state));

  const tasks: ['1' | '2', string, boolean, string][] = [
    ['1', 'cancelled', false, 'done'],
    ['1', 'rejected', false, 'rejected'],
    ['2', 'acknowledged', false, 'acknowledged'],
    ['2', 'confirmed', true, 'done'],
    ['2', 'completed', true, 'done'],
    ['2', 'rejected', false, 'rejected'],
    // Taken back, or overtaken by another version, before it was answered.
    ['2', 'cancelled', false, 'rejected'],
    ['2', 'superseded', false, 'rejected'],
    // Confirmed, and then another version took its place.
    ['2', 'superseded', true, 'done'],
  ];
  for (const [sup, state, confirmed, told] of tasks)
    test(`SUP ${sup} that is ${state}${confirmed ? ' and was confirmed' : ''}: ${told}`, () =>
      assert.equal(taskState(sup, { state, confirmed }), told));
});
