import type { Problem } from '../base/problem.ts';
import type { Amendment } from './amendment.ts';
import type { Section } from './article.ts';
import type { Manifest } from './manifest.ts';

/** A place that prose names. */
interface Reference {
  /** As written, for the message. */
  readonly written: string;
  /** Number of the article as the manifest has it; undefined: the article in which it is written. */
  readonly article?: string;
  /** `9.4`; undefined: the article as a whole. */
  readonly section?: string;
  /** Whether any article's section of this number will do: `Section 9.4 of this Agreement`. */
  readonly anywhere?: boolean;
  readonly offset: number;
}

const ID = '(?:[IVXLC]+|[A-Z]|\\d+)(?!\\w|[.-]\\w)';
const NUMBER = '\\d+(?:\\.\\d+)*';
/** In small letters only a number with a dot is one of a contract. */
const DOTTED = '(?=\\d+\\.\\d)';
const more = (one: string): string =>
  `${one}(?:\\s*(?:,\\s*and|,|[\\u2010-\\u2014-]|and|or|to|through)\\s*(?:[Ss]ection\\s+|§\\s?)?${one})*`;
/** What follows a section of a statute, a rule or a tariff: its subsection, or whose section it is. */
const FOREIGN =
  /^\s*\(\w+\)|^\s+of\s+(?!this\s+(?:[Aa]rticle|[Aa]greement|[Aa]ppendix|[Ss]ection)\b|Article\b|Appendix\b)/;
/** What stands before one: `47 CFR § 51.5`, `20 CSR 4240-28, Section 3`, `RSMo § 392`. */
const SOURCE =
  /(?:C\.?F\.?R\.?|C\.?S\.?R\.?|U\.?S\.?C\.?|RSMo\.?|Stat\.?|Act|Code|Rules?|Tariff|Order)[\w\s.,:-]{0,20}$/;
/** Contracts do not number their sections in hundreds; statutes do. */
const STATUTE = /^\d{3,}$/;

/**
 * Every section, article and appendix that the prose names exists: `Section 9.4`, `section 9.4`, `§9.4` (of the same article),
 * `Article V`, `Article V, Section 3.2`, `Section 3.2 of Article V`, `III §9.4`, `Appendix UNE Pricing`. Sections of
 * statutes, rules and tariffs are not references: they are followed by a subsection or by whose they are, preceded by
 * their source, or have three digits and no dot. The law beside the agreement may be named by section (`FCC 20-152 §1`).
 */
export function checkReferences(
  manifest: Manifest,
  sections: readonly Section[],
  amendments: readonly Amendment[],
): Problem[] {
  const law = new Set((manifest.law ?? []).map(({ number }) => number));
  const known = new Known(manifest, sections);
  const own = sections
    .filter((section) => !law.has(section.article))
    .flatMap((section) =>
      section.passages.flatMap(({ text, line, citation }) =>
        known.dangling(text, section.article).map(({ offset, ...found }) => ({
          ...found,
          file: section.file,
          line: line + text.slice(0, offset).split('\n').length - 1,
          clause: citation,
        })),
      ),
    );
  const amended = amendments.flatMap(({ text, file, citation }) =>
    known.dangling(text, undefined).map(({ id, field = '', sentence, cure }) => ({
      id,
      field,
      sentence,
      cure,
      file,
      clause: citation,
    })),
  );
  return [...own, ...amended];
}

type Found = Pick<Problem, 'id' | 'field' | 'sentence' | 'cure'> & { readonly offset: number };

class Known {
  readonly #articles: ReadonlySet<string>;
  readonly #sections: ReadonlySet<string>;
  readonly #law: readonly string[];
  readonly #appendices: readonly string[];
  readonly #pattern: RegExp;

