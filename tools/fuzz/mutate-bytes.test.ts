import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LONGEST_BYTES, mutate, shrink } from './mutate-bytes.ts';
import { randomFrom } from './random.ts';

const bytes = Buffer.from('a,b,"c"\n1,2,3\n');
const other = Buffer.from('2026-10-05T09:12:00.000-05:00');
const run = (seed: number): string[] => {
  const random = randomFrom(seed);
  return Array.from({ length: 500 }, () => mutate(bytes, random, other).toString('hex'));
};

test('the same seed makes the same inputs, another seed others', () => {
  assert.deepEqual(run(7), run(7));
  assert.notDeepEqual(run(7), run(8));
});

test('inputs become shorter and longer, never too long, and the original stays as it was', () => {
  const lengths = run(1).map((hex) => hex.length / 2);
  assert.ok(
    lengths.some((length) => length < bytes.length) && lengths.some((length) => length > bytes.length),
  );
  assert.ok(mutate(Buffer.alloc(LONGEST_BYTES * 2), randomFrom(1), other).length <= LONGEST_BYTES);
  assert.equal(bytes.toString(), 'a,b,"c"\n1,2,3\n');
});

test('nothing comes of nothing, without an error', () => {
  const random = randomFrom(3);
  for (let i = 0; i < 200; i++) mutate(Buffer.alloc(0), random, Buffer.alloc(0));
});

test('an input is made smaller while it fails alike', () => {
  const fails = (smaller: Buffer): boolean => smaller.includes('"') && smaller.includes('3');
  const small = shrink(bytes, fails, performance.now() + 1000);
  assert.equal(small.toString(), '"3');
});
