import type { Section } from '../../agreement/article.ts';

/** `8.3 Fiber-Based Collocator` → `fiber-based-collocator`: the spelling of a word in the table. */
export const slug = (words: string): string =>
  words
    .replace(/^\d+(?:\.\d+)*[.)]?\s/, '')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/**
 * Words that a text defines in passing, in quotes within brackets: `(the "State")`, `(collectively, the "Act")`.
 * With the citation of the paragraph.
 */
export function definedInPassing(section: Section): { word: string; citation: string }[] {
  return section.passages.flatMap(({ text, citation }) =>
    [...text.matchAll(/\(([^()]*)\)/g)].flatMap(([, inside = '']) =>
      [...inside.matchAll(/["“”]([^"“”]+)["“”]/g)].map(([, word = '']) => ({ word, citation })),
    ),
  );
}
