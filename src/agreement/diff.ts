import type { AgreementRef } from '../base/receipt.ts';
import { baseCitation } from './agreement.ts';
import type { Agreement, AgreementView } from './agreement.ts';
import { hasEffect } from './amendment.ts';
import type { Amendment } from './amendment.ts';
import { SECTION_CHANGES, diffSections } from './diff-sections.ts';
import type { MarkDiff, SectionChange, SectionDiff } from './diff-sections.ts';
import { TERM_CHANGES, diffTerms } from './diff-terms.ts';
import type { TermChange, TermDiff } from './diff-terms.ts';
import type { TableDef } from './vocabulary.ts';

export type { DiffedSection, MarkDiff, SectionDiff } from './diff-sections.ts';
export type { DiffedTerm, FieldDiff, TermDiff } from './diff-terms.ts';

/** An amendment or correction that only one side knows, or that only one side's day has reached. */
export interface DocumentDiff {
  readonly change: 'added' | 'removed';
  readonly id: string;
  readonly title: string;
  readonly kind: Amendment['kind'];
  readonly effectiveOn?: string;
  readonly recordedAt: string;
  readonly clause: string;
  /** As filed; a pending or rejected one holds nothing. */
  readonly approval?: NonNullable<Amendment['approval']>;
  /** Whether it has taken effect on the day that its side is asked on. */
  readonly inForce: boolean;
}

/** Which agreement one side of a comparison is, and on what day, as known when. */
export interface DiffSide {
  readonly agreement: AgreementRef;
  readonly asOf: string;
  /** null: all that is recorded. */
  readonly asKnown: string | null;
}

/** What differs between two agreements, two versions of one, or one at two times; in the order of the contract. */
export interface AgreementDiff {
  readonly before: DiffSide;
  readonly after: DiffSide;
  readonly counts: {
    readonly terms: Readonly<Record<TermChange, number>>;
    readonly sections: Readonly<Record<SectionChange, number>>;
    readonly marks: Readonly<Record<MarkDiff['change'], number>>;
    readonly documents: Readonly<Record<DocumentDiff['change'], number>>;
  };
  readonly terms: readonly TermDiff[];
  readonly sections: readonly SectionDiff[];
  /** What is not executed on one side only. */
  readonly marks: readonly MarkDiff[];
  readonly documents: readonly DocumentDiff[];
}

/**
 * Compares what two views say: terms and rows field by field, the words of sections, marks of what is not executed.
 * @param tables lets a row be found again under another id, by what it is about.
 */
export function diffAgreements(
  a: AgreementView,
  b: AgreementView,
  tables: readonly TableDef[] = [],
): AgreementDiff {
  const order = orderOf(a.agreement, b.agreement);
  const { sections, marks } = diffSections(a.agreement, b.agreement);
  const terms = inOrder(diffTerms(a, b, tables), order, ({ before, after }) => (before ?? after)?.clause);
  const documents = diffDocuments(a, b);
  const count = <T extends string>(kinds: readonly T[], found: readonly { change: T }[]): Record<T, number> =>
    Object.fromEntries(
      kinds.map((kind) => [kind, found.filter(({ change }) => change === kind).length]),
    ) as Record<T, number>;
  return {
    before: sideOf(a),
    after: sideOf(b),
    counts: {
      terms: count(TERM_CHANGES, terms),
      sections: count(SECTION_CHANGES, sections),
      marks: count(['added', 'removed'], marks),
      documents: count(['added', 'removed'], documents),
    },
    terms,
    sections: inOrder(sections, order, ({ before, after }) => (before ?? after)?.clause),
    marks: inOrder(marks, order, ({ clause }) => clause),
    documents,
  };
}

/** Whether nothing differs: no term, no word, no mark, no document. */
export const isSame = ({ terms, sections, marks, documents }: AgreementDiff): boolean =>
  terms.length + sections.length + marks.length + documents.length === 0;

const sideOf = ({ agreement, asOf, asKnown }: AgreementView): DiffSide => ({
  agreement: agreement.ref,
  asOf,
  asKnown: asKnown ?? null,
});

/** Place of each citation: as the first contract has it, what only the second has right after what it follows there. */
function orderOf(a: Agreement, b: Agreement): Map<string, number> {
  const citations = (agreement: Agreement): string[] =>
    agreement.sections.flatMap(({ citation, passages }) => [
      citation,
      ...passages.map((passage) => passage.citation).filter((own) => own !== citation),
    ]);
  const merged = new Set(citations(a));
  const following = new Map<string, string[]>();
  let last = '';
  for (const citation of citations(b)) {
    if (merged.has(citation)) last = citation;
    else following.set(last, [...(following.get(last) ?? []), citation]);
  }
  const all = [
    ...(following.get('') ?? []),
    ...[...merged].flatMap((citation) => [citation, ...(following.get(citation) ?? [])]),
  ];
  return new Map(all.map((citation, index) => [citation, index]));
}

/** Sorted by clause; what cites no section of either, an amendment for one, comes last. */
function inOrder<T>(
  items: readonly T[],
  order: ReadonlyMap<string, number>,
  clauseOf: (item: T) => string | undefined,
): T[] {
  const place = (item: T): number => order.get(baseCitation(clauseOf(item) ?? '')) ?? order.size;
  return [...items].sort((x, y) => place(x) - place(y));
}

function diffDocuments(a: AgreementView, b: AgreementView): DocumentDiff[] {
  const [left, right] = [known(a), known(b)];
  const only = (mine: Known, other: Known, change: DocumentDiff['change']): DocumentDiff[] =>
    [...mine.values()].flatMap(({ amendment, inForce }) => {
      const there = other.get(amendment.id);
      if (there !== undefined && (there.inForce || !inForce)) return [];
      const { id, title, kind, effectiveOn, recordedAt, citation, approval } = amendment;
      return [
        {
          change,
          id,
          title,
          kind,
          ...(effectiveOn === undefined ? {} : { effectiveOn }),
          recordedAt,
          clause: citation,
          ...(approval === undefined ? {} : { approval }),
          inForce,
        },
      ];
    });
  return [...only(left, right, 'removed'), ...only(right, left, 'added')];
}

type Known = ReadonlyMap<string, { readonly amendment: Amendment; readonly inForce: boolean }>;

const known = ({ agreement, asOf, asKnown }: AgreementView): Known =>
  new Map(
    agreement.amendments
      .filter(({ recordedAt }) => asKnown === undefined || Temporal.Instant.compare(recordedAt, asKnown) <= 0)
      .map((amendment) => [
        amendment.id,
        { amendment, inForce: hasEffect(amendment) && (amendment.effectiveOn ?? '') <= asOf },
      ]),
  );
