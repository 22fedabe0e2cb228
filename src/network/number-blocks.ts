import { readFileSync } from 'node:fs';
import type { Problem } from '../base/problem.ts';
import { readCsv } from '../agreement/table.ts';

/** A pooled thousands-block and the name of its holder. Being its holder does not make a carrier the serving one. */
export interface NumberBlockHolder {
  /** NPA, NXX and thousands digit as one integer of 7 digits. */
  readonly block: number;
  readonly holder: string;
}

/** Blocks with a holder. A block without one belongs to the holder of the whole code and is left out. */
export function readNumberBlocks(file: string): { blocks: NumberBlockHolder[]; problems: Problem[] } {
  const { lines, problems } = readCsv(file, readFileSync(file, 'utf8'));
  const blocks: NumberBlockHolder[] = [];
  const seen = new Map<number, number>();
  const wrong = (line: number, field: string, sentence: string, cure: string): void => {
    problems.push({ id: 'network/number-block', file, line, field, sentence, cure });
  };
  for (const { line, values } of lines) {
    const digits = `${values['npa'] ?? ''}${values['nxx'] ?? ''}${values['block'] ?? ''}`;
    if (!/^\d{7}$/.test(digits)) {
      wrong(line, 'npa, nxx, block', `"${digits}" is not a thousands-block.`, 'Write 3, 3 and 1 digits.');
      continue;
    }
    const block = Number(digits);
    const before = seen.get(block);
    if (before !== undefined)
      wrong(line, 'block', `The block stands also on line ${before}.`, 'Remove one of the rows.');
    else if (values['holder']) blocks.push({ block, holder: values['holder'] });
    seen.set(block, line);
  }
  return { blocks, problems };
}
