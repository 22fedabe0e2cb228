import { ANYTHING, DIGIT_AND_SIGN, SIGN } from './bcd.ts';

const WORD = 4;

/**
 * Checks four bytes at a time that each is of its kind: half bytes of digits are not over 9, half bytes of signs are the sign. It takes half of the
 * time of a check byte by byte, which is a fifth of the time of a record. What exactly is wrong is then found field by field.
 */
export class WordCheck {
  readonly #starts: Int32Array;
  /** The sign where a sign must stand. */
  readonly #signs: Int32Array;
  /** All bits of half bytes that must be signs. */
  readonly #signBits: Int32Array;
  /** The highest bit of half bytes that must be digits. */
  readonly #digitBits: Int32Array;

  /** @param kinds at least four. */
  constructor(kinds: Uint8Array) {
    const words = Math.ceil(kinds.length / WORD);
    this.#starts = Int32Array.from({ length: words }, (_, word) =>
      Math.min(word * WORD, kinds.length - WORD),
    );
    const masks = (ofByte: (kind: number) => number): Int32Array =>
      this.#starts.map((start) =>
        [0, 1, 2, 3].reduce((mask, byte) => (mask << 8) | ofByte(kinds[start + byte] as number), 0),
      );
    this.#signs = masks((kind) => (kind === DIGIT_AND_SIGN ? SIGN : 0));
    this.#signBits = masks((kind) => (kind === DIGIT_AND_SIGN ? 0x0f : 0));
    this.#digitBits = masks((kind) => (kind === ANYTHING ? 0 : kind === DIGIT_AND_SIGN ? 0x80 : 0x88));
  }

  /** Whether the bytes from `at` on are what they should be; fields that are not used are not. */
  passes(view: DataView, at: number): boolean {
    const starts = this.#starts;
    const signs = this.#signs;
    const signBits = this.#signBits;
    const digitBits = this.#digitBits;
    let wrong = 0;
    for (let word = 0; word < starts.length; word++) {
      const bits = view.getInt32(at + (starts[word] as number)) ^ (signs[word] as number);
      // A half byte is over 9 when its bit of eight is set with its bit of four or of two.
      wrong |=
        (bits & (signBits[word] as number)) |
        (bits & ((bits << 1) | (bits << 2)) & (digitBits[word] as number));
    }
    return wrong === 0;
  }
}
