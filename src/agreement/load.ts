import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { didYouMean } from '../base/nearest.ts';
import type { Problem } from '../base/problem.ts';
import { sortProblems } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { Agreement } from './agreement.ts';
import { applyAmendments, readAmendment } from './amendment.ts';
import { parseArticle } from './article.ts';
import type { Section } from './article.ts';
import { checkContradictions } from './contradiction.ts';
import { checkDefinedTerms } from './defined-terms.ts';
import { readManifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { checkAmendedOverlaps, checkOverlaps } from './overlap.ts';
import { ParseCache } from './parse-cache.ts';
import { checkReferences } from './references.ts';
import { checkRanks } from './rank.ts';
import { checkRelease, contentHash } from './release.ts';
import { FileSource } from './source.ts';
import type { FileTexts } from './source.ts';
import { checkCitations, checkFiles, checkSections } from './structure.ts';
import { readTable } from './table.ts';
import { readTariffs } from './tariff-load.ts';
import { readTermsBlock } from './term-entry.ts';
import type { TermEntry } from './term-entry.ts';
import { Timeline } from './timeline.ts';
import { allTables } from './vocabulary.ts';
import type { TableDef, Vocabulary } from './vocabulary.ts';

export interface LoadOptions {
  readonly vocabulary: readonly Vocabulary[];
  /** Default: the first variant of the manifest. */
  readonly variant?: string;
  /** Amendment or correction files to load beside those of the folder. */
  readonly amendments?: readonly string[];
  /** Texts read in place of files, for a tool that asks what one change would do. */
  readonly files?: FileTexts;
  /** Kept by a caller that loads the same folder many times. */
  readonly cache?: ParseCache;
}

/** Reads an agreement folder and resolves one variant. All problems come back at once; any problem fails the load. */
export function loadAgreement(dir: string, options: LoadOptions): Result<Agreement> {
  const name = (file: string): string => path.join(dir, file);
  const source = new FileSource(options.files);
  if (!source.isFile(name('agreement.yaml'))) {
    return fail({
      id: 'agreement/not-found',
      file: dir,
      sentence: 'There is no agreement.yaml in this folder.',
      cure: 'Name a folder such as agreements/missouri-2006.',
    });
  }
  const manifest = readManifest(name('agreement.yaml'), source.text(name('agreement.yaml')));
  if (!manifest.ok) return manifest;
  const variant = options.variant ?? Object.keys(manifest.value.variants)[0] ?? '';
  if (!Object.hasOwn(manifest.value.variants, variant)) {
    return fail({
      id: 'agreement/unknown-variant',
      file: name('agreement.yaml'),
      sentence: `There is no variant "${variant}".`,
      cure: `${didYouMean(variant, Object.keys(manifest.value.variants))}Variants are: ${Object.keys(manifest.value.variants).join(', ')}.`,
    });
  }
  const reader = new Reader(dir, manifest.value, variant, options, source);
  const { agreement, problems } = reader.read();
  return problems.length > 0 ? fail(...sortProblems(problems)) : ok(agreement);
}

const tableNames = (defs: readonly TableDef[]): string[] => defs.map(({ name }) => name);

class Reader {
  readonly #dir: string;
  readonly #manifest: Manifest;
  readonly #variant: string;
  readonly #options: LoadOptions;
  readonly #source: FileSource;
  readonly #cache: ParseCache;
  readonly #problems: Problem[] = [];

  constructor(dir: string, manifest: Manifest, variant: string, options: LoadOptions, source: FileSource) {
    this.#dir = dir;
    this.#manifest = manifest;
    this.#variant = variant;
    this.#options = options;
    this.#source = source;
    this.#cache = options.cache ?? new ParseCache();
  }

  read(): { agreement: Agreement; problems: Problem[] } {
    const sections: Section[] = [];
    const entries: TermEntry[] = [];
    for (const { number, file } of [...this.#manifest.articles, ...(this.#manifest.law ?? [])]) {
      const article = this.#article(file, number);
      sections.push(...article.sections);
      entries.push(...article.entries);
    }
    const rows = this.#tables();
    const tables = allTables(this.#options.vocabulary);
    const timeline = new Timeline();
    for (const entry of [...entries, ...rows]) timeline.add(entry.key, { entry });
    const { amendments, beside } = this.#amendments(timeline);
    const tariffs = this.#tariffs();
    const agreement = new Agreement({
      ref: {
        id: this.#manifest.id,
        variant: this.#variant,
        version: this.#manifest.version,
        hash: contentHash(this.#dir, this.#source, beside),
      },
      dir: this.#dir,
      manifest: this.#manifest,
      sections,
      amendments,
      timeline,
      tariffs,
    });
    this.#problems.push(
      ...checkFiles(this.#dir, this.#manifest),
      ...checkSections(sections),
      ...checkCitations(agreement, rows),
      ...checkDefinedTerms(this.#manifest, sections, rows),
      ...checkReferences(this.#manifest, sections, amendments),
      ...checkOverlaps([...entries, ...rows], tables),
      ...checkAmendedOverlaps(timeline, tables),
      ...checkRelease(this.#dir, this.#manifest, this.#source),
    );
    if (this.#problems.length === 0) {
      const found = this.#options.vocabulary.flatMap((room) => room.check?.(agreement) ?? []);
      this.#problems.push(...found.filter(({ open }) => open !== true));
      agreement.open.push(...sortProblems(found.filter(({ open }) => open === true)));
    }
    return { agreement, problems: this.#problems };
  }

  #article(file: string, number: string): { sections: Section[]; entries: TermEntry[] } {
    const where = path.join(this.#dir, file);
    if (!this.#source.isFile(where)) {
      this.#problems.push({
        id: 'agreement/missing-file',
        file: where,
        sentence: existsSync(where)
          ? `What ${number} names is no file.`
          : `The file of ${number} is not there.`,
        cure: 'Add it, or correct agreement.yaml.',
      });
      return { sections: [], entries: [] };
    }
    const text = this.#source.text(where);
    const { sections, problems } = this.#cache.get(`${where} ${number}`, text, () =>
      parseArticle(where, number, text),
    );
    this.#problems.push(...problems);
    const entries: TermEntry[] = [];
    const kept = sections.map((section) => this.#keep(section));
    for (const section of kept) {
      const own = section.blocks.flatMap((block) => {
        const read = this.#cache.get(`${where}:${block.line} ${block.citation}`, block.yaml, () =>
          readTermsBlock(where, block, this.#options.vocabulary),
        );
        this.#problems.push(...read.problems);
        return read.entries.filter((entry) => this.#applies(entry.only, entry));
      });
      this.#problems.push(...checkContradictions(section, own));
      entries.push(...own);
    }
    return { sections: kept, entries };
  }

  #keep(section: Section): Section {
    const ours = (item: { readonly only?: readonly string[]; readonly line: number }): boolean =>
      this.#applies(item.only, { file: section.file, line: item.line });
    return {
      ...section,
      passages: section.passages.filter(ours),
      blocks: section.blocks.filter(ours),
      unmodelled: section.unmodelled.filter(ours),
    };
  }

  /** Whether something marked for some variants is for this one; an unknown variant is a problem. */
  #applies(
    only: readonly string[] | undefined,
    place: { readonly file: string; readonly line: number },
  ): boolean {
    for (const name of only ?? []) {
      if (Object.hasOwn(this.#manifest.variants, name)) continue;
      if (this.#manifest.adopts?.otherVariants?.includes(name) === true) continue;
      this.#problems.push({
        id: 'agreement/unknown-variant',
        file: place.file,
        line: place.line,
        sentence: `There is no variant "${name}".`,
        cure: `${didYouMean(name, Object.keys(this.#manifest.variants))}Variants are: ${Object.keys(this.#manifest.variants).join(', ')}.`,
      });
    }
    return only === undefined || only.includes(this.#variant);
  }

  #tables(): TermEntry[] {
    const defs = allTables(this.#options.vocabulary);
    const files = readdirSync(this.#dir)
      .filter((file) => file.endsWith('.csv'))
      .sort();
    return files.flatMap((file) => {
      const where = path.join(this.#dir, file);
      const def = defs.find((candidate) => `${candidate.name}.csv` === file);
      if (!def || !this.#source.isFile(where)) {
        this.#problems.push({
          id: 'agreement/unknown-table',
          file: where,
          sentence: def
            ? 'A table is a file, and this is none.'
            : `There is no table "${file.slice(0, -4)}".`,
          cure: `${didYouMean(file.slice(0, -4), tableNames(defs))}Tables are: ${tableNames(defs).join(', ')}.`,
        });
        return [];
      }
      const text = this.#source.text(where);
      const { entries, problems } = this.#cache.get(where, text, () => readTable(where, text, def));
      this.#problems.push(...problems);
      const own = entries.filter((entry) => this.#applies(entry.only, entry));
      this.#problems.push(...checkRanks(own, def));
      return own;
    });
  }

  #tariffs(): Agreement['tariffs'] {
    const { vocabulary } = this.#options;
    const [dir, manifest, variant] = [this.#dir, this.#manifest, this.#variant];
    const [source, cache] = [this.#source, this.#cache];
    const read = readTariffs({ dir, manifest, variant, vocabulary, source, cache });
    this.#problems.push(...read.problems);
    return read.tariffs;
  }

  #amendments(timeline: Timeline): {
    amendments: Agreement['amendments'];
    beside: { name: string; text: string }[];
  } {
    const folder = (name: string): string[] => {
      const where = path.join(this.#dir, name);
      return existsSync(where)
        ? readdirSync(where)
            .filter((f) => f.endsWith('.yaml'))
            .sort()
            .map((f) => path.join(where, f))
        : [];
    };
    const beside: { name: string; text: string }[] = [];
    const texts = [...folder('amendments'), ...folder('corrections')].flatMap((file) => this.#document(file));
    for (const file of this.#options.amendments ?? []) {
      for (const document of this.#document(file)) {
        texts.push(document);
        beside.push({ name: path.basename(file), text: document.text });
      }
    }
    const read = texts.flatMap(({ file, text }) => {
      const result = readAmendment(file, text);
      this.#problems.push(...result.problems);
      const only = result.read?.amendment.only;
      return result.read && this.#applies(only === undefined ? undefined : [only], { file, line: 1 })
        ? [result.read]
        : [];
    });
    this.#problems.push(...applyAmendments(read, timeline, this.#options.vocabulary));
    return { amendments: read.map(({ amendment }) => amendment), beside };
  }

  /** An amendment or correction as text; none, and a problem, where there is no such file. */
  #document(file: string): { file: string; text: string }[] {
    if (this.#source.isFile(file)) return [{ file, text: this.#source.text(file) }];
    this.#problems.push({
      id: 'amendment/not-found',
      file,
      sentence: existsSync(file) ? 'This is no file.' : 'There is no such file.',
      cure: 'Name an amendment file.',
    });
    return [];
  }
}
