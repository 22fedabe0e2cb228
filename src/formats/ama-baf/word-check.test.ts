import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ANYTHING, DIGIT_AND_SIGN, TWO_DIGITS, viewOf } from './bcd.ts';
import { WordCheck } from './word-check.ts';

/** Half byte by half byte, as the kinds are described. */
function passes(kinds: readonly number[], bytes: Uint8Array): boolean {
  return kinds.every((kind, i) => {
    const hex = (bytes[i] ?? 0).toString(16).padStart(2, '0');
    if (kind === ANYTHING) return true;
    return (kind === TWO_DIGITS ? /^\d\d$/ : /^\dc$/).test(hex);
  });
}

test('words pass where each of their bytes does', () => {
  const byte = fc.oneof(
    fc.integer({ min: 0, max: 255 }),
    fc.tuple(fc.nat(9), fc.nat(9)).map(([a, b]) => (a << 4) | b),
    fc.nat(9).map((digit) => (digit << 4) | 12),
  );
  const fitting = (kind: number) =>
    kind === ANYTHING
      ? fc.integer({ min: 0, max: 255 })
      : fc.tuple(fc.nat(9), fc.nat(9)).map(([a, b]) => (a << 4) | (kind === TWO_DIGITS ? b : 12));
  const record = fc
    .array(fc.constantFrom(TWO_DIGITS, TWO_DIGITS, DIGIT_AND_SIGN, ANYTHING), {
      minLength: 4,
      maxLength: 30,
    })
    .chain((kinds) =>
      fc.record({
        kinds: fc.constant(kinds),
        bytes: fc.tuple(...kinds.map(fitting)),
        change: fc.option(fc.tuple(fc.nat(kinds.length - 1), byte)),
        before: fc.nat(5),
      }),
    );
  let [passed, failed] = [0, 0];
  fc.assert(
    fc.property(record, ({ kinds, bytes, change, before }) => {
      if (change) bytes[change[0]] = change[1];
      const all = Uint8Array.from([...Array.from({ length: before }, () => 0xff), ...bytes]);
      const expected = passes(kinds, all.subarray(before));
      if (expected) passed += 1;
      else failed += 1;
      assert.equal(new WordCheck(Uint8Array.from(kinds)).passes(viewOf(all), before), expected);
    }),
    { numRuns: 3000 },
  );
  assert.ok(passed > 300 && failed > 300);
});
