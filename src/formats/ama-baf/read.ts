import type { BafEnd } from './file-checker.ts';
import type { BafOutcome } from './record.ts';
import { BafStream } from './stream.ts';
import type { BafStreamOptions } from './stream.ts';

/**
 * Every record of a file in order. The generator's return value holds the control totals and the problems of the file. Errors of the source
 * (a broken archive) are thrown after the records before them.
 */
export async function* readBaf(
  file: string,
  source: AsyncIterable<Uint8Array>,
  options: BafStreamOptions,
): AsyncGenerator<BafOutcome, BafEnd> {
  let ready: BafOutcome[] = [];
  const stream = new BafStream(file, options, (record) => ready.push(record.outcome()));
  for await (const chunk of source) {
    stream.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    yield* ready;
    ready = [];
  }
  const end = stream.end();
  yield* ready;
  return end;
}
