import { canonicalJson } from '../base/canonical.ts';
import { baseCitation } from './agreement.ts';
import type { AgreementView } from './agreement.ts';
import type { TermEntry } from './term-entry.ts';
import type { Provenance, TableDef } from './vocabulary.ts';

/** A term or row as one side of a comparison says it. */
export interface DiffedTerm {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** With the amendments that made it so: `III §9.4 (amended: x)`. */
  readonly clause: string;
  readonly provenance: Provenance;
  readonly source: string;
  readonly file: string;
  readonly line: number;
  /** First and last day in force; none is unbounded. */
  readonly from?: string;
  readonly to?: string;
}

/** One field that differs; a value carries its unit. Without `before` it is new, without `after` it is gone. */
export interface FieldDiff {
  /** `rate`, `bands.0.length`. */
  readonly field: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/**
 * How a term differs. `changed`: its value or its last day; `moved`: the same value under another section;
 * `restated`: the same value in the same section, from another source or of another provenance.
 */
export const TERM_CHANGES = ['added', 'removed', 'changed', 'moved', 'restated'] as const;
export type TermChange = (typeof TERM_CHANGES)[number];

export interface TermDiff {
  readonly change: TermChange;
  /** Key of a term, or `table#row`; that of the second side where a row has another id there. */
  readonly key: string;
  readonly before?: DiffedTerm;
  readonly after?: DiffedTerm;
  /** What differs within the value, and `effectiveTo`. */
  readonly fields: readonly FieldDiff[];
}

/** Every term and row in force on one side and not, or not so, on the other; in no order. */
export function diffTerms(a: AgreementView, b: AgreementView, tables: readonly TableDef[]): TermDiff[] {
  const [left, right] = [entriesOf(a), entriesOf(b)];
  const found: TermDiff[] = [];
  const removed: TermEntry[] = [];
  for (const [key, before] of left) {
    const after = right.get(key);
    if (after === undefined) removed.push(before);
    else found.push(...compared(before, after));
  }
  const added = [...right.values()].filter(({ key }) => !left.has(key));
  const pairs = sameThings(removed, added, tables);
  for (const [before, after] of pairs) found.push(...compared(before, after));
  const paired = new Set([...pairs].flat());
  for (const entry of removed)
    if (!paired.has(entry))
      found.push({ change: 'removed', key: entry.key, before: shown(entry), fields: [] });
  for (const entry of added)
    if (!paired.has(entry)) found.push({ change: 'added', key: entry.key, after: shown(entry), fields: [] });
  return found;
}

function entriesOf(view: AgreementView): Map<string, TermEntry> {
  const { timeline } = view.agreement;
  return new Map(
    [...timeline.keys()].flatMap((key) => {
      const entry = timeline.find(key, view.asOf, view.asKnown);
      return entry === undefined ? [] : [[key, entry] as const];
    }),
  );
}

/** Whether two entries say the same thing for the same time; where and why they say it may differ. */
const saysTheSame = (a: TermEntry | undefined, b: TermEntry | undefined): boolean =>
  a === b ||
  (a !== undefined && b !== undefined && a.to === b.to && canonicalJson(a.value) === canonicalJson(b.value));

function compared(before: TermEntry, after: TermEntry): TermDiff[] {
  const both = { key: after.key, before: shown(before), after: shown(after) };
  if (!saysTheSame(before, after))
    return [{ change: 'changed', ...both, fields: fieldDiffs(withEnd(before), withEnd(after)) }];
  if (baseCitation(before.citation) !== baseCitation(after.citation))
    return [{ change: 'moved', ...both, fields: [] }];
  const isSame = before.provenance === after.provenance && before.source === after.source;
  return isSame ? [] : [{ change: 'restated', ...both, fields: [] }];
}

const withEnd = ({ value, to }: TermEntry): Record<string, unknown> =>
  to === undefined ? { ...value } : { ...value, effectiveTo: to };

const shown = (entry: TermEntry): DiffedTerm => ({
  key: entry.key,
  value: entry.value,
  clause: entry.citation,
  provenance: entry.provenance,
  source: entry.source,
  file: entry.file,
  line: entry.line,
  ...(entry.from === undefined ? {} : { from: entry.from }),
  ...(entry.to === undefined ? {} : { to: entry.to }),
});

/** Fields that differ, down into objects and into lists of one length; other lists as a whole. */
export function fieldDiffs(before: unknown, after: unknown, path = ''): FieldDiff[] {
  if (canonicalJson(before) === canonicalJson(after) && (before === undefined) === (after === undefined))
    return [];
  const lists = Array.isArray(before) && Array.isArray(after) && before.length === after.length;
  if (!lists && (!isRecord(before) || !isRecord(after))) {
    return [
      {
        field: path,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      },
    ];
  }
  const [left, right] = [before as Record<string, unknown>, after as Record<string, unknown>];
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return names.flatMap((name) => fieldDiffs(left[name], right[name], path === '' ? name : `${path}.${name}`));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/**
 * Rows of one table that name one thing under two ids: those whose identity columns agree, where only one row on
 * each side has them.
 */
function sameThings(
  removed: readonly TermEntry[],
  added: readonly TermEntry[],
  tables: readonly TableDef[],
): [TermEntry, TermEntry][] {
  const byThing = (entries: readonly TermEntry[]): Map<string, TermEntry[]> =>
    Map.groupBy(entries, (entry) => thingOf(entry, tables) ?? `#${entry.key}`);
  const there = byThing(added);
  return [...byThing(removed)].flatMap(([thing, before]): [TermEntry, TermEntry][] => {
    const after = there.get(thing);
    const [one, other] = [before[0], after?.[0]];
    return one && other && before.length === 1 && after?.length === 1 ? [[one, other]] : [];
  });
}

/** What a row of a table is about, from its identity columns; undefined for a term. */
export function thingOf(
  entry: Pick<TermEntry, 'key' | 'value'>,
  tables: readonly TableDef[],
): string | undefined {
  const [name, id] = entry.key.split('#');
  const def = id === undefined ? undefined : tables.find((table) => table.name === name);
  return def && canonicalJson([name, ...def.identity.map((column) => entry.value[column] ?? null)]);
}
