import assert from 'node:assert/strict';
import { LineSplitter } from '../../src/formats/lines.ts';

/** Hands on each physical line of the bytes, cut into chunks of a size that the bytes themselves choose. */
export function eachLine(bytes: Buffer, take: (line: Buffer, number: number, offset: number) => void): void {
  const splitter = new LineSplitter();
  const size = 1 + (bytes.length % 257);
  let [lines, last] = [0, -1];
  const onLine = (chunk: Buffer, start: number, end: number, number: number, offset: number): void => {
    lines += 1;
    assert.equal(number, lines);
    assert.ok(offset > last && offset <= bytes.length, 'offsets grow and stay within the file');
    last = offset;
    take(chunk.subarray(start, end), number, offset);
  };
  for (let at = 0; at < bytes.length; at += size) splitter.push(bytes.subarray(at, at + size), onLine);
  splitter.end(onLine);
}
