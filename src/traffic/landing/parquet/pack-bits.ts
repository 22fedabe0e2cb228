const WORD_BITS = 32;
const TWO_32 = 2 ** WORD_BITS;

/**
 * Packs `values[from … to)`, each less `base` and then from 0 below 2^width (53 at most), one after another from byte `at` on, the
 * lowest bit first, as Parquet does. @returns the byte after the last, whose unused bits are 0.
 */
export function packBits(
  bytes: Buffer,
  at: number,
  values: Float64Array,
  from: number,
  to: number,
  base: number,
  width: number,
): number {
  let [next, word, filled] = [at, 0, 0];
  const put = (part: number, partWidth: number): void => {
    word |= part << filled;
    if (filled + partWidth < WORD_BITS) {
      filled += partWidth;
      return;
    }
    bytes[next] = word;
    bytes[next + 1] = word >>> 8;
    bytes[next + 2] = word >>> 16;
    bytes[next + 3] = word >>> 24;
    next += 4;
    word = filled === 0 ? 0 : part >>> (WORD_BITS - filled);
    filled += partWidth - WORD_BITS;
  };
  if (width <= WORD_BITS) for (let i = from; i < to; i++) put(((values[i] as number) - base) | 0, width);
  else
    for (let i = from; i < to; i++) {
      const value = (values[i] as number) - base;
      put(value | 0, WORD_BITS);
      put(Math.floor(value / TWO_32), width - WORD_BITS);
    }
  for (; filled > 0; filled -= 8) {
    bytes[next++] = word;
    word >>>= 8;
  }
  return next;
}

/** The same for the first `length` of small numbers from 0 below 2^width, 31 at most. @returns the byte after the last */
export function packSmall(
  bytes: Buffer,
  at: number,
  values: Int32Array,
  length: number,
  width: number,
): number {
  let [next, word, filled] = [at, 0, 0];
  for (let i = 0; i < length; i++) {
    const value = values[i] as number;
    word |= value << filled;
    filled += width;
    if (filled < WORD_BITS) continue;
    bytes[next] = word;
    bytes[next + 1] = word >>> 8;
    bytes[next + 2] = word >>> 16;
    bytes[next + 3] = word >>> 24;
    next += 4;
    filled -= WORD_BITS;
    word = filled === 0 ? 0 : value >>> (width - filled);
  }
  for (; filled > 0; filled -= 8) {
    bytes[next++] = word;
    word >>>= 8;
  }
  return next;
}

/** Bits that the numbers from 0 to `most` need. */
export function bitWidth(most: number): number {
  return most < TWO_32 ? WORD_BITS - Math.clz32(most) : 2 * WORD_BITS - Math.clz32(Math.floor(most / TWO_32));
}
