import type { Agreement } from './agreement.ts';
import type { Section } from './article.ts';

/** A section as one side of a comparison has it. */
export interface DiffedSection {
  readonly clause: string;
  readonly heading: string;
  /** Its words, paragraphs parted by an empty line. */
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

/** How a section differs; `moved`: the same words under another number. */
export const SECTION_CHANGES = ['added', 'removed', 'changed', 'moved'] as const;
export type SectionChange = (typeof SECTION_CHANGES)[number];

export interface SectionDiff {
  readonly change: SectionChange;
  readonly before?: DiffedSection;
  readonly after?: DiffedSection;
  /** Paragraphs of a changed section that differ: one that is new has no `before`, one that is gone no `after`. */
  readonly paragraphs: readonly { readonly before?: string; readonly after?: string }[];
}

/** A mark that what a section says is not executed, which only one side has. */
export interface MarkDiff {
  readonly change: 'added' | 'removed';
  readonly clause: string;
  readonly reason: string;
  readonly file: string;
  readonly line: number;
}

/** Sections whose words differ or stand elsewhere, and marks of what is not executed; in no order. */
export function diffSections(a: Agreement, b: Agreement): { sections: SectionDiff[]; marks: MarkDiff[] } {
  const pairs = pairSections(a.sections, b.sections);
  const sections = pairs.flatMap(({ before, after }): SectionDiff[] => {
    if (before === undefined || after === undefined) {
      return [
        {
          change: before === undefined ? 'added' : 'removed',
          ...(before ? { before: shown(before) } : {}),
          ...(after ? { after: shown(after) } : {}),
          paragraphs: [],
        },
      ];
    }
    const both = { before: shown(before), after: shown(after) };
    if (wordsOf(before) !== wordsOf(after) || titleOf(before) !== titleOf(after)) {
      const paragraphs = diffParagraphs(paragraphsOf(before), paragraphsOf(after));
      return [{ change: 'changed', ...both, paragraphs }];
    }
    return before.citation === after.citation ? [] : [{ change: 'moved', ...both, paragraphs: [] }];
  });
  return { sections, marks: pairs.flatMap(({ before, after }) => diffMarks(before, after)) };
}

interface Pair {
  readonly before?: Section;
  readonly after?: Section;
}

/** The same number and words first, then the same words under any number, then the same number. */
function pairSections(left: readonly Section[], right: readonly Section[]): Pair[] {
  const pairs: Pair[] = [];
  let [a, b] = [[...left], [...right]];
  for (const key of [
    (section: Section) => JSON.stringify([section.citation, titleOf(section), wordsOf(section)]),
    (section: Section) => JSON.stringify([titleOf(section), wordsOf(section)]),
    (section: Section) => section.citation,
  ]) {
    const rights = Map.groupBy(b, key);
    const lefts = Map.groupBy(a, key);
    const taken = new Set<Section>();
    for (const [name, [before, ...more]] of lefts) {
      const [after, ...others] = rights.get(name) ?? [];
      if (!before || !after || more.length > 0 || others.length > 0) continue;
      pairs.push({ before, after });
      taken.add(before).add(after);
    }
    [a, b] = [a.filter((section) => !taken.has(section)), b.filter((section) => !taken.has(section))];
  }
  return [...pairs, ...a.map((before) => ({ before })), ...b.map((after) => ({ after }))];
}

/** The heading without its number. */
const titleOf = ({ heading }: Section): string => heading.replace(/^\d+(?:\.\d+)*[.)]?\s*/, '').trim();

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
const paragraphsOf = ({ passages }: Section): string[] => passages.map(({ text }) => plain(text));
const wordsOf = (section: Section): string => paragraphsOf(section).join('\n\n');

const shown = (section: Section): DiffedSection => ({
  clause: section.citation,
  heading: section.heading,
  text: section.passages.map(({ text }) => text).join('\n\n'),
  file: section.file,
  line: section.line,
});

/** What differs between two lists of paragraphs; what both keep in order is left out. */
function diffParagraphs(a: readonly string[], b: readonly string[]): SectionDiff['paragraphs'] {
  const kept = longestCommon(a, b);
  const found: { before?: string; after?: string }[] = [];
  let [i, j] = [0, 0];
  for (const [endA, endB] of [...kept, [a.length, b.length] as const]) {
    // Paragraphs between two that are kept answer each other in order.
    for (let step = 0; step < Math.max(endA - i, endB - j); step++) {
      const [before, after] = [
        i + step < endA ? a[i + step] : undefined,
        j + step < endB ? b[j + step] : undefined,
      ];
      found.push({ ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) });
    }
    [i, j] = [endA + 1, endB + 1];
  }
  return found;
}

/** Places [in a, in b] of the longest common subsequence. */
function longestCommon(a: readonly string[], b: readonly string[]): [number, number][] {
  const lengths = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const places: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) places.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return places;
}

function diffMarks(before: Section | undefined, after: Section | undefined): MarkDiff[] {
  const only = (
    section: Section | undefined,
    other: Section | undefined,
    change: MarkDiff['change'],
  ): MarkDiff[] => {
    const there = new Set(other?.unmodelled.map(({ reason }) => plain(reason)));
    return (section?.unmodelled ?? [])
      .filter(({ reason }) => !there.has(plain(reason)))
      .map(({ reason, line }) => ({
        change,
        clause: section?.citation ?? '',
        reason,
        file: section?.file ?? '',
        line,
      }));
  };
  return [...only(before, after, 'removed'), ...only(after, before, 'added')];
}
