import type { EmiLayout } from './layout.ts';

export type Encoding = 'ascii' | 'ebcdic';
/** `lines`: each record ends with a line end (LF or CRLF; in EBCDIC also NEL). `fixed`: records follow each other without. */
export type Framing = 'lines' | 'fixed';

export interface Frame {
  readonly encoding: Encoding;
  readonly framing: Framing;
}

/** How far a file is looked at before its first line is read. */
export const LOOK_BYTES = 64 * 1024;

const TYPE_BYTES = 6;

interface Signs {
  readonly zero: number;
  readonly blank: number;
  readonly lineEnds: readonly number[];
}

const ASCII: Signs = { zero: 0x30, blank: 0x20, lineEnds: [0x0a, 0x0d] };
const EBCDIC: Signs = { zero: 0xf0, blank: 0x40, lineEnds: [0x15, 0x25, 0x0d] };

/** More than so many thirds of a file of records are digits and blanks. */
const THIRDS = 2;

/**
 * How the beginning of a file is written, as far as it shows; what cannot be told is undefined, and then what is declared holds.
 */
export function recognise(head: Buffer, { lineBytes }: EmiLayout): Partial<Frame> {
  const encoding = mostly(head, EBCDIC) ? 'ebcdic' : mostly(head, ASCII) ? 'ascii' : undefined;
  if (encoding === undefined) return {};
  const signs = encoding === 'ascii' ? ASCII : EBCDIC;
  const lineEnd = head.findIndex((byte) => signs.lineEnds.includes(byte));
  const next = head.findIndex((byte, at) => at > lineEnd && !signs.lineEnds.includes(byte));
  if (lineEnd >= 0 && next >= 0 && startsRecord(head, next, signs.zero))
    return { encoding, framing: 'lines' };
  if (lineEnd < 0 && startsRecord(head, lineBytes, signs.zero)) return { encoding, framing: 'fixed' };
  return { encoding };
}

function mostly(head: Buffer, { zero, blank }: Signs): boolean {
  let count = 0;
  for (const byte of head) if (byte === blank || (byte >= zero && byte <= zero + 9)) count += 1;
  return count * 3 > head.length * THIRDS;
}

function startsRecord(head: Buffer, from: number, zero: number): boolean {
  if (head.length < from + TYPE_BYTES) return false;
  for (let at = from; at < from + TYPE_BYTES; at++) {
    const digit = (head[at] ?? 0) - zero;
    if (digit < 0 || digit > 9) return false;
  }
  return true;
}
