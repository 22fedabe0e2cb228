import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalJson, sha256 } from './canonical.ts';

test('keys are sorted and nothing is left to chance', () => {
  assert.equal(
    canonicalJson({ b: [1, undefined, null], a: { d: 'é"', c: true }, e: undefined }),
    '{"a":{"c":true,"d":"é\\""},"b":[1,null,null]}',
  );
  assert.equal(canonicalJson({ Z: 1, a: 2, É: 3 }), '{"Z":1,"a":2,"É":3}');
  assert.equal(canonicalJson(12345678901234567890n), '12345678901234567890');
  assert.equal(canonicalJson(undefined), 'null');
  assert.equal(canonicalJson(Temporal.PlainDate.from('2026-10-31')), '"2026-10-31"');
});

test('the order in which keys were put makes no difference, and JSON reads it back', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      assert.equal(canonicalJson(turned), canonicalJson(value));
      assert.deepEqual(
        JSON.parse(canonicalJson(value)),
        JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(value)))),
      );
    }),
  );
});

test('sha256 of the standard vector', () => {
  assert.equal(sha256('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
