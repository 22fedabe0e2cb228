import { FileChecker } from './file-checker.ts';
import type { BafEnd } from './file-checker.ts';
import {
  BLOCK_BYTES,
  DESCRIPTOR_BYTES,
  LOOK_BYTES,
  isBlock,
  isDescriptor,
  isRecord,
  isSurelyRecord,
  lengthAt,
  recogniseFraming,
} from './framing.ts';
import type { BafFraming } from './framing.ts';
import type { BafDamage } from './record.ts';
import { BafRecordReader } from './record-reader.ts';
import type { BafReaderOptions } from './record-reader.ts';

export interface BafStreamOptions extends BafReaderOptions {
  /** Recognised from the first record when it is left out. */
  readonly framing?: BafFraming;
}

/** Bytes of what is lost that are kept to be shown. */
const SHOWN_BYTES = 256;
/** Bytes from which text is told from records. */
const HEAD_BYTES = 512;
const NEXT_BYTES = BLOCK_BYTES + LOOK_BYTES;

/**
 * Cuts a stream of bytes, in chunks of any size, into records and hands each to `onRecord` in the one reader that it has. Bytes that belong
 * to no record are handed on as one damaged record up to the next place where a record surely begins.
 */
export class BafStream {
  readonly #reader: BafRecordReader;
  readonly #onRecord: (record: BafRecordReader) => void;
  readonly #checker: FileChecker;
  #framing: BafFraming | undefined;
  #descriptor = 4;
  #kept: Buffer = Buffer.alloc(0);
  #length = 0;
  /** Bytes without which nothing more can be read. */
  #need = NEXT_BYTES;
  /** Offset in the file of the first byte that is not handed on. */
  #offset = 0;
  #number = 0;
  /** Offset where the block should end; -1 before the first one. */
  #blockEnd = -1;
  #lostFrom = -1;
  #lostReason: BafDamage = 'framing';
  #lostShown: Buffer = Buffer.alloc(0);
  #head: Buffer = Buffer.alloc(0);
  readonly #declared: BafFraming | undefined;
  #ended = false;

  constructor(file: string, options: BafStreamOptions, onRecord: (record: BafRecordReader) => void) {
    this.#reader = new BafRecordReader(options);
    this.#onRecord = onRecord;
    this.#checker = new FileChecker(file);
    this.#declared = options.framing;
    if (options.framing) this.#frame(options.framing);
  }

  /** The framing that was given or recognised; undefined before and where there is none. */
  get framing(): BafFraming | undefined {
    return this.#framing;
  }

  /** Records handed on so far, lost bytes included. */
  get number(): number {
    return this.#number;
  }

  push(chunk: Buffer): void {
    if (this.#head.length < HEAD_BYTES)
      this.#head = Buffer.concat([this.#head, chunk.subarray(0, HEAD_BYTES - this.#head.length)]);
    if (this.#length === 0 && chunk.length >= this.#need) {
      const read = this.#walk(chunk);
      if (read < chunk.length) this.#append(chunk.subarray(read));
      return;
    }
    this.#append(chunk);
    if (this.#length < this.#need) return;
    const read = this.#walk(this.#kept.subarray(0, this.#length));
    this.#kept.copyWithin(0, read, this.#length);
    this.#length -= read;
  }

  /** Control totals and problems of the file; nothing is to be pushed after it. */
  end(): BafEnd {
    this.#ended = true;
    const kept = this.#kept.subarray(0, this.#length);
    const rest = kept.subarray(this.#walk(kept));
    if (rest.length > 0) this.#rest(rest);
    const lostFrom = this.#lostFrom;
    if (lostFrom >= 0) this.#handLost();
    return this.#checker.end({
      head: this.#head,
      bytes: this.#offset,
      framed: this.#framing !== undefined,
      declared: this.#declared,
      lostFrom,
    });
  }

  /** What the last byte leaves: a record that is cut. */
  #rest(rest: Buffer): void {
    if (this.#lostFrom >= 0) this.#lose(rest, 0, rest.length);
    else {
      this.#number += 1;
      this.#hand(this.#reader.lost(rest, rest.length, 'truncated', this.#number, this.#offset));
      this.#checker.truncated(this.#offset);
    }
    this.#offset += rest.length;
  }

  #frame(framing: BafFraming): void {
    this.#framing = framing;
    this.#descriptor = DESCRIPTOR_BYTES[framing];
  }

