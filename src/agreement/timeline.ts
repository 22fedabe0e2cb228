import type { TermEntry } from './term-entry.ts';

/** What one document says of one key: a value, a change of some fields, or that it is no more. */
export interface Version {
  /** null: removed. With a patch: the whole as it stood when the document was recorded. */
  readonly entry: TermEntry | null;
  /** The fields that a document sets; all others stay what the documents before it made them. */
  readonly patch?: Patch;
  /** Day from which the document has effect; undefined for the agreement as first made. */
  readonly effectiveOn?: string;
  /** When the document was recorded; undefined for the agreement as first made. */
  readonly recordedAt?: string;
  /** Id of the amendment or correction. */
  readonly by?: string;
}

export interface Patch {
  /** A field set to null is taken away. */
  readonly value: Readonly<Record<string, unknown>>;
  readonly clause?: string;
}

/** Answers kept of one timeline: a few tables on some hundred days. */
const KEPT_ANSWERS = 2_000;

/**
 * All versions of all terms and rows, asked at two times: `asOf` (a date: which terms are in force)
 * and `asKnown` (an instant: which documents had been recorded).
 */
export class Timeline {
  /** Of each key the agreement as first made, then documents by effect, then by record. */
  readonly #versions = new Map<string, Version[]>();
  /** Keys of rows by table, in the order written. */
  readonly #rowKeys = new Map<string, string[]>();
  /** What was worked out of these versions and asked for again. */
  readonly #worked = new Map<string, unknown>();

  add(key: string, version: Version): void {
    this.#worked.clear();
    if (!this.#versions.has(key)) this.#noteRow(key);
    const list = this.#versions.get(key);
    if (!list) this.#versions.set(key, [version]);
    else list.splice(list.findLastIndex((other) => !isBefore(version, other)) + 1, 0, version);
  }

  /** The same versions in a timeline of its own. */
  copy(): Timeline {
    const made = new Timeline();
    for (const [key, versions] of this.#versions) {
      made.#versions.set(key, [...versions]);
      made.#noteRow(key);
    }
    return made;
  }

  #noteRow(key: string): void {
    const table = tableOf(key);
    if (table === undefined) return;
    const keys = this.#rowKeys.get(table);
    if (keys) keys.push(key);
    else this.#rowKeys.set(table, [key]);
  }

  /** Keys `<table>#<id>` of a table's rows, in the order written. */
  rowKeys(table: string): readonly string[] {
    return this.#rowKeys.get(table) ?? [];
  }

  /**
   * What `work` makes of these versions under this name: the same thing as long as nothing is added. Never change it.
   * @param name says all that the answer depends on beside the versions.
   */
  worked<T>(name: string, work: () => T): T {
    if (this.#worked.has(name)) return this.#worked.get(name) as T;
    if (this.#worked.size >= KEPT_ANSWERS) this.#worked.clear();
    const made = work();
    this.#worked.set(name, made);
    return made;
  }

  keys(): IterableIterator<string> {
    return this.#versions.keys();
  }

  versions(key: string): readonly Version[] {
    return this.#versions.get(key) ?? [];
  }

  /**
   * The entry in force: the agreement's own entry of that day, changed by each document that was known
   * and had taken effect, the latest effect last.
   */
  find(key: string, asOf: string, asKnown?: string): TermEntry | undefined {
    let found: TermEntry | undefined;
    for (const version of this.versions(key)) {
      const { entry, effectiveOn, recordedAt } = version;
      if (effectiveOn !== undefined && effectiveOn > asOf) continue;
      if (recordedAt !== undefined && asKnown !== undefined && after(recordedAt, asKnown)) continue;
      if (entry === null) found = undefined;
      else if (!covers(entry, asOf)) continue;
      else if (version.patch === undefined) found = entry;
      else if (found) found = patched(found, entry, version.patch, version.by ?? '');
    }
    return found;
  }

  /** Days after `from`, up to `to`, on which something under a key that `concerns` holds may change. */
  changesBetween(from: string, to: string, concerns: (key: string) => boolean): string[] {
    const days = new Set<string>();
    for (const [key, versions] of this.#versions) {
      if (!concerns(key)) continue;
      for (const { entry, effectiveOn } of versions) {
        const ends =
          entry?.to === undefined ? undefined : Temporal.PlainDate.from(entry.to).add({ days: 1 }).toString();
        for (const day of [effectiveOn, entry?.from, ends]) {
          if (day !== undefined && day > from && day <= to) days.add(day);
        }
      }
    }
    return [...days].sort();
  }
}

function tableOf(key: string): string | undefined {
  const sign = key.indexOf('#');
  return sign < 0 ? undefined : key.slice(0, sign);
}

/** `before` with the fields of the patch; who says so and for how long is what the document's `entry` says. */
export function patched(before: TermEntry, entry: TermEntry, patch: Patch, by: string): TermEntry {
  return {
    ...entry,
    value: patchedValue(before.value, patch),
    citation: patch.clause ?? amendedCitation(before.citation, by),
  };
}

export const patchedValue = (
  before: Readonly<Record<string, unknown>>,
  patch: Patch,
): Record<string, unknown> =>
  Object.fromEntries(Object.entries({ ...before, ...patch.value }).filter(([, value]) => value !== null));

/** `III §9.4`, `a` → `III §9.4 (amended: a)`; a second document joins the first. */
const amendedCitation = (citation: string, by: string): string =>
  citation.endsWith(')') && citation.includes(' (amended: ')
    ? `${citation.slice(0, -1)}, ${by})`
    : `${citation} (amended: ${by})`;

const covers = (entry: TermEntry, day: string): boolean =>
  (entry.from === undefined || entry.from <= day) && (entry.to === undefined || day <= entry.to);

const after = (a: string, b: string): boolean => Temporal.Instant.compare(a, b) > 0;

function isBefore(a: Version, b: Version): boolean {
  const [ea, eb] = [a.effectiveOn ?? '', b.effectiveOn ?? ''];
  if (ea !== eb) return ea < eb;
  if (a.recordedAt === undefined || b.recordedAt === undefined)
    return a.recordedAt === undefined && b.recordedAt !== undefined;
  return Temporal.Instant.compare(a.recordedAt, b.recordedAt) < 0;
}
