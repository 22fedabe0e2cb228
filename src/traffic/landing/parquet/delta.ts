import { bitWidth, packBits } from './pack-bits.ts';
import { pushVarint } from './thrift.ts';

const BLOCK = 128;
const MINIBLOCKS = 4;
const MINIBLOCK = BLOCK / MINIBLOCKS;
/** Of one block: its least difference, four widths, and 128 differences of up to 53 bits. */
const MOST_BLOCK_BYTES = 10 + MINIBLOCKS + (BLOCK * 56) / 8;

const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

/**
 * The first `length` of the whole numbers in Parquet's DELTA_BINARY_PACKED: the differences of neighbours, each block as narrow as it
 * needs. Counters become nothing, times and telephone numbers of one region about three bytes. Numbers are below 2^51 either way.
 */
export function delta(values: Float64Array, length: number): Buffer {
  const head: number[] = [];
  for (const value of [BLOCK, MINIBLOCKS, length, zigzag(values[0] ?? 0)]) pushVarint(head, value);
  const blocks = Math.ceil(Math.max(length - 1, 0) / BLOCK);
  const bytes = Buffer.allocUnsafe(head.length + blocks * MOST_BLOCK_BYTES);
  bytes.set(head);
  const written = new Blocks(bytes, head.length);
  for (let from = 1; from < length; from += BLOCK)
    written.block(values, from, Math.min(from + BLOCK, length));
  return bytes.subarray(0, written.at);
}

class Blocks {
  at: number;
  readonly #bytes: Buffer;
  readonly #differences = new Float64Array(BLOCK);

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  block(values: Float64Array, from: number, to: number): void {
    const differences = this.#differences;
    let least = Infinity;
    for (let i = from, before = values[from - 1] as number; i < to; i++) {
      const value = values[i] as number;
      const difference = value - before;
      differences[i - from] = difference;
      if (difference < least) least = difference;
      before = value;
    }
    const count = to - from;
    differences.fill(least, count);
    const head: number[] = [];
    pushVarint(head, zigzag(least));
    this.#bytes.set(head, this.at);
    const widths = this.at + head.length;
    this.at = widths + MINIBLOCKS;
    for (let mini = 0; mini < MINIBLOCKS; mini++)
      this.#bytes[widths + mini] = mini * MINIBLOCK < count ? this.#miniblock(mini * MINIBLOCK, least) : 0;
  }

  /** @returns its bit width */
  #miniblock(from: number, least: number): number {
    const differences = this.#differences;
    let most = 0;
    for (let i = from; i < from + MINIBLOCK; i++) {
      const above = (differences[i] as number) - least;
      if (above > most) most = above;
    }
    const width = bitWidth(most);
    if (width === 0) return 0;
    this.at = packBits(this.#bytes, this.at, differences, from, from + MINIBLOCK, least, width);
    return width;
  }
}
