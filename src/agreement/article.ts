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
  readonly only?: readonly string[];
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
  readonly unmodelled: readonly Unmodelled[];
}

/** Why what the section says is not executed. */
export interface Unmodelled {
  readonly reason: string;
  readonly line: number;
  readonly only?: readonly string[];
}

const NUMBERED = /^(\d+(?:\.\d+)*)[.)]?(?:\s|$)/;
/** Subsections of a statute or rule, as they are cited: `(b)(1)`, `.040`, `.013(2)(B)`. */
const SUBSECTION = /^((?:\.\d+)?(?:\([A-Za-z0-9]+\))+|\.\d+)(?:\s|$)/;
const ONLY = /^<!--\s*only:\s*([a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)*)\s*-->$/;
const COMMENTS = /^(?:<!--(?:(?!-->)[\s\S])*-->\s*)+$/;
const MARKER_CURE = 'Write "<!-- only: variant -->" on its own line right above a paragraph or block.';

/** Reads one Markdown article into its sections. `number` is the article's own: `III`, `Appendix UNE Pricing`. */
export function parseArticle(
  file: string,
  number: string,
  content: string,
): { sections: Section[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const sections: Draft[] = [];
  let current: Draft | undefined;
  let marker: { readonly names: readonly string[]; readonly line: number } | undefined;
  const complain = (id: string, line: number, sentence: string, cure: string): void => {
    problems.push({ id, file, line, sentence, cure });
  };
  const endMarker = (): void => {
    if (marker)
      complain('agreement/only-marker', marker.line, 'The marker stands above no text.', MARKER_CURE);
    marker = undefined;
  };
  for (const node of fromMarkdown(content).children) {
    const line = node.position?.start.line ?? 1;
    const source = content.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
    if (node.type === 'heading') {
      endMarker();
      current = startSection(file, number, plainText(node), node.depth, line);
      sections.push(current);
      continue;
    }
    if (node.type === 'html') {
      const words = ONLY.exec(source.trim())?.[1];
      if (words !== undefined) {
        endMarker();
        marker = { names: words.split(',').map((name) => name.trim()), line };
      } else if (/<!--\s*only\b/i.test(source)) {
        complain('agreement/only-marker', line, 'This marker of a variant cannot be read.', MARKER_CURE);
      } else if (!COMMENTS.test(source)) {
        complain('agreement/html', line, 'HTML is no text that can be cited.', 'Write it as Markdown.');
      }
      continue;
    }
    if (!current) {
      complain(
        'agreement/text-before-heading',
        line,
        'Text stands before the first heading and cannot be cited.',
        'Put a heading above it.',
      );
      continue;
    }
    const only = marker && { only: marker.names };
    marker = undefined;
    const nested = node.type === 'code' ? undefined : findBlock(node);
    if (nested) {
      complain(
        'agreement/nested-block',
        nested.position?.start.line ?? line,
        `A block "${nested.lang}" inside a list or quotation is not read.`,
        'Move it to the left margin, under the text.',
      );
    }
    if (node.type !== 'code') current.passages.push({ text: source, citation: cite(current), line, ...only });
    else if (node.lang === 'terms') {
      const citation = current.passages.length === 0 ? current.citation : cite(current, 0);
      current.blocks.push({ yaml: node.value, line: line + 1, citation, ...only });
    } else if (node.lang === 'unmodelled') {
      const reason = node.value.trim();
      if (reason === '')
        complain('agreement/unmodelled', line, 'The mark gives no reason.', 'Say what is missing.');
      current.unmodelled.push({ reason, line, ...only });
    } else if (/^(term|unmodel)/i.test(node.lang ?? '')) {
      complain(
        'agreement/unknown-block',
        line,
        `There is no block "${node.lang}".`,
        'Write terms or unmodelled.',
      );
    } else current.passages.push({ text: source, citation: cite(current), line, ...only });
  }
  endMarker();
  return { sections, problems };
}

interface Draft extends Section {
  readonly numbered: boolean;
  readonly passages: Passage[];
  readonly blocks: TermsBlock[];
  readonly unmodelled: Unmodelled[];
}

function startSection(file: string, article: string, heading: string, level: number, line: number): Draft {
  const match = NUMBERED.exec(heading);
  const subsection = SUBSECTION.exec(heading);
  const citation = match
    ? `${article} §${match[1]}`
    : subsection
      ? `${article}${subsection[1]}`
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
    numbered: match !== null || subsection !== null,
    passages: [],
    blocks: [],
    unmodelled: [],
  };
}

/** Sections without numbers are cited by paragraph. */
function cite(section: Draft, offset = 1): string {
  return section.numbered ? section.citation : `${section.citation} ¶${section.passages.length + offset}`;
}

function findBlock(node: Nodes): Code | undefined {
  if (node.type === 'code') return /^(terms|unmodelled)$/.test(node.lang ?? '') ? node : undefined;
  for (const child of 'children' in node ? node.children : []) {
    const found = findBlock(child);
    if (found) return found;
  }
  return undefined;
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
