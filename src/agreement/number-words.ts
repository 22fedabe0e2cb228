import { add, decimal, multiply, rational } from '../base/rational.ts';
import type { Rational } from '../base/rational.ts';

const UNITS = 'zero one two three four five six seven eight nine'.split(' ');
const TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES: Readonly<Record<string, string>> = {
  hundred: '100',
  thousand: '1000',
  million: '1000000',
  billion: '1000000000',
};

const any = (words: readonly string[]): string => `(?:${words.join('|')})`;
const SMALL = `(?:${any(TENS)}(?:[\\s-]${any(UNITS.slice(1))})?|${any(TEENS)}|${any(UNITS)})`;
const BELOW_THOUSAND = `${SMALL}(?:[\\s-]+hundred(?:[\\s-]+(?:and\\s+)?${SMALL})?)?`;
const WHOLE = `${BELOW_THOUSAND}(?:[\\s-]+(?:thousand|million|billion)(?:\\s+(?:and\\s+)?${BELOW_THOUSAND})?)*`;

/** A pattern of English numbers in words, without groups: `thirty`, `one hundred sixty`, `one and one-half`. */
export const IN_WORDS = `(?:one[\\s-]half|${WHOLE}(?:\\s+and\\s+(?:one|a)[\\s-]half)?)(?![a-z])`;

const HALF = rational(1, 2);

/** The value of a number in words that `IN_WORDS` matches. */
export function wordsValue(text: string): Rational {
  const words = text
    .toLowerCase()
    .replace(/(?:\band\s+)?\b(?:one|a)[\s-]half$/, 'half')
    .split(/[\s-]+/)
    .filter((word) => word !== 'and' && word !== '');
  let [total, group] = [rational(0), rational(0)];
  for (const word of words) {
    const scale = SCALES[word];
    if (word === 'half') group = add(group, HALF);
    else if (word === 'hundred') group = multiply(group, decimal('100'));
    else if (scale === undefined) group = add(group, rational(small(word)));
    else {
      total = add(total, multiply(group, decimal(scale)));
      group = rational(0);
    }
  }
  return add(total, group);
}

function small(word: string): number {
  const tens = TENS.indexOf(word);
  return tens >= 0 ? (tens + 2) * 10 : [...UNITS, ...TEENS].indexOf(word);
}

/** `5`, `million` → 5000000. */
export const scaled = (value: Rational, scale: string | undefined): Rational =>
  scale === undefined ? value : multiply(value, decimal(SCALES[scale.toLowerCase()] ?? '1'));
