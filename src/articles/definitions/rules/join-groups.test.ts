import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { joinGroups } from './join-groups.ts';

test('pairs join groups, through others too', () => {
  assert.deepEqual(
    joinGroups(
      ['a', 'b', 'c', 'd'],
      [
        ['a', 'b'],
        ['c', 'b'],
      ],
    ),
    [['a', 'b', 'c'], ['d']],
  );
  assert.deepEqual(joinGroups([], [['a', 'b']]), []);
  assert.deepEqual(joinGroups(['a'], [['a', 'z']]), [['a']]);
});

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];
const name = fc.constantFrom(...NAMES);
const pairs = fc.array(fc.tuple(name, name), { maxLength: 8 });

test('neither the order of the pairs nor their direction matters, and each name is in one group', () => {
  fc.assert(
    fc.property(pairs, (given) => {
      const groups = joinGroups(NAMES, given);
      assert.deepEqual(groups.flat().sort(), NAMES);
      const turned = given.toReversed().map(([a, b]): [string, string] => [b, a]);
      assert.deepEqual(joinGroups(NAMES, turned), groups);
    }),
  );
});

test('one more pair joins two groups or none', () => {
  fc.assert(
    fc.property(pairs, fc.tuple(name, name), (given, one) => {
      const before = joinGroups(NAMES, given);
      const joined = before.some((group) => group.includes(one[0]) && group.includes(one[1])) ? 0 : 1;
      assert.equal(joinGroups(NAMES, [...given, one]).length, before.length - joined);
    }),
  );
});
