import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toText } from '../base/rational.ts';
import { IN_WORDS, wordsValue } from './number-words.ts';

const value = (text: string): string | undefined => {
  const match = new RegExp(`^(?:${IN_WORDS})$`, 'i').exec(text);
  return match ? toText(wordsValue(text)) : undefined;
};

test('numbers in words', () => {
  const spelled: Readonly<Record<string, string>> = {
    zero: '0',
    Seven: '7',
    nineteen: '19',
    'twenty-nine': '29',
    'Twenty Nine': '29',
    ninety: '90',
    'one hundred': '100',
    'one hundred thirty-five': '135',
    'one hundred and sixty': '160',
    'one-hundred fifty': '150',
    'two thousand': '2000',
    'two hundred fifty thousand': '250000',
    'five million': '5000000',
    'one million two hundred thousand': '1200000',
    'one-half': '0.5',
    'one and one-half': '1.5',
    'two and a half': '2.5',
  };
  for (const [text, number] of Object.entries(spelled)) assert.equal(value(text), number, text);
});

test('what is no number', () => {
  for (const text of ['hundred', 'thirty five six', 'tenth', 'someone', 'seventeenth', 'one and two', ''])
    assert.equal(value(text), undefined, text);
});
