import type { Problem } from '../base/problem.ts';
import type { TermEntry } from './term-entry.ts';
import type { Timeline } from './timeline.ts';
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
  const problems: Problem[] = entries
    .filter((entry) => (entry.from ?? '') > (entry.to ?? '9999'))
    .map((entry) => ({
      id: 'agreement/empty-span',
      file: entry.file,
      line: entry.line,
      field: entry.key,
      sentence: `"${entry.key}" ends on ${entry.to ?? ''}, before it begins on ${entry.from ?? ''}.`,
      cure: 'Correct one of the dates.',
      clause: entry.citation,
    }));
  for (const group of groups.values()) {
    group.forEach((entry, index) => {
      const other = group.slice(0, index).find((before) => meets(before, entry));
      if (!other) return;
      problems.push({
        id: 'agreement/overlap',
        file: entry.file,
        line: entry.line,
        also: { file: other.file, line: other.line },
        field: entry.key,
        sentence: `"${entry.key}" (${entry.citation}) says on the same days what "${other.key}" (${other.citation}) on ${other.file}:${other.line} says.`,
        cure: 'End one before the other begins, or remove one.',
        clause: entry.citation,
      });
    });
  }
  return problems;
}

/** Rows that an amendment makes the same thing as another row on the day on which it takes effect. */
export function checkAmendedOverlaps(timeline: Timeline, tables: readonly TableDef[]): Problem[] {
  const keys = [...timeline.keys()];
  return keys.flatMap((key) =>
    timeline.versions(key).flatMap(({ by, effectiveOn }) => {
      if (by === undefined || effectiveOn === undefined || !key.includes('#')) return [];
      const entry = timeline.find(key, effectiveOn);
      if (!entry) return [];
      const table = key.slice(0, key.indexOf('#') + 1);
      const same = keys
        .filter((other) => other !== key && other.startsWith(table))
        .map((other) => timeline.find(other, effectiveOn))
        .find((other) => other && identityOf(other, tables) === identityOf(entry, tables));
      if (!same) return [];
      return [
        {
          id: 'agreement/overlap',
          file: entry.file,
          line: entry.line,
          also: { file: same.file, line: same.line },
          field: key,
          sentence: `"${key}" says from ${effectiveOn} on what "${same.key}" (${same.citation}) on ${same.file}:${same.line} says.`,
          cure: 'Set the row that is there, or remove it in the same document.',
          clause: entry.citation,
        },
      ];
    }),
  );
}

function identityOf(entry: TermEntry, tables: readonly TableDef[]): string {
  const [name, id] = entry.key.split('#');
  if (id === undefined) return entry.key;
  const columns = tables.find((table) => table.name === name)?.identity ?? [];
  return JSON.stringify([name, ...columns.map((column) => entry.value[column] ?? '')]);
}

const meets = (a: TermEntry, b: TermEntry): boolean =>
  (a.from ?? '') <= (b.to ?? '9999') && (b.from ?? '') <= (a.to ?? '9999');
