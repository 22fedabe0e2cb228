/** Sign of a field, its last half byte. */
export const SIGN = 0x0c;
/** Every byte of a field that is not used. */
export const UNUSED = 0xff;

/** What a byte of a record must be. */
export const ANYTHING = 0;
export const TWO_DIGITS = 1;
export const DIGIT_AND_SIGN = 2;

/** The kinds that a byte is not. */
export const IS_NOT: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  const [high, low] = [byte >> 4, byte & 15];
  return (high <= 9 && low <= 9 ? 0 : TWO_DIGITS) | (high <= 9 && low === SIGN ? 0 : DIGIT_AND_SIGN);
});

export const isTwoDigits = (byte: number | undefined): boolean =>
  byte !== undefined && ((IS_NOT[byte] as number) & TWO_DIGITS) === 0;
export const isDigitAndSign = (byte: number | undefined): boolean =>
  byte !== undefined && ((IS_NOT[byte] as number) & DIGIT_AND_SIGN) === 0;

/** Value of two digits of a byte; meaningless for other bytes. */
export const PAIR: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => (byte >> 4) * 10 + (byte & 15));

const pair = (bytes: Uint8Array, at: number): number => PAIR[bytes[at] as number] as number;
const high = (bytes: Uint8Array, at: number): number => (bytes[at] as number) >> 4;

/** Value of a field of an odd number of digits; -1 when it is not used. Exact to 15 digits. */
export function valueAt(bytes: Uint8Array, at: number, digits: number): number {
  if (bytes[at] === UNUSED) return -1;
  let value = 0;
  const last = at + (digits >> 1);
  for (let i = at; i < last; i++) value = value * 100 + pair(bytes, i);
  return value * 10 + high(bytes, last);
}

/** Three digits; -1 when not used. */
export const threeAt = (bytes: Uint8Array, at: number): number =>
  bytes[at] === UNUSED ? -1 : pair(bytes, at) * 10 + high(bytes, at + 1);

/** Seven digits; -1 when not used. */
export const sevenAt = (bytes: Uint8Array, at: number): number =>
  bytes[at] === UNUSED
    ? -1
    : ((pair(bytes, at) * 100 + pair(bytes, at + 1)) * 100 + pair(bytes, at + 2)) * 10 + high(bytes, at + 3);

export const NO_TIME = -1;
export const BAD_TIME = -2;

/** Milliseconds of the day of HHMMSST; NO_TIME when not used, BAD_TIME when there is no such time. */
export function timeAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] === UNUSED) return NO_TIME;
  const hours = pair(bytes, at);
  const minutes = pair(bytes, at + 1);
  const seconds = pair(bytes, at + 2);
  if (hours > 23 || minutes > 59 || seconds > 59) return BAD_TIME;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + high(bytes, at + 3) * 100;
}

/** Milliseconds of 0MMMMMSST; NO_TIME when not used, BAD_TIME when seconds are over 59 or the first digit is not 0. */
export function elapsedAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] === UNUSED) return NO_TIME;
  const first = pair(bytes, at);
  const seconds = pair(bytes, at + 3);
  if (first > 9 || seconds > 59) return BAD_TIME;
  const minutes = (first * 100 + pair(bytes, at + 1)) * 100 + pair(bytes, at + 2);
  return (minutes * 60 + seconds) * 1000 + high(bytes, at + 4) * 100;
}

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The digits of a field; null when it is not used. */
export function digitsAt(bytes: Uint8Array, at: number, digits: number): string | null {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset + at, (digits + 1) / 2).toString('hex');
  return /^f+$/.test(hex) ? null : hex.slice(0, digits);
}

/** The digits of a field that is used; null when it is not, or is no field: its half bytes are not digits and the sign. */
export function codeAt(bytes: Uint8Array, at: number, digits: number): string | null {
  const last = at + (digits >> 1);
  for (let i = at; i < last; i++) if (!isTwoDigits(bytes[i])) return null;
  return isDigitAndSign(bytes[last]) ? digitsAt(bytes, at, digits) : null;
}

/** Writes digits and sign; null writes a field that is not used. @throws RangeError when they are not that many digits. */
export function putDigits(
  bytes: Buffer,
  at: number,
  digits: number,
  text: string | null,
  what = 'field',
): number {
  const size = (digits + 1) / 2;
  if (text === null) bytes.fill(UNUSED, at, at + size);
  else if (!/^\d+$/.test(text) || text.length !== digits)
    throw new RangeError(`${what} "${text}" is not ${digits} digits.`);
  else bytes.write(`${text}c`, at, 'hex');
  return at + size;
}
