import type { Problem } from '../base/problem.ts';
import type { TermEntry } from './term-entry.ts';
import type { TableDef } from './vocabulary.ts';

/**
 * Rows that are tried in order stand in the file in that order, so that who reads the table from the top reads what is
 * tried first. Rows of documents come later and are ranked where they belong.
 */
export function checkRanks(entries: readonly TermEntry[], { ranked }: TableDef): Problem[] {
  if (ranked === undefined) return [];
  const { by, within } = ranked;
  const before = new Map<string, TermEntry>();
  return entries.flatMap((entry) => {
    const group = JSON.stringify(within.map((column) => entry.value[column] ?? null));
    const last = before.get(group);
    before.set(group, entry);
    if (last === undefined || Number(last.value[by]) <= Number(entry.value[by])) return [];
    return [
      {
        id: 'table/rank',
        file: entry.file,
        line: entry.line,
        also: { file: last.file, line: last.line },
        field: `${entry.key}.${by}`,
        sentence: `This row is tried at ${String(entry.value[by])} and stands below the one that is tried at ${String(last.value[by])}.`,
        cure: 'Put the rows in the order in which they are tried.',
        clause: entry.citation,
      },
    ];
  });
}
