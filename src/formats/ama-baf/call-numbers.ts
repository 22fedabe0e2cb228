import { PAIR, UNUSED, sevenAt, threeAt } from './bcd.ts';

export const NO_NUMBER = -1;
export const NOT_NANP = -2;
export const WITHOUT_NPA = -3;

/** Whether ten digits are a number of the North American plan: area code and office code do not begin with 0 or 1. */
export const isNanp = (number: number): boolean =>
  number >= 2_000_000_000 && number < 10_000_000_000 && Math.floor(number / 10_000) % 1000 >= 200;

/** Three digits, the last two 11: 211, 311, … 911. */
const isService = (number: number): boolean => number >= 211 && number <= 911 && number % 100 === 11;

/** Area code (three digits) and number (seven): ten digits, NO_NUMBER when not used or zero, NOT_NANP. */
export function originatingAt(bytes: Uint8Array, at: number): number {
  const npa = threeAt(bytes, at);
  const line = sevenAt(bytes, at + 2);
  if (npa < 0 || line < 0) return npa <= 0 && line <= 0 ? NO_NUMBER : NOT_NANP;
  const number = npa * 10_000_000 + line;
  return number === 0 ? NO_NUMBER : isNanp(number) ? number : NOT_NANP;
}

/** First overseas indicator of an international number, and the last. */
const [INTERNATIONAL_FROM, OPERATOR_CODE] = [3, 9];

/**
 * Overseas indicator (one digit), area code (five digits, the first two count the digits that are significant, 00 for ten) and number
 * (seven): ten digits, three of a service, NO_NUMBER, NOT_NANP, or WITHOUT_NPA for seven digits.
 */
export function terminatingAt(bytes: Uint8Array, at: number): number {
  const line = sevenAt(bytes, at + 4);
  if (bytes[at + 1] === UNUSED || line < 0) return NO_NUMBER;
  const overseas = bytes[at] === UNUSED ? 0 : (bytes[at] as number) >> 4;
  if (overseas >= INTERNATIONAL_FROM && overseas <= OPERATOR_CODE) return NOT_NANP;
  const significant = PAIR[bytes[at + 1] as number] as number;
  const npa = threeAt(bytes, at + 2);
  const number = npa * 10_000_000 + line;
  if (number === 0) return NO_NUMBER;
  if (npa === 0 && (significant === 0 || significant === 3) && isService(line)) return line;
  if (significant === 7 || (significant === 0 && npa === 0)) return npa === 0 ? WITHOUT_NPA : NOT_NANP;
  return (significant === 0 || significant === 10) && isNanp(number) ? number : NOT_NANP;
}
