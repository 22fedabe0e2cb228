import assert from 'node:assert/strict';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { answerInParts } from './answer-in-parts.ts';

const LONG_MS = 60_000;
const parts = ['a', 'b', 'c', 'd', 'e', 'f'];

test('an answer is over once: when it was taken, given up, or takes too long', async () => {
  const over: string[] = [];
  const asked = (name: string, mostMs = LONG_MS) => answerInParts(parts, mostMs, () => over.push(name));

  const taken = asked('taken');
  const closed = once(taken, 'close');
  assert.equal(await text(taken), 'abcdef');
  await closed;
  assert.deepEqual(over, ['taken']);

  const begun = asked('begun');
  await once(begun, 'readable');
  begun.destroy();
  await once(begun, 'close');
  const untouched = asked('untouched');
  untouched.destroy();
  await once(untouched, 'close');
  assert.deepEqual(over, ['taken', 'begun', 'untouched']);

  const slow = asked('slow', 20);
  await once(slow, 'readable');
  // A reader waits for the timer, which keeps no program running.
  const waiting = setTimeout(() => {}, LONG_MS);
  await once(slow, 'close');
  clearTimeout(waiting);
  assert.deepEqual(over, ['taken', 'begun', 'untouched', 'slow']);
  assert.equal(slow.readableEnded, false);
});
