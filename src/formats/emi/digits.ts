const BLANK = 32;
const ZERO = 48;
const NINE = 57;

// Four digits in a word, the first in its lowest byte: a digit is 0x30 to 0x39, so that its high half is 3 also after 6 is added.
const FOUR_BLANKS = 0x20202020;
const FOUR_ZEROS = 0x30303030;
const FOUR_SIXES = 0x06060606;
const HIGH_HALVES = 0xf0f0f0f0 | 0;
const LOW_HALVES = 0x0f0f0f0f;
const EVERY_SECOND_BYTE = 0x00ff00ff;

export const NOT_A_NUMBER = -2;

/** Four digits, checked and counted in one step; negative when one is none. */
function four(view: DataView, at: number): number {
  const word = view.getInt32(at, true);
  const bad = ((word & HIGH_HALVES) ^ FOUR_ZEROS) | (((word + FOUR_SIXES) & HIGH_HALVES) ^ FOUR_ZEROS);
  const ones = word & LOW_HALVES;
  const pairs = (Math.imul(ones, 10) + (ones >>> 8)) & EVERY_SECOND_BYTE;
  return bad === 0 ? (Math.imul(pairs, 100) + (pairs >>> 16)) & 0xffff : NOT_A_NUMBER;
}

function one(view: DataView, at: number): number {
  const digit = view.getUint8(at) - ZERO;
  return digit >= 0 && digit <= 9 ? digit : NOT_A_NUMBER;
}

function two(view: DataView, at: number): number {
  const tens = one(view, at);
  const ones = one(view, at + 1);
  return (tens | ones) < 0 ? NOT_A_NUMBER : tens * 10 + ones;
}

/** The number in a field of at most ten bytes; NOT_A_NUMBER when a byte is no digit. */
export function digitsAt(view: DataView, at: number, length: number): number {
  switch (length) {
    case 1:
      return one(view, at);
    case 2:
      return two(view, at);
    case 6: {
      const head = four(view, at);
      const tail = two(view, at + 4);
      return (head | tail) < 0 ? NOT_A_NUMBER : head * 100 + tail;
    }
    case 7: {
      // The second four begins with the last digit of the first.
      const head = four(view, at);
      const tail = four(view, at + 3);
      return (head | tail) < 0 ? NOT_A_NUMBER : head * 1000 + (tail % 1000);
    }
    case 9: {
      const head = four(view, at);
      const middle = four(view, at + 4);
      const tail = one(view, at + 8);
      return (head | middle | tail) < 0 ? NOT_A_NUMBER : (head * 10_000 + middle) * 10 + tail;
    }
    case 10: {
      const head = four(view, at);
      const middle = four(view, at + 4);
      const tail = two(view, at + 8);
      return (head | middle | tail) < 0 ? NOT_A_NUMBER : (head * 10_000 + middle) * 100 + tail;
    }
    default: {
      let value = 0;
      for (let i = at; i < at + length; i++) {
        const digit = one(view, i);
        if (digit < 0) return NOT_A_NUMBER;
        value = value * 10 + digit;
      }
      return value;
    }
  }
}

export function areBlank(view: DataView, at: number, length: number): boolean {
  let other = 0;
  let i = at;
  for (; i + 4 <= at + length; i += 4) other |= view.getInt32(i, true) ^ FOUR_BLANKS;
  for (; i < at + length; i++) other |= view.getUint8(i) ^ BLANK;
  return other === 0;
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= ZERO && byte <= NINE;

/** Last digit and sign in one byte, as punched cards had it: `{` and A to I positive, `}` and J to R negative. */
const OVERPUNCHED = /^[{}A-R]$/;

/** Whether a field is digits but for its last byte, which carries a sign. */
export function isSigned(bytes: Buffer, at: number, length: number): boolean {
  for (let i = at; i < at + length - 1; i++) if (!isDigit(bytes[i])) return false;
  return length > 1 && OVERPUNCHED.test(String.fromCharCode(bytes[at + length - 1] ?? 0));
}

/** Offset of the first byte that makes a field no number; a field that may be blank is blank as a whole. */
export function badDigit(bytes: Buffer, at: number, length: number, optional: boolean): number {
  const blank = optional && bytes[at] === BLANK;
  for (let i = at; i < at + length; i++) if (blank ? bytes[i] !== BLANK : !isDigit(bytes[i])) return i;
  return at;
}
