import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
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

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = '_ _ twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** A whole number as English says it, with or without `and` and hyphens. */
function spell(number: number, and: string, hyphen: string): string {
  const rest = (name: string, size: number, joint: string): string =>
    `${spell(Math.floor(number / size), and, hyphen)} ${name}${number % size === 0 ? '' : `${joint}${spell(number % size, and, hyphen)}`}`;
  if (number < 20) return ONES[number] ?? '';
  if (number < 100)
    return `${TENS[Math.floor(number / 10)]}${number % 10 === 0 ? '' : `${hyphen}${ONES[number % 10]}`}`;
  if (number < 1000) return rest('hundred', 100, and);
  return number < 1_000_000 ? rest('thousand', 1000, ' ') : rest('million', 1_000_000, ' ');
}

test('every whole number below a thousand million is read as it is said', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 999_999_999 })),
      fc.constantFrom(' ', ' and '),
      fc.constantFrom('-', ' '),
      (number, and, hyphen) => assert.equal(value(spell(number, and, hyphen)), String(number)),
    ),
    { numRuns: 2000 },
  );
});
