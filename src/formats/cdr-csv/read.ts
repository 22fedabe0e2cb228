import type { Problem } from '../../base/problem.ts';
import { LineSplitter } from '../lines.ts';
import { CdrRows } from './line.ts';
import type { CdrRow } from './line.ts';

/** The problem of a file whose header cannot be used, or undefined. */
export function headerProblem(file: string, fault: string | undefined): Problem | undefined {
  if (fault === undefined) return undefined;
  return {
    id: 'cdr-csv/header',
    file,
    line: 1,
    sentence: `${fault} No row of the file can be read.`,
    cure: 'Write the header of docs/formats/cdr-csv.md.',
  };
}

/** Every row of a file in order. The generator's return value holds problems of the file as a whole. */
export async function* readCdrCsv(
  file: string,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<CdrRow, readonly Problem[]> {
  const splitter = new LineSplitter();
  const rows = new CdrRows();
  let ready: CdrRow[] = [];
  const take = (bytes: Buffer, start: number, end: number, line: number, offset: number): void => {
    const row = rows.read(bytes.subarray(start, end), line, offset);
    if (row) ready.push(row);
  };
  for await (const chunk of source) {
    splitter.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength), take);
    yield* ready;
    ready = [];
  }
  splitter.end(take);
  yield* ready;
  const problem = headerProblem(file, rows.headerFault);
  return problem ? [problem] : [];
}
