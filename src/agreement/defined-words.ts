/** One spelling of words: small letters, no marks, each singular (`Business-Days` → `business day`). */
export const normal = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/['’]s\b|[s]['’](?=\s|$)/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => (word === 'parties' ? 'party' : word.replace(/(?<=..[^s])s$/, '')))
    .join(' ');

/** `Business line, wire center tiers (tiers)` → the whole, each part, and what stands in brackets. */
export function pieces(heading: string): string[] {
  const brackets = [...heading.matchAll(/\(([^)]*)\)/g)].map((match) => match[1] ?? '');
  const bare = heading.replaceAll(/\([^)]*\)/g, ' ');
  const parts = [bare, ...brackets].flatMap((text) => text.split(/[,;:/]|\s(?:and|or|means)\s/));
  return [...new Set([bare, ...parts, ...brackets].map(normal).filter((word) => word !== ''))];
}

const QUOTED = '["“”]([^"“”\\n]{2,60})["“”]';
const BRACKETS = /\([^()]{0,80}["“”][^()]*\)/g;
const MEANS = new RegExp(`${QUOTED}\\s+(?:means?|shall|will|is|are|refers?|has)\\b`, 'g');
const SHORT =
  /((?:[A-Z][\w-]*\s+(?:of\s+|to\s+|for\s+|and\s+)?)+)\(([A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*|[A-Z])\)/g;

/** Definitions in passing: `(the "State")`, `"Local Traffic" means`, `Unbundled Network Elements (UNEs)`. */
export function inlineDefinitions(text: string): { words: string[]; offset: number }[] {
  const quoted = [...text.matchAll(BRACKETS)].flatMap((bracket) =>
    [...bracket[0].matchAll(new RegExp(QUOTED, 'g'))].map((match) => ({
      words: [(match[1] ?? '').trim()],
      offset: bracket.index + match.index,
    })),
  );
  const meant = [...text.matchAll(MEANS)].map((match) => ({
    words: [match[1] ?? ''],
    offset: match.index,
  }));
  const short = [...text.matchAll(SHORT)].map((match) => {
    const words = (match[1] ?? '').trim().split(/\s+/);
    // As many words as the short form has letters: `the Commission's Operations Support Systems (OSS)`.
    const letters = (match[2] ?? '').replace(/s$/, '').length;
    return { words: [words.slice(-letters).join(' '), words.join(' '), match[2] ?? ''], offset: match.index };
  });
  return [...quoted, ...meant, ...short];
}

const FUNCTION_WORDS = new Set(
  (
    'a after all also although an and any as at because before both but by each either every except for from he how if in ' +
    'it its neither no nor not of on one only or other otherwise pursuant she since such that the their then there these ' +
    'they this those to under unless until upon what when where whether which while who whoever within without ' +
    'article articles section sections appendix attachment exhibit schedule no nos monday tuesday wednesday thursday ' +
    'friday saturday sunday january february march april may june july august september october november december'
  ).split(' '),
);
/** `How words are read` names no word. */
export const startsASentence = (heading: string): boolean =>
  FUNCTION_WORDS.has(heading.split(' ')[0]?.toLowerCase() ?? '');

const CAPITAL = '[A-Z][\\p{L}\\p{N}]*(?:[-‑/&][\\p{L}\\p{N}]+)*';
const PHRASE = new RegExp(
  `(?<![\\p{L}\\p{N}§.$-])${CAPITAL}(?:(?:['’]s)?[ \\n]+(?:(?:of|to|for)[ \\n]+)?${CAPITAL})*`,
  'gu',
);
const SENTENCE_END = /(?:^|[.!?:;|"“”(]\s*|(?:^|\n)\s*(?:[-*>]|\d+[.)])\s+|\n\s*\n\s*)$/;

/**
 * Runs of two or more capitalised words, without function words at either end. `doubtful`: the first begins a sentence,
 * so that its capital says nothing. Code and words in capitals throughout (`ARTICLE I`, headings) are none.
 */
export function capitalised(text: string): { words: string[]; doubtful: boolean; offset: number }[] {
  const blank = (match: string): string => match.replaceAll(/[^\n]/g, ' ');
  const prose = text.replaceAll(/`[^`]*`|\]\([^)]*\)/g, blank);
  return [...prose.matchAll(PHRASE)].flatMap((match) => {
    let doubtful = SENTENCE_END.test(prose.slice(0, match.index));
    const runs: string[][] = [[]];
    for (const word of match[0].replaceAll(/['’]s(?=\s)/g, '').split(/\s+/)) {
      if (!FUNCTION_WORDS.has(word.toLowerCase()) || (/^(?:of|to|for)$/.test(word) && runs.at(-1)?.length))
        runs.at(-1)?.push(word);
      else {
        if (runs.length === 1 && runs[0]?.length === 0) doubtful = false;
        runs.push([]);
      }
    }
    return runs
      .map((run) =>
        run
          .join(' ')
          .replace(/(?: (?:of|to|for))+$/, '')
          .split(' '),
      )
      .filter((run) => run.filter((word) => /^[A-Z]/.test(word)).length > 1)
      .filter((run) => run.some((word) => /[a-z]/.test(word) && /^[A-Z]/.test(word)))
      .map((words, index) => ({
        words,
        doubtful: doubtful && index === 0,
        offset: prose.indexOf(words[0] ?? '', match.index),
      }));
  });
}
