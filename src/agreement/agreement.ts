import type { Problem } from '../base/problem.ts';
import type { AgreementRef, TermUse } from '../base/receipt.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Amendment } from './amendment.ts';
import type { Section } from './article.ts';
import type { Manifest } from './manifest.ts';
import type { TermEntry } from './term-entry.ts';
import type { Tariff } from './tariff.ts';
import type { Timeline } from './timeline.ts';
import type { Provenance, TableDef, TermDef } from './vocabulary.ts';

/** A term in force, with where it is written and how sure it is. */
export interface Term<T> {
  readonly key: string;
  readonly value: T;
  readonly citation: string;
  readonly provenance: Provenance;
  readonly source: string;
  readonly file: string;
  readonly line: number;
}

/** A row of a table in force. */
export interface TableRow<T> extends Term<T> {
  readonly id: string;
  readonly from?: string;
  readonly to?: string;
}

/**
 * After every dated end: what is in force on it has none. For checks of the agreement as a whole; a question about
 * something that happened asks on its own day.
 */
export const OPEN_END = '9999-12-31';

/** ` on 2026-10-31`, or, for checks of the whole, that it must have no end. */
export const onDay = (asOf: string): string =>
  asOf === OPEN_END ? ' that has no end' : ` in force on ${asOf}`;

/** For a receipt's step. */
export const termUse = (term: Term<unknown>): TermUse => ({
  key: term.key,
  value: term.value,
  provenance: term.provenance,
});

/** `clause` and `term` of a step that used this term. */
export const cited = (term: Term<unknown>): { clause: string; term: TermUse } => ({
  clause: term.citation,
  term: termUse(term),
});

/** One agreement, one variant: text, terms over time, and the law beside it. */
export class Agreement {
  readonly ref: AgreementRef;
  readonly dir: string;
  readonly manifest: Manifest;
  /** Sections in the order of the contract, law last. */
  readonly sections: readonly Section[];
  readonly amendments: readonly Amendment[];
  readonly timeline: Timeline;
  /** What the agreement leaves to be settled, found when it was loaded: prices to be determined. */
  readonly open: Problem[] = [];
  /** Tariffs of its parties. They lie beside it: no look-up of a term or row sees them. */
  readonly tariffs: readonly Tariff[];

  constructor(parts: {
    ref: AgreementRef;
    dir: string;
    manifest: Manifest;
    sections: readonly Section[];
    amendments: readonly Amendment[];
    timeline: Timeline;
    tariffs?: readonly Tariff[];
  }) {
    this.ref = parts.ref;
    this.dir = parts.dir;
    this.manifest = parts.manifest;
    this.sections = parts.sections;
    this.amendments = parts.amendments;
    this.timeline = parts.timeline;
    this.tariffs = parts.tariffs ?? [];
  }

  /** `missouri-2006/centurytel`: one agreement in the database. */
  get id(): string {
    return `${this.ref.id}/${this.ref.variant}`;
  }

  get timeZone(): string {
    return this.manifest.timeZone;
  }

  /** Party ids by role in this variant. */
  get parties(): { readonly ilec: string; readonly clec: string } {
    const variant = this.manifest.variants[this.ref.variant];
    if (!variant) throw new Error(`No variant ${this.ref.variant}.`);
    return { ilec: variant.ilec, clec: variant.clec };
  }

  /** The party of a role, or the party itself when its id is given; undefined for a stranger. */
  party(nameOrRole: string): string | undefined {
    const { ilec, clec } = this.parties;
    if (nameOrRole === 'ilec' || nameOrRole === ilec) return ilec;
    if (nameOrRole === 'clec' || nameOrRole === clec) return clec;
    return undefined;
  }

  at(asOf: string, asKnown?: string): AgreementView {
    return new AgreementView(this, asOf, asKnown);
  }

  /** Spans of [from, to] within which no row of these tables and none of these terms changes. */
  periods(defs: readonly (TableDef | TermDef)[], from: string, to: string): { from: string; to: string }[] {
    const concerns = (key: string): boolean =>
      defs.some((def) => {
        if ('name' in def) return key.startsWith(`${def.name}#`);
        return def.key.endsWith('.*') ? key.startsWith(def.key.slice(0, -1)) : key === def.key;
      });
    return periodsBetween(this.timeline.changesBetween(from, to, concerns), from, to);
  }

