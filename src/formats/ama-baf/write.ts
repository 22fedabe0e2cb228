import { BLOCK_BYTES, DESCRIPTOR_BYTES } from './framing.ts';
import type { BafFraming } from './framing.ts';
import { encodeFields } from './record-fields.ts';
import type { RecordFields } from './record-fields.ts';

export interface BafWriteOptions {
  readonly framing: BafFraming;
  /** Most bytes of a block with its descriptor; for blocks only. */
  readonly blockBytes?: number;
}

/** Assumed: blocks of 2,048 bytes are usual; a reader asks for no size. */
const BLOCK = 2048;
const LONGEST = 0xffff;

/** A length with its descriptor. @throws RangeError when it does not fit in two bytes. */
function descriptor(bytes: number, size: number): Buffer {
  if (bytes + size > LONGEST) throw new RangeError(`${bytes} bytes do not fit a descriptor.`);
  const word = Buffer.alloc(size);
  word.writeUInt16BE(bytes + size);
  return word;
}

/** A record with its descriptor. */
export function writeRecord(record: RecordFields, framing: BafFraming): Buffer {
  const body = encodeFields(record);
  return Buffer.concat([descriptor(body.length, DESCRIPTOR_BYTES[framing]), body]);
}

/** A file of records. @throws RangeError when a value does not fit its field or a record its block. */
export function writeBaf(
  records: readonly RecordFields[],
  { framing, blockBytes = BLOCK }: BafWriteOptions,
): Buffer {
  const written = records.map((record) => writeRecord(record, framing));
  return framing === 'blocks' ? Buffer.concat(toBlocks(written, blockBytes)) : Buffer.concat(written);
}

function toBlocks(records: readonly Buffer[], blockBytes: number): Buffer[] {
  const blocks: Buffer[] = [];
  let open: Buffer[] = [];
  let size = 0;
  const close = (): void => {
    if (size > 0) blocks.push(descriptor(size, BLOCK_BYTES), ...open);
    open = [];
    size = 0;
  };
  for (const record of records) {
    if (record.length + BLOCK_BYTES > blockBytes)
      throw new RangeError(`A record of ${record.length} bytes does not fit a block of ${blockBytes}.`);
    if (size + record.length + BLOCK_BYTES > blockBytes) close();
    open.push(record);
    size += record.length;
  }
  close();
  return blocks;
}
