import type { Problem } from '../base/problem.ts';
import type { TermEntry } from './term-entry.ts';
import type { TableDef } from './vocabulary.ts';

/**
 * Two statements of the same thing on the same day are an error: the same term twice, or two rows with
 * the same identity, unless their dates do not meet.
 */
export function checkOverlaps(entries: readonly TermEntry[], tables: readonly TableDef[]): Problem[] {
  const groups = new Map<string, TermEntry[]>();
  for (const entry of entries) {
    const identity = identityOf(entry, tables);
    groups.set(identity, [...(groups.get(identity) ?? []), entry]);
  }
  const problems: Problem[] = [];
  for (const group of groups.values()) {
    group.forEach((entry, index) => {
      const other = group.slice(0, index).find((before) => meets(before, entry));
      if (!other) return;
      problems.push({
        id: 'agreement/overlap',
        file: entry.file,
        line: entry.line,
        field: entry.key,
        sentence: `"${entry.key}" (${entry.citation}) says on the same days what "${other.key}" (${other.citation}) on ${other.file}:${other.line} says.`,
        cure: 'End one before the other begins, or remove one.',
        clause: entry.citation,
      });
    });
  }
  return problems;
}

function identityOf(entry: TermEntry, tables: readonly TableDef[]): string {
  const [name, id] = entry.key.split('#');
  if (id === undefined) return entry.key;
  const columns = tables.find((table) => table.name === name)?.identity ?? [];
  return JSON.stringify([name, ...columns.map((column) => entry.value[column] ?? '')]);
}

const meets = (a: TermEntry, b: TermEntry): boolean =>
  (a.from ?? '') <= (b.to ?? '9999') && (b.from ?? '') <= (a.to ?? '9999');