  /** Hands on all records that are whole; how many bytes that were. */
  #walk(bytes: Buffer): number {
    let at = 0;
    this.#need = 1;
    for (let step = 1; step > 0 && at < bytes.length; at += step) {
      step = this.#framing === undefined ? this.#unframed(bytes, at) : this.#step(bytes, at);
      this.#offset += step;
    }
    return at;
  }

  #wait(bytes: number): 0 {
    this.#need = bytes;
    return 0;
  }

  /** Bytes are lost until a record shows how the file is framed. 0 when more bytes are needed. */
  #unframed(bytes: Buffer, at: number): number {
    const left = bytes.length - at;
    if (left < NEXT_BYTES && !this.#ended) return this.#wait(NEXT_BYTES);
    const framing = recogniseFraming(bytes, at);
    if (!framing) return this.#lose(bytes, at, 1);
    const record = framing === 'blocks' ? at + BLOCK_BYTES : at;
    const wanted = record - at + lengthAt(bytes, record) + NEXT_BYTES;
    if (left < wanted && !this.#ended) return this.#wait(wanted);
    this.#frame(framing);
    if (this.#isFramed(bytes, record)) return this.#step(bytes, at);
    this.#framing = undefined;
    return this.#lose(bytes, at, 1);
  }

  /**
   * Whether another record or the end of the file follows. The first bytes of a file are also believed when the record fits its length, or is
   * cut; after lost bytes a length can fit by chance.
   */
  #isFramed(bytes: Buffer, at: number): boolean {
    const end = at + lengthAt(bytes, at);
    if (end > bytes.length) return this.#lostFrom < 0;
    if (this.#follows(bytes, end)) return true;
    if (this.#lostFrom >= 0) return false;
    return hasSureEnd(this.#reader.read(bytes, at, at + this.#descriptor, end, 0, 0));
  }

  /** Bytes of the next record, block descriptor or lost byte; 0 when more bytes are needed. */
  #step(bytes: Buffer, at: number): number {
    const descriptor = this.#descriptor;
    const left = bytes.length - at;
    if (left < NEXT_BYTES && !this.#ended) return this.#wait(NEXT_BYTES);
    if (this.#lostFrom >= 0) {
      if (this.#isBlock(bytes, at)) this.#handLost();
      else if (!isSurelyRecord(bytes, at, descriptor)) return this.#lose(bytes, at, 1);
      else this.#handLost();
    }
    if (isRecord(bytes, at, descriptor)) {
      const size = lengthAt(bytes, at);
      if (left >= size) return this.#record(bytes, at, size);
      if (!this.#ended) return this.#wait(size);
      const isCut = !this.#holdsRecord(bytes, at + 1, bytes.length);
      return isCut ? 0 : this.#lose(bytes, at, 1, 'record-length');
    }
    return this.#isBlock(bytes, at) ? this.#block(bytes, at) : this.#broken(bytes, at);
  }

  #isBlock(bytes: Buffer, at: number): boolean {
    return this.#framing === 'blocks' && isBlock(bytes, at);
  }

  #block(bytes: Buffer, at: number): number {
    if (this.#blockEnd >= 0 && this.#blockEnd !== this.#offset) this.#checker.wrongBlock(this.#offset);
    this.#blockEnd = this.#offset + lengthAt(bytes, at);
    return BLOCK_BYTES;
  }

  #record(bytes: Buffer, at: number, size: number): number {
    const reader = this.#reader;
    reader.read(bytes, at, at + this.#descriptor, at + size, this.#number + 1, this.#offset);
    if (!hasSureEnd(reader)) {
      if (bytes.length - at < size + NEXT_BYTES && !this.#ended) return this.#wait(size + NEXT_BYTES);
      const isWrong = reader.reason === 'record-length' && !this.#follows(bytes, at + size);
      if (isWrong || this.#holdsRecord(bytes, at + 1, at + size))
        return this.#lose(bytes, at, 1, 'record-length');
    }
    this.#number += 1;
    this.#hand(reader);
    return size;
  }

  /** Whether a record, a block or the end of the file stands where a record ends. */
  #follows(bytes: Buffer, at: number): boolean {
    return at === bytes.length || isRecord(bytes, at, this.#descriptor) || this.#isBlock(bytes, at);
  }

  /** Whether a record begins between two places: then the length of the one around it is wrong. */
  #holdsRecord(bytes: Buffer, from: number, to: number): boolean {
    const last = Math.min(to - 1, bytes.length - LOOK_BYTES);
    for (let at = from; at <= last; at++) if (isSurelyRecord(bytes, at, this.#descriptor)) return true;
    return false;
  }

  /** No identifier where a record should begin: a damaged record when another one follows where it ends, else lost bytes. */
  #broken(bytes: Buffer, at: number): number {
    const descriptor = this.#descriptor;
    const left = bytes.length - at;
    if (this.#ended && left < descriptor) return 0;
    if (!isDescriptor(bytes, at, descriptor)) return this.#lose(bytes, at, 1);
    const size = lengthAt(bytes, at);
    if (left < size + NEXT_BYTES && !this.#ended) return this.#wait(size + NEXT_BYTES);
    if (size > left || !this.#follows(bytes, at + size) || this.#holdsRecord(bytes, at + 1, at + size))
      return this.#lose(bytes, at, 1);
    this.#number += 1;
    this.#hand(this.#reader.read(bytes, at, at + descriptor, at + size, this.#number, this.#offset));
    return size;
  }

  #lose(bytes: Buffer, at: number, count: number, reason: BafDamage = 'framing'): number {
    if (this.#lostFrom < 0) {
      this.#lostFrom = this.#offset;
      this.#lostReason = reason;
      this.#lostShown = Buffer.alloc(0);
    }
    const room = SHOWN_BYTES - this.#lostShown.length;
    if (room > 0)
      this.#lostShown = Buffer.concat([this.#lostShown, bytes.subarray(at, at + Math.min(count, room))]);
    return count;
  }

  #handLost(): void {
    this.#number += 1;
    this.#checker.lost(this.#lostFrom, this.#offset);
    const count = this.#offset - this.#lostFrom;
    this.#hand(this.#reader.lost(this.#lostShown, count, this.#lostReason, this.#number, this.#lostFrom));
    this.#lostFrom = -1;
  }

  #hand(record: BafRecordReader): void {
    this.#checker.see(record);
    this.#onRecord(record);
  }

  #append(chunk: Buffer): void {
    const length = this.#length + chunk.length;
    if (length > this.#kept.length) {
      const larger = Buffer.alloc(Math.max(length, this.#kept.length * 2, 4096));
      this.#kept.copy(larger, 0, 0, this.#length);
      this.#kept = larger;
    }
    chunk.copy(this.#kept, this.#length);
    this.#length = length;
  }
}

/** Whether what is in the record, and not its length alone, says where it ends. */
function hasSureEnd({ kind, reason }: BafRecordReader): boolean {
  return (
    kind !== 'damaged' && reason !== 'structure-code' && reason !== 'module-code' && reason !== 'flagged'
  );
}
