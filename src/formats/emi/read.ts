import { EmiFile } from './emi-file.ts';
import type { EmiEnd, EmiOptions, OnEmiLine } from './emi-file.ts';
import { outcomeOf } from './outcome.ts';
import type { EmiOutcome } from './record.ts';

/**
 * Every line of a file in order. The generator's return value holds the control totals and their problems. Errors of the
 * source (a broken archive) are thrown after the lines before them.
 */
export async function* readEmi(
  file: string,
  source: AsyncIterable<Uint8Array>,
  options: EmiOptions = {},
): AsyncGenerator<EmiOutcome, EmiEnd> {
  const reader = new EmiFile(file, options);
  let ready: EmiOutcome[] = [];
  const take: OnEmiLine = (line) => ready.push(outcomeOf(line));
  try {
    for await (const chunk of source) {
      reader.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength), take);
      yield* ready;
      ready = [];
    }
  } catch (error) {
    reader.flush(take);
    yield* ready;
    throw error;
  }
  const end = reader.end(take);
  yield* ready;
  return end;
}
