import type { Problem } from '../base/problem.ts';
import type { Section } from './article.ts';
import { capitalised, inlineDefinitions, normal, pieces, startsASentence } from './defined-words.ts';
import type { Manifest } from './manifest.ts';
import type { TermEntry } from './term-entry.ts';

/**
 * Where the manifest names the article of definitions, its headings (`2.2 Business Day`) and definitions in passing
 * (`(the "State")`, `"Local Traffic" means …`, `Unbundled Network Elements (UNEs)`) define words. Two capitalised words
 * together that nothing defines, and a definition that nothing uses, are problems. Titles of the manifest and its
 * `properNames` are names. A definition is used where another section says it, in whatever case, or where its own
 * section has terms or rows, which rules read.
 */
export function checkDefinedTerms(
  manifest: Manifest,
  sections: readonly Section[],
  rows: readonly Pick<TermEntry, 'citation'>[],
): Problem[] {
  if (manifest.definitions === undefined) return [];
  const article = manifest.definitions;
  if (!manifest.articles.some(({ number }) => number === article)) {
    return [
      {
        id: 'agreement/no-definitions',
        field: 'definitions',
        sentence: `There is no article "${article}" to define words.`,
        cure: 'Name an article of this agreement.',
      },
    ];
  }
  const law = new Set((manifest.law ?? []).map(({ number }) => number));
  const own = sections.filter((section) => !law.has(section.article));
  const definitions = own.flatMap((section) => definitionsOf(section, section.article === article));
  const known = new Set([
    ...definitions.flatMap(({ words }) => words),
    ...(manifest.properNames ?? []).map(normal),
  ]);
  const titles = [manifest.title, ...manifest.articles, ...Object.values(manifest.variants)]
    .map((one) => normal(typeof one === 'string' ? one : one.title))
    .map((title) => ` ${title} `);
  const isKnown = (words: readonly string[]): boolean =>
    covered(words.map(normal), known) ||
    titles.some((title) => title.includes(` ${normal(words.join(' '))} `));
  const executed = new Set([
    ...rows.map(({ citation }) => citation),
    ...own.filter(({ blocks }) => blocks.length > 0).map(({ citation }) => citation),
  ]);
  return [...undefinedTerms(own, isKnown), ...unusedDefinitions(own, definitions, executed)];
}

interface Definition {
  /** All spellings, in normal form; used when one of them is. */
  readonly words: readonly string[];
  readonly shown: string;
  readonly section: Section;
  readonly line: number;
  /** Where it stands within its own sentence, for a definition in passing. */
  readonly inline: boolean;
}

function definitionsOf(section: Section, defines: boolean): Definition[] {
  const heading = section.heading.replace(/^[\d.]+[.)]?\s*/, '');
  const headed =
    defines && section.level > 1 && heading !== '' && !startsASentence(heading)
      ? [{ words: pieces(heading), shown: heading, section, line: section.line, inline: false }]
      : [];
  const inline = section.passages.flatMap(({ text, line }) =>
    inlineDefinitions(text).map(({ words, offset }) => ({
      words: words.map(normal),
      shown: words[0] ?? '',
      section,
      line: line + text.slice(0, offset).split('\n').length - 1,
      inline: true,
    })),
  );
  return [...headed, ...inline];
}

function undefinedTerms(
  sections: readonly Section[],
  isKnown: (words: readonly string[]) => boolean,
): Problem[] {
  const seen = new Set<string>();
  return sections.flatMap((section) =>
    section.passages.flatMap(({ text, line, citation }) =>
      capitalised(text).flatMap(({ words, doubtful, offset }) => {
        // The first word of a sentence is capitalised in any case.
        if (isKnown(words) || (doubtful && (words.length < 3 || isKnown(words.slice(1))))) return [];
        const phrase = words.join(' ');
        if (seen.has(`${section.file} ${normal(phrase)}`)) return [];
        seen.add(`${section.file} ${normal(phrase)}`);
        return [
          {
            id: 'agreement/undefined-term',
            file: section.file,
            line: line + text.slice(0, offset).split('\n').length - 1,
            field: phrase,
            sentence: `"${phrase}" is written as a defined term and nothing defines it.`,
            cure: 'Define it, write it in small letters, or list it under "properNames:" in agreement.yaml.',
            clause: citation,
          },
        ];
      }),
    ),
  );
}

function unusedDefinitions(
  sections: readonly Section[],
  definitions: readonly Definition[],
  executed: ReadonlySet<string>,
): Problem[] {
  const texts = sections.map((section) => ({
    section,
    text: ` ${normal([section.heading, ...section.passages.map(({ text }) => text)].join(' '))} `,
  }));
  const uses = (definition: Definition): boolean =>
    texts.some(({ section, text }) =>
      definition.words.some((word) => {
        if (!text.includes(` ${word} `)) return false;
        if (section !== definition.section) return true;
        // In its own section a definition in passing says its word once itself.
        return definition.inline && text.indexOf(` ${word} `) !== text.lastIndexOf(` ${word} `);
      }),
    );
  return definitions
    .filter((definition) => definition.inline || !executed.has(definition.section.citation))
    .filter((definition) => !uses(definition))
    .map(({ shown, section, line }) => ({
      id: 'agreement/unused-definition',
      file: section.file,
      line,
      field: shown,
      sentence: `"${shown}" is defined and no other section uses it.`,
      cure: 'Use it, or take the definition away.',
      clause: section.citation,
    }));
}

/** Whether words are known ones, one after another: `CenturyTel`, `Business Day`; `State` of `Missouri`. */
function covered(words: readonly string[], known: ReadonlySet<string>): boolean {
  const good = [true];
  for (let end = 1; end <= words.length; end += 1)
    good[end] = words.some(
      (_, start) =>
        start < end &&
        good[start] === true &&
        (known.has(words.slice(start, end).join(' ')) ||
          (start === end - 1 && /^(?:of|to|for)$/.test(words[start] ?? ''))),
    );
  return good[words.length] === true;
}
