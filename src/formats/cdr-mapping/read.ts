import type { Problem } from '../../base/problem.ts';
import { LineSplitter } from '../lines.ts';
import type { MappedOutcome } from './record.ts';
import { MappedRows } from './rows.ts';
import type { CdrMapping } from './schema.ts';

/** The problem of a file whose header cannot be used, or undefined. */
export function mappedHeaderProblem(
  file: string,
  mapping: CdrMapping,
  fault: string | undefined,
): Problem | undefined {
  if (fault === undefined) return undefined;
  return {
    id: 'cdr-mapping/header',
    file,
    line: 1,
    sentence: `${fault} No row of the file can be read.`,
    cure: `Ask the sender for the columns of the mapping ${mapping.name}, or name the columns of the file in it.`,
  };
}

/** Every row of a file in order. The generator's return value holds problems of the file as a whole. */
export async function* readMapped(
  file: string,
  source: AsyncIterable<Uint8Array>,
  mapping: CdrMapping,
): AsyncGenerator<MappedOutcome, readonly Problem[]> {
  const splitter = new LineSplitter();
  const rows = new MappedRows(mapping);
  let ready: MappedOutcome[] = [];
  const take = (bytes: Buffer, start: number, end: number, line: number, offset: number): void => {
    const outcome = rows.read(bytes.subarray(start, end), line, offset);
    if (outcome) ready.push(outcome);
  };
  for await (const chunk of source) {
    splitter.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength), take);
    yield* ready;
    ready = [];
  }
  splitter.end(take);
  yield* ready;
  const problem = mappedHeaderProblem(file, mapping, rows.headerFault);
  return problem ? [problem] : [];
}
