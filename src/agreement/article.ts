import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Code, Nodes } from 'mdast';
import type { Problem } from '../base/problem.ts';

/** A paragraph, list or table of an article, with the place that cites it. */
export interface Passage {
  readonly text: string;
  readonly citation: string;
  readonly line: number;
  readonly only?: readonly string[];
}

/** A fenced `terms` block under a section, not yet read. */
export interface TermsBlock {
  readonly yaml: string;
  /** Line of the first line of YAML in the file. */
  readonly line: number;
  readonly citation: string;
}

/** A heading with what stands under it, up to the next heading. */
export interface Section {
  /** `III §9.4`, or `I Scope and Intent` where the contract does not number its sections. */
  readonly citation: string;
  readonly article: string;
  readonly heading: string;
  readonly level: number;
  readonly file: string;
  readonly line: number;
  readonly passages: readonly Passage[];
  readonly blocks: readonly TermsBlock[];
  readonly unmodelled: readonly { readonly reason: string; readonly line: number }[];
}

const NUMBERED = /^(\d+(?:\.\d+)*)[.)]?\s+(.*)$/;
const ONLY = /^<!--\s*only:\s*([a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)*)\s*-->$/;

/** Reads one Markdown article into its sections. `number` is the article's own: `III`, `Appendix UNE Pricing`. */
export function parseArticle(
  file: string,
  number: string,
  content: string,
): { sections: Section[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const sections: Draft[] = [];
  let current: Draft | undefined;
  let only: readonly string[] | undefined;
  for (const node of fromMarkdown(content).children) {
    const line = node.position?.start.line ?? 1;
    const source = content.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
    if (node.type === 'heading') {
      current = startSection(file, number, plainText(node), node.depth, line);
      sections.push(current);
      only = undefined;
      continue;
    }
    const marker = node.type === 'html' ? ONLY.exec(source.trim()) : null;
    if (marker) {
      only = (marker[1] ?? '').split(',').map((name) => name.trim());
      continue;
    }
    if (!current) {
      problems.push({
        id: 'agreement/text-before-heading',
        file,
        line,
        sentence: 'Text stands before the first heading and cannot be cited.',
        cure: 'Put a heading above it.',
      });
      continue;
    }
    if (node.type === 'code' && (node.lang === 'terms' || node.lang === 'unmodelled')) {
      addBlock(current, node, line);
    } else if (node.type !== 'html') {
      current.passages.push({ text: source, citation: cite(current), line, ...(only ? { only } : {}) });
    }
    only = undefined;
  }
  return { sections, problems };
}

interface Draft extends Section {
  readonly numbered: boolean;
  readonly passages: Passage[];
  readonly blocks: TermsBlock[];
  readonly unmodelled: { reason: string; line: number }[];
}

function startSection(file: string, article: string, heading: string, level: number, line: number): Draft {
  const match = NUMBERED.exec(heading);
  const citation = match
    ? `${article} §${match[1]}`
    : level === 1
      ? article
      : `${article} ${titleCase(heading)}`;
  return {
    citation,
    article,
    heading,
    level,
    file,
    line,
    numbered: match !== null,
    passages: [],
    blocks: [],
    unmodelled: [],
  };
}

/** Sections without numbers are cited by paragraph. */
function cite(section: Draft, offset = 1): string {
  return section.numbered ? section.citation : `${section.citation} ¶${section.passages.length + offset}`;
}

function addBlock(section: Draft, node: Code, line: number): void {
  if (node.lang === 'unmodelled') {
    section.unmodelled.push({ reason: node.value.trim(), line });
  } else {
    const citation = section.passages.length === 0 ? section.citation : cite(section, 0);
    section.blocks.push({ yaml: node.value, line: line + 1, citation });
  }
}

/** `SCOPE AND INTENT OF AGREEMENT` → `Scope and Intent of Agreement`. */
function titleCase(heading: string): string {
  const small = new Set(['and', 'of', 'the', 'to', 'for', 'or', 'in']);
  if (heading !== heading.toUpperCase()) return heading;
  return heading
    .toLowerCase()
    .split(/\s+/)
    .map((word, index) =>
      index > 0 && small.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join(' ');
}

function plainText(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map((child) => plainText(child)).join('') : '';
}
