import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

const LF = 10;
const CR = 13;
const CHUNK_BYTES = 1 << 18;
const NOTHING = Buffer.alloc(0);

/** A physical line: bytes [start, end) without its line end, its 1-based number and the offset of its first byte. */
export type OnLine = (bytes: Buffer, start: number, end: number, line: number, offset: number) => void;

/**
 * Cuts a stream of bytes into physical lines, ended by LF or CRLF. A line longer than `longest` bytes is
 * handed on cut to that length, so that garbage without line ends needs no memory.
 */
export class LineSplitter {
  readonly #longest: number;
  #kept: Buffer = NOTHING;
  #skipping = false;
  #skipped = 0;
  #line = 0;
  #offset = 0;

  constructor(longest = 64 * 1024) {
    this.#longest = longest;
  }

  /** Lines handed on so far. */
  get line(): number {
    return this.#line;
  }

  push(chunk: Buffer, onLine: OnLine): void {
    let start = 0;
    for (let lf = chunk.indexOf(LF); lf >= 0; lf = chunk.indexOf(LF, start)) {
      this.#hand(chunk, start, lf, 1, onLine);
      start = lf + 1;
    }
    this.#keep(chunk.subarray(start));
  }

  /** The last line when the file does not end with a line end. */
  end(onLine: OnLine): void {
    if (this.#kept.length > 0 || this.#skipping) this.#hand(NOTHING, 0, 0, 0, onLine);
  }

  #hand(chunk: Buffer, start: number, lf: number, lineEnd: number, onLine: OnLine): void {
    const held = this.#kept.length;
    const bytes = held === 0 ? chunk : Buffer.concat([this.#kept, chunk.subarray(start, lf)]);
    const [from, to] = held === 0 ? [start, lf] : [0, bytes.length];
    const length = to - from + (this.#skipping ? this.#skipped : 0);
    const end = to > from && bytes[to - 1] === CR ? to - 1 : to;
    this.#line += 1;
    onLine(bytes, from, end, this.#line, this.#offset);
    this.#offset += length + lineEnd;
    this.#kept = NOTHING;
    this.#skipping = false;
    this.#skipped = 0;
  }

  #keep(rest: Buffer): void {
    if (rest.length === 0) return;
    const room = this.#longest - this.#kept.length;
    if (rest.length > room) {
      this.#skipping = true;
      this.#skipped += rest.length - Math.max(room, 0);
    }
    if (room > 0) this.#kept = Buffer.concat([this.#kept, rest.subarray(0, room)]);
  }
}

/** Cuts a stream of bytes into records of one length that follow each other without line ends; the last may be shorter. */
export class FixedSplitter {
  readonly #length: number;
  #kept: Buffer = NOTHING;
  #line = 0;

  /** `length` in bytes. */
  constructor(length: number) {
    this.#length = length;
  }

  /** Records handed on so far. */
  get line(): number {
    return this.#line;
  }

  push(chunk: Buffer, onLine: OnLine): void {
    const length = this.#length;
    let start = 0;
    if (this.#kept.length > 0) {
      start = Math.min(length - this.#kept.length, chunk.length);
      this.#kept = Buffer.concat([this.#kept, chunk.subarray(0, start)]);
      if (this.#kept.length < length) return;
      this.#hand(this.#kept, 0, length, onLine);
      this.#kept = NOTHING;
    }
    for (; start + length <= chunk.length; start += length) this.#hand(chunk, start, start + length, onLine);
    if (start < chunk.length) this.#kept = Buffer.from(chunk.subarray(start));
  }

  end(onLine: OnLine): void {
    if (this.#kept.length > 0) this.#hand(this.#kept, 0, this.#kept.length, onLine);
  }

  #hand(bytes: Buffer, start: number, end: number, onLine: OnLine): void {
    this.#line += 1;
    onLine(bytes, start, end, this.#line, (this.#line - 1) * this.#length);
  }
}

/** The bytes of a file, uncompressed when its name ends in `.gz`. A broken archive throws from the stream. */
export function openBytes(file: string): Readable {
  const raw = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  if (!file.endsWith('.gz')) return raw;
  const unzipped = createGunzip({ chunkSize: CHUNK_BYTES });
  raw.on('error', (error) => unzipped.destroy(error));
  return raw.pipe(unzipped);
}
