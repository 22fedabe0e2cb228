import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { lsrKind } from '../../articles/ordering/lsr.ts';
import { readInterfaceDocument } from '../test-interface-document.ts';
import { BASES } from './ids.ts';
import { ORDER_STATES, leadingVersion } from './order-states.ts';

const doc = readFileSync(new URL('../../../docs/tmf.md', import.meta.url), 'utf8');

describe('states of product orders', () => {
  test('every state of an order is told, in a word that the document has, as docs/tmf.md says', () => {
    const words = readInterfaceDocument('tmf/TMF622-ProductOrder-v4.0.0.swagger.json');
    assert.deepEqual(Object.keys(ORDER_STATES).sort(), lsrKind.states.map(({ name }) => name).sort());
    for (const state of Object.values(ORDER_STATES))
      assert.deepEqual(words.misfits('ProductOrderStateType', state), [], state);
    const rows = [...doc.matchAll(/^\| `([a-z-]+)` \| `(\w+)` \|$/gm)].map(([, own = '', told]) => [
      own,
      told,
    ]);
    assert.deepEqual(Object.fromEntries(rows), ORDER_STATES);
    for (const base of Object.values(BASES)) assert.ok(doc.includes(`\`${base}\``), base);
  });

  test('the version that stands is the latest, unless it only asks to change one that is promised', () => {
    const cases: readonly (readonly [string, number])[] = [
      ['acknowledged', 0],
      ['superseded acknowledged', 1],
      ['confirmed acknowledged', 0],
      ['confirmed rejected', 0],
      ['confirmed superseded clarification', 0],
      ['superseded confirmed', 1],
      ['rejected rejected', 1],
      ['rejected acknowledged', 1],
      ['cancelled cancelled', 1],
      ['completed rejected', 0],
      ['superseded confirmed rejected acknowledged', 1],
      // A supplement that its clock cancelled leaves what stands.
      ['confirmed cancelled', 0],
      ['jeopardy cancelled acknowledged', 0],
    ];
    for (const [states, expected] of cases) {
      const versions = states.split(' ').map((state) => ({ state }));
      assert.equal(versions.indexOf(leadingVersion(versions) ?? { state: '' }), expected, states);
    }
  });
});
