import { packSmall } from './pack-bits.ts';
import { pushVarint } from './thrift.ts';

/**
 * Small numbers from 0 below 2^width in Parquet's hybrid of runs and packed bits: one run when all are equal, packed bits otherwise.
 * `length` numbers are taken from `values`.
 */
export function hybrid(values: Int32Array, length: number, width: number): Buffer {
  const first = values[0] ?? 0;
  let same = 1;
  while (same < length && values[same] === first) same += 1;
  if (same >= length) return run(first, length, width);
  const groups = Math.ceil(length / 8);
  const head: number[] = [];
  pushVarint(head, groups * 2 + 1);
  const bytes = Buffer.alloc(head.length + groups * width);
  bytes.set(head);
  packSmall(bytes, head.length, values, length, width);
  return bytes;
}

/** `length` times the same number. */
export function run(value: number, length: number, width: number): Buffer {
  const bytes: number[] = [];
  pushVarint(bytes, length * 2);
  for (let bits = 0, rest = value; bits < width; bits += 8, rest = Math.floor(rest / 256))
    bytes.push(rest % 256);
  return Buffer.from(bytes);
}
