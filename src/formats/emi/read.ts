import type { Problem } from '../../base/problem.ts';
import { LineSplitter } from '../lines.ts';
import { EmiLine } from './line.ts';
import { PackChecker } from './packs.ts';
import type { PackControl } from './packs.ts';
import type { EmiOutcome } from './record.ts';

/** What reading a whole file leaves beside its lines. */
export interface EmiEnd {
  readonly controls: readonly PackControl[];
  readonly problems: readonly Problem[];
}

/**
 * Every line of a file in order. The generator's return value holds the control totals and their problems. Errors of the
 * source (a broken archive) are thrown after the lines before them.
 */
export async function* readEmi(
  file: string,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<EmiOutcome, EmiEnd> {
  const splitter = new LineSplitter();
  const line = new EmiLine();
  const packs = new PackChecker(file);
  let ready: EmiOutcome[] = [];
  const take = (bytes: Buffer, start: number, end: number, number: number, offset: number): void => {
    packs.see(line.read(bytes, start, end, number, offset));
    ready.push(line.outcome());
  };
  for await (const chunk of source) {
    splitter.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength), take);
    yield* ready;
    ready = [];
  }
  splitter.end(take);
  yield* ready;
  packs.finish(splitter.line);
  return { controls: packs.controls, problems: packs.problems };
}
