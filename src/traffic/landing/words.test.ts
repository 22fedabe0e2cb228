import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Words } from './words.ts';

/** Fields of few bytes each, so that many are equal, and some are so that only their lengths or last bytes differ. */
const field = fc.oneof(
  fc.array(fc.constantFrom(0, 32, 48, 49, 0xe9), { maxLength: 14 }),
  fc.integer({ min: 0, max: 5000 }).map((n) => [...Buffer.from(String(n).padStart(8, '0'))]),
);

test('the number of a field is the number of its text without trailing blanks', () => {
  fc.assert(
    fc.property(fc.array(field, { minLength: 1, maxLength: 3000 }), (fields) => {
      const words = new Words();
      const all = Buffer.from(fields.flat());
      let at = 0;
      for (const bytes of fields) {
        const code = words.bytes(all, at, bytes.length);
        at += bytes.length;
        const text = Buffer.from(bytes).toString('latin1').replace(/ +$/, '');
        assert.equal(code < 0 ? '' : words.all[code], text);
        assert.equal(words.text(text), code);
      }
      assert.equal(new Set(words.all).size, words.all.length);
    }),
    { numRuns: 100 },
  );
});

test('what is forgotten is numbered anew', () => {
  const words = new Words();
  const bytes = Buffer.from('CO52');
  words.text('other');
  assert.equal(words.bytes(bytes, 0, 4), 1);
  words.clear();
  assert.equal(words.bytes(bytes, 0, 4), 0);
  assert.deepEqual(words.all, ['CO52']);
});