  /** The section that a citation names, of the agreement or of a tariff; a paragraph's citation gives its section. */
  section(citation: string): Section | undefined {
    const bare = baseCitation(citation);
    const all = [...this.sections, ...this.tariffs.flatMap((tariff) => tariff.sections)];
    return (
      all.find((section) => section.citation === bare) ??
      all.find((section) => section.passages.some((passage) => passage.citation === bare))
    );
  }

  /** The words of the contract at a citation: one paragraph, or a section's text. */
  clauseText(citation: string): string | undefined {
    const bare = baseCitation(citation);
    const section = this.section(bare);
    if (!section) return this.amendments.find((amendment) => amendment.citation === bare)?.text;
    const paragraph = section.passages.filter((passage) => passage.citation === bare);
    const chosen = section.citation === bare || paragraph.length === 0 ? section.passages : paragraph;
    return chosen.map((passage) => passage.text).join('\n\n');
  }
}

/** `III §9.4 (amended: x, y)` → `III §9.4`. */
export const baseCitation = (citation: string): string => citation.replace(/ \(amended: [^)]*\)$/, '');

/** The agreement on one day, as known at one moment. Rules read terms from nothing else. */
export class AgreementView {
  readonly agreement: Agreement;
  readonly asOf: string;
  readonly asKnown: string | undefined;

  constructor(agreement: Agreement, asOf: string, asKnown: string | undefined) {
    this.agreement = agreement;
    this.asOf = asOf;
    this.asKnown = asKnown;
  }

  /** The term in force, or a problem that says it is missing. `member` names one of a family `x.*`. */
  term<T>(def: TermDef<T>, member?: string): Result<Term<T>> {
    const key = member === undefined ? def.key : def.key.replace('*', () => member);
    const entry = this.#find(key);
    return entry ? ok(toTerm<T>(entry)) : fail(this.missing(key));
  }

  /** The term in force, or undefined where an agreement may be without it. */
  optional<T>(def: TermDef<T>, member?: string): Term<T> | undefined {
    const result = this.term(def, member);
    return result.ok ? result.value : undefined;
  }

  /** Names of the members of a family in force, in the order written. */
  members(def: TermDef): string[] {
    const prefix = def.key.slice(0, -1);
    return [...this.agreement.timeline.keys()]
      .filter((key) => key.startsWith(prefix) && this.#find(key) !== undefined)
      .map((key) => key.slice(prefix.length));
  }

  /** Rows of a table in force, in the order written. */
  rows<T>(def: TableDef<T>): readonly TableRow<T>[] {
    return rowsInForce(this.agreement.timeline, def, this.asOf, this.asKnown);
  }

  missing(key: string): Problem {
    return {
      id: 'agreement/missing-term',
      field: key,
      sentence: `Agreement ${this.agreement.id} has no term "${key}"${onDay(this.asOf)}.`,
      cure: 'Add it to the section that says it, or ask for a date on which it is in force.',
    };
  }

  #find(key: string): TermEntry | undefined {
    return this.agreement.timeline.find(key, this.asOf, this.asKnown);
  }
}

/** Rows of a table in force on a day, in the order written. */
export function rowsInForce<T>(
  timeline: Timeline,
  def: TableDef<T>,
  asOf: string,
  asKnown?: string,
): readonly TableRow<T>[] {
  return timeline.worked(`rows ${def.name} ${asOf} ${asKnown ?? ''}`, () =>
    timeline.rowKeys(def.name).flatMap((key) => {
      const entry = timeline.find(key, asOf, asKnown);
      if (!entry) return [];
      return [
        {
          ...toTerm<T>(entry),
          id: key.slice(def.name.length + 1),
          ...(entry.from === undefined ? {} : { from: entry.from }),
          ...(entry.to === undefined ? {} : { to: entry.to }),
        },
      ];
    }),
  );
}

/** [from, to] cut at these days, each of which begins a span. */
export function periodsBetween(
  changes: readonly string[],
  from: string,
  to: string,
): { from: string; to: string }[] {
  const starts = [from, ...changes];
  return starts.map((start, index) => {
    const next = starts[index + 1];
    return {
      from: start,
      to: next === undefined ? to : Temporal.PlainDate.from(next).subtract({ days: 1 }).toString(),
    };
  });
}

function toTerm<T>(entry: TermEntry): Term<T> {
  return {
    key: entry.key,
    value: entry.value as T,
    citation: entry.citation,
    provenance: entry.provenance,
    source: entry.source,
    file: entry.file,
    line: entry.line,
  };
}
