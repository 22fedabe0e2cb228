import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decide, idsOf, missouri, valueOf } from '../test-ground.ts';
import { PRESUMPTIONS } from './terms.ts';

const agreement = missouri();
const accepts = (facts: object, at = agreement) => valueOf(at, 'spectrum-acceptable', facts);

test('a class is presumed acceptable on a loop; above voice only where its row says so', () => {
  assert.equal(accepts({ spectrumClass: 'sm3' }), true);
  assert.equal(accepts({ spectrumClass: 'sm5', portion: 'above-voice' }), true);
  assert.equal(accepts({ spectrumClass: 'sm3', portion: 'above-voice' }), false);
});

test('what is not presumed is shown in any one of the ways of the law', () => {
  fc.assert(
    fc.property(fc.subarray([...PRESUMPTIONS]), (shown) => {
      assert.equal(accepts({ spectrumClass: 'unclassed', shown }), shown.length > 0);
    }),
  );
});

test('a known disturber is acceptable in a binder group of its own, whatever is shown of it', () => {
  const shown = [...PRESUMPTIONS];
  assert.equal(accepts({ spectrumClass: 'ami-t1', shown }), false);
  assert.equal(accepts({ spectrumClass: 'ami-t1', ownBinderGroup: true }), true);
});

test('what the commission has found goes before all of it', () => {
  assert.equal(accepts({ spectrumClass: 'sm5', commission: 'not-acceptable' }), false);
  assert.equal(accepts({ spectrumClass: 'ami-t1', commission: 'acceptable' }), true);
});

test('a class that is not there is named with those that are', () => {
  const asked = decide(agreement, 'spectrum-acceptable', { spectrumClass: 'sm10' });
  assert.deepEqual(idsOf(asked), ['dsl/unknown-class']);
  assert.ok(!asked.ok && asked.problems[0]?.cure.includes('sm9'));
});
