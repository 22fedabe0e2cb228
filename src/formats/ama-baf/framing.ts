import { FLAGGED_IDENTIFIER, IDENTIFIER, PREFIX_BYTES } from './layout.ts';
import { isDigitAndSign, isTwoDigits } from './bcd.ts';

/**
 * How records stand in a file. `records`: one after the other, each with a descriptor of four bytes, its length with the descriptor in two bytes
 * (most significant first) and two zero bytes. `blocks`: such records in blocks with a descriptor of the same kind before each block.
 * `short-records`: a descriptor of two bytes, the length alone.
 */
export type BafFraming = 'records' | 'blocks' | 'short-records';

export const DESCRIPTOR_BYTES: Readonly<Record<BafFraming, number>> = {
  records: 4,
  blocks: 4,
  'short-records': 2,
};
/** Bytes that say whether a record begins: the longest descriptor, identifier and structure code. */
export const LOOK_BYTES = 4 + PREFIX_BYTES;
/** Descriptor of a block. */
export const BLOCK_BYTES = 4;

export const lengthAt = (bytes: Buffer, at: number): number =>
  ((bytes[at] as number) << 8) | (bytes[at + 1] as number);

const isIdentifier = (byte: number | undefined): boolean =>
  byte === IDENTIFIER || byte === FLAGGED_IDENTIFIER;

/** Whether a descriptor that can be true stands at `at`: as long as a record must be, its zero bytes zero. */
export function isDescriptor(bytes: Buffer, at: number, descriptor: number): boolean {
  if (lengthAt(bytes, at) < descriptor + PREFIX_BYTES) return false;
  return descriptor === 2 || (bytes[at + 2] === 0 && bytes[at + 3] === 0);
}

/** Whether a record begins at `at`: descriptor and identifier. Needs LOOK_BYTES. */
export const isRecord = (bytes: Buffer, at: number, descriptor: number): boolean =>
  isIdentifier(bytes[at + descriptor]) && isDescriptor(bytes, at, descriptor);

/** The same and the structure code too, to find the next record after bytes that are none. Needs LOOK_BYTES. */
export function isSurelyRecord(bytes: Buffer, at: number, descriptor: number): boolean {
  if (!isRecord(bytes, at, descriptor)) return false;
  const code = at + descriptor + 1;
  const last = bytes[code + 2];
  return isTwoDigits(bytes[code]) && isTwoDigits(bytes[code + 1]) && isDigitAndSign(last);
}

/** Whether a block begins at `at`, with a record. Needs BLOCK_BYTES + LOOK_BYTES. */
export const isBlock = (bytes: Buffer, at: number): boolean =>
  isDescriptor(bytes, at, BLOCK_BYTES) && isRecord(bytes, at + BLOCK_BYTES, 4);

/** The framing that the bytes from `at` on show; undefined when they show none. Needs BLOCK_BYTES + LOOK_BYTES. */
export function recogniseFraming(bytes: Buffer, at: number): BafFraming | undefined {
  if (isRecord(bytes, at, 4)) return 'records';
  if (isRecord(bytes, at, 2)) return 'short-records';
  return isBlock(bytes, at) ? 'blocks' : undefined;
}

const PRINTABLE_FROM = 0x20;
const PRINTABLE_TO = 0x7e;
const EBCDIC_BLANK = 0x40;

/** `ascii` or `ebcdic` when nearly all bytes are of a text. */
export function recogniseText(bytes: Buffer): 'ascii' | 'ebcdic' | undefined {
  let [ascii, ebcdic] = [0, 0];
  for (const byte of bytes) {
    if ((byte >= PRINTABLE_FROM && byte <= PRINTABLE_TO) || byte === 10 || byte === 13 || byte === 9)
      ascii += 1;
    if (isEbcdic(byte)) ebcdic += 1;
  }
  const enough = bytes.length * 0.95;
  return bytes.length === 0 ? undefined : ascii >= enough ? 'ascii' : ebcdic >= enough ? 'ebcdic' : undefined;
}

/** Blank, punctuation, letters and digits of code page 037, and its line ends. */
function isEbcdic(byte: number): boolean {
  if (byte === EBCDIC_BLANK || byte === 0x15 || byte === 0x25 || byte === 0x0d) return true;
  if (byte >= 0x4b && byte <= 0x7f) return true;
  const [high, low] = [byte >> 4, byte & 15];
  if (high === 0xf) return low <= 9;
  return [0x8, 0x9, 0xa, 0xc, 0xd, 0xe].includes(high) && low >= 1 && low <= 9;
}
