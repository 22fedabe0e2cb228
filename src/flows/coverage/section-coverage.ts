import { baseCitation } from '../../agreement/agreement.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Section } from '../../agreement/article.ts';
import { READ_BY_CODE } from './read-by-code.ts';

/**
 * modelled: terms or rows stand under it and code asks for all of them. partly: something of it is marked unmodelled, or
 * some terms decide nothing. stated: terms are held and shown, none decides. unmodelled: only the mark. text: words
 * alone, nothing to execute.
 */
export const SECTION_STATES = ['modelled', 'partly', 'stated', 'unmodelled', 'text'] as const;
export type SectionState = (typeof SECTION_STATES)[number];

/** What of one section of an agreement, or of the law beside it, runs. */
export interface SectionCoverage {
  readonly citation: string;
  readonly article: string;
  readonly heading: string;
  readonly state: SectionState;
  /** Terms and tables that stand under it or cite it, with the number of rows of a table. */
  readonly terms: readonly { readonly name: string; readonly rows: number; readonly read: boolean }[];
  /** Marks of the section, in their words. */
  readonly reasons: readonly string[];
}

/** Keys of terms (families as `clock.*`) and names of tables: whether code asks for them. */
export type ReadByCode = Readonly<Record<string, boolean>>;

/** Coverage of every section, in the order of the contract, law last. */
export function sectionCoverage(agreement: Agreement, read: ReadByCode = READ_BY_CODE): SectionCoverage[] {
  const keys = keysByCitation(agreement);
  return agreement.sections.map((section) => coverSection(section, keys, read));
}

/** Keys by the section that they cite; a paragraph of an unnumbered section counts for the section. */
function keysByCitation(agreement: Agreement): Map<string, string[]> {
  const cited = new Map<string, Set<string>>();
  for (const key of agreement.timeline.keys()) {
    for (const { entry } of agreement.timeline.versions(key)) {
      if (!entry) continue;
      const clause = baseCitation(entry.citation).replace(/ ¶.*$/, '');
      const keys = cited.get(clause) ?? new Set<string>();
      cited.set(clause, keys.add(key));
    }
  }
  return new Map([...cited].map(([clause, keys]) => [clause, [...keys]]));
}

function coverSection(
  section: Section,
  byCitation: ReadonlyMap<string, string[]>,
  readByCode: ReadByCode,
): SectionCoverage {
  const { citation, article, heading } = section;
  const own = byCitation.get(citation) ?? [];
  const terms = [...Map.groupBy(own, nameOf)].map(([name, keys]) => ({
    name,
    rows: keys.length,
    read: isRead(name, readByCode),
  }));
  const reasons = section.unmodelled.map(({ reason }) => reason.replaceAll(/\s+/g, ' '));
  return { citation, article, heading, state: stateOf(terms, reasons), terms, reasons };
}

function stateOf(terms: SectionCoverage['terms'], reasons: readonly string[]): SectionState {
  if (terms.length === 0) return reasons.length === 0 ? 'text' : 'unmodelled';
  if (terms.every(({ read }) => !read)) return 'stated';
  return reasons.length === 0 && terms.every(({ read }) => read) ? 'modelled' : 'partly';
}

/** `rates#expedite` → `rates`. */
const nameOf = (key: string): string => key.split('#')[0] ?? key;

/** Whether code asks for the term or table; a member of a family is asked for by its family. */
function isRead(name: string, readByCode: ReadByCode): boolean {
  const own = readByCode[name];
  if (own !== undefined) return own;
  const family = Object.keys(readByCode).find(
    (key) => key.endsWith('.*') && name.startsWith(key.slice(0, -1)),
  );
  return family !== undefined && readByCode[family] === true;
}
