import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remember } from './remember.ts';

test('an answer is worked out once, an absent one too, until too many are kept', () => {
  const asked: string[] = [];
  const length = remember((text) => {
    asked.push(text);
    return text === '' ? undefined : text.length;
  }, 2);
  assert.deepEqual(['a', 'bb', 'a', 'bb'].map(length), [1, 2, 1, 2]);
  assert.deepEqual(asked, ['a', 'bb']);
  assert.deepEqual(['', '', 'a'].map(length), [undefined, undefined, 1]);
  assert.deepEqual(asked, ['a', 'bb', '', 'a']);
});