  constructor(manifest: Manifest, sections: readonly Section[]) {
    const numbers = [...manifest.articles, ...(manifest.law ?? [])].map(({ number }) => number);
    this.#articles = new Set(numbers);
    this.#law = (manifest.law ?? []).map(({ number }) => number);
    this.#appendices = numbers.filter((number) => /^(?:Appendix|Attachment|Exhibit)\b/.test(number));
    // A heading above others stands for them: `Section 9` where there is a 9.4.
    this.#sections = new Set(
      sections.flatMap(({ citation }) => {
        const at = citation.lastIndexOf(' §');
        const parts = at < 0 ? [] : citation.slice(at + 2).split('.');
        return parts.map((_, index) => `${citation.slice(0, at)} §${parts.slice(0, index + 1).join('.')}`);
      }),
    );
    const names = [...numbers, '[IVXLC]+']
      .sort((a, b) => b.length - a.length)
      .map((name) => (name.startsWith('[') ? name : RegExp.escape(name)))
      .join('|');
    this.#pattern = new RegExp(
      [
        `\\b(?:Articles\\s+(?<articles>${more(ID)})|Article\\s+(?<article>${ID})(?:,?\\s+(?:(?:[Ss]ections|§§)\\s*(?<sections>${more(NUMBER)})|(?:[Ss]ection|§)\\s*(?<section>${NUMBER})))?)`,
        `(?<![\\w-])(?<short>${names})\\s+(?:§§\\s?(?<shortMore>${more(NUMBER)})|§\\s?(?<shortOne>${NUMBER}))`,
        `(?:\\bSections\\s+|\\bsections\\s+${DOTTED}|§§\\s?)(?<plural>${more(NUMBER)})`,
        `(?:\\bSection\\s+|\\bsection\\s+${DOTTED}|§\\s?)(?<single>${NUMBER})`,
        `\\b(?<appendix>(?:Appendix|Attachment|Exhibit)\\s+[A-Z0-9][\\w-]*(?:\\s+[A-Z][\\w-]*)*)`,
      ].join('|'),
      'g',
    );
  }

  dangling(text: string, home: string | undefined): Found[] {
    return this.#references(text).flatMap((reference) => {
      const article = reference.article ?? home;
      if (article === undefined) return [];
      if (reference.section === undefined || reference.article !== undefined) {
        if (!this.#articles.has(article) && !this.#isAppendix(article))
          return [found(reference, `There is no "${article}" in this agreement.`, 'Correct the reference.')];
      }
      if (reference.section === undefined) return [];
      if (this.#sections.has(`${article} §${reference.section}`)) return [];
      const elsewhere = [...this.#sections].filter(
        (citation) =>
          citation.endsWith(` §${reference.section ?? ''}`) &&
          !this.#law.some((law) => citation.startsWith(`${law} §`)),
      );
      if (reference.anywhere === true && elsewhere.length > 0) return [];
      return [
        found(
          reference,
          `There is no section "${article} §${reference.section}".`,
          elsewhere.length === 0
            ? 'Correct the number of the section.'
            : `Say which article it is of: there is ${elsewhere.slice(0, 3).join(', ')}.`,
        ),
      ];
    });
  }

  /** `Appendix UNE Pricing Rates …`: the words after an appendix's name may be the sentence's. */
  #isAppendix(name: string): boolean {
    return this.#appendices.some((known) => name === known || name.startsWith(`${known} `));
  }

  /** `Section 9.4`: of the article in which it stands, or of an article that is itself called `Section 9`. */
  #numbered(
    base: Pick<Reference, 'written' | 'offset'>,
    section: string,
    whose: string | undefined,
    anywhere: boolean,
  ): Reference {
    if (whose !== undefined) return { ...base, section, article: whose };
    if (this.#articles.has(`Section ${section}`)) return { ...base, article: `Section ${section}` };
    const called = `Section ${section.split('.')[0] ?? ''}`;
    if (this.#articles.has(called)) return { ...base, section, article: called };
    return { ...base, section, ...(anywhere ? { anywhere } : {}) };
  }

  #references(text: string): Reference[] {
    return [...text.matchAll(this.#pattern)].flatMap((match): Reference[] => {
      const groups = match.groups ?? {};
      const before = text.slice(0, match.index);
      const after = text.slice(match.index + match[0].length);
      const base = { written: match[0].replaceAll(/\s+/g, ' '), offset: match.index };
      const list = (words: string | undefined, form: RegExp): string[] => words?.match(form) ?? [];
      const numbers = (words: string | undefined): string[] => list(words, /\d+(?:\.\d+)*/g);
      if (groups['appendix'] !== undefined) return [{ ...base, article: base.written }];
      if (groups['articles'] !== undefined)
        return list(groups['articles'], /[IVXLC]+(?!\w)|\b[A-Z]\b|\d+/g).map((article) => ({
          ...base,
          article,
        }));
      const { article = groups['short'] } = groups;
      if (article !== undefined) {
        if (article === groups['article'] && /^\s+of\s+the\b/.test(after)) return [];
        const within = numbers(
          groups['sections'] ?? groups['section'] ?? groups['shortMore'] ?? groups['shortOne'],
        );
        return within.length === 0
          ? [{ ...base, article }]
          : within.map((section) => ({ ...base, article, section }));
      }
      if (FOREIGN.test(after) || SOURCE.test(before)) return [];
      const of =
        /^\s+of\s+(?:Article\s+(?<article>[IVXLC]+|[A-Z]|\d+)\b|(?<appendix>Appendix(?:\s+[A-Z][\w-]*)+)|(?<whole>this\s+[Aa]greement))/.exec(
          after,
        )?.groups;
      const whose = of?.['article'] ?? of?.['appendix'];
      return numbers(groups['plural'] ?? groups['single'])
        .filter((section) => !STATUTE.test(section))
        .map((section) => this.#numbered(base, section, whose, of?.['whole'] !== undefined));
    });
  }
}

const found = (reference: Reference, sentence: string, cure: string): Found => ({
  id: 'agreement/dangling-reference',
  field: reference.written,
  sentence,
  cure,
  offset: reference.offset,
});
