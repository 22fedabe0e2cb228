import type { Section } from '../../agreement/article.ts';
import { inlineDefinitions, normal, pieces } from '../../agreement/defined-words.ts';

/** Whether two spellings are one word: `Business Days` is `business-day`. */
export const sameWord = (a: string, b: string): boolean => normal(a) === normal(b);

/** Whether the heading of a section names the word: `2.11 End office and tandem` names `tandem`. */
export const isHeadedBy = (section: Section, word: string): boolean =>
  pieces(section.heading.replace(/^\d+(?:\.\d+)*[.)]?\s*/, '')).includes(normal(word));

/** Citation of the paragraph that defines a word in passing: `(the "State")`, `"Local Traffic" means …`. */
export const definedInPassing = (sections: readonly Section[], word: string): string | undefined =>
  sections
    .flatMap(({ passages }) => passages)
    .find(({ text }) => inlineDefinitions(text).some(({ words }) => words.some((one) => sameWord(one, word))))
    ?.citation;
