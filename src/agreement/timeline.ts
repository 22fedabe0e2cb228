import type { TermEntry } from './term-entry.ts';

/** What one document says of one key: a value, or that it is no more. */
export interface Version {
  /** null: removed. */
  readonly entry: TermEntry | null;
  /** Day from which the document has effect; undefined for the agreement as first made. */
  readonly effectiveOn?: string;
  /** When the document was recorded; undefined for the agreement as first made. */
  readonly recordedAt?: string;
  /** Id of the amendment or correction. */
  readonly by?: string;
}

/**
 * All versions of all terms and rows, asked at two times: `asOf` (a date: which terms are in force)
 * and `asKnown` (an instant: which documents had been recorded).
 */
export class Timeline {
  readonly #versions = new Map<string, Version[]>();

  add(key: string, version: Version): void {
    const list = this.#versions.get(key);
    if (list) list.push(version);
    else this.#versions.set(key, [version]);
  }

  keys(): IterableIterator<string> {
    return this.#versions.keys();
  }

  versions(key: string): readonly Version[] {
    return this.#versions.get(key) ?? [];
  }

  /** The entry in force; the latest effective document that was known decides. */
  find(key: string, asOf: string, asKnown?: string): TermEntry | undefined {
    let best: Version | undefined;
    for (const version of this.versions(key)) {
      if (version.effectiveOn !== undefined && version.effectiveOn > asOf) continue;
      if (version.recordedAt !== undefined && asKnown !== undefined && after(version.recordedAt, asKnown))
        continue;
      if (version.effectiveOn === undefined && version.entry !== null && !covers(version.entry, asOf))
        continue;
      if (best === undefined || !isBefore(version, best)) best = version;
    }
    return best?.entry && covers(best.entry, asOf) ? best.entry : undefined;
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
