import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Type } from 'typebox';
import type { Problem } from '../base/problem.ts';
import { parseArticle } from './article.ts';
import type { Section } from './article.ts';
import type { Manifest } from './manifest.ts';
import { checkOverlaps } from './overlap.ts';
import { Code, misfits } from './schema.ts';
import type { ParseCache } from './parse-cache.ts';
import type { FileSource } from './source.ts';
import { checkSections } from './structure.ts';
import { readTable } from './table.ts';
import { Tariff } from './tariff.ts';
import type { TariffAbout } from './tariff.ts';
import type { TermEntry } from './term-entry.ts';
import { Timeline } from './timeline.ts';
import { PROVENANCES, allTables } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';
import { readYaml } from './yaml-source.ts';

const id = Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$' });
const About = Type.Object(
  {
    id,
    title: Type.String({ minLength: 3 }),
    carrier: id,
    number: Type.String({ minLength: 3 }),
    jurisdiction: Code(['intrastate', 'interstate']),
    provenance: Type.Enum([...PROVENANCES]),
    source: Type.String({ minLength: 3 }),
  },
  { additionalProperties: false },
);

export interface ReadTariffs {
  readonly dir: string;
  readonly manifest: Manifest;
  readonly variant: string;
  readonly vocabulary: readonly Vocabulary[];
  readonly source: FileSource;
  /** Kept by a caller that loads the same folder many times. */
  readonly cache: ParseCache;
}

/** The tariffs of a folder's `tariffs/` that are of a party of the variant, with everything wrong in any of them. */
export function readTariffs(input: ReadTariffs): { tariffs: Tariff[]; problems: Problem[] } {
  const folder = path.join(input.dir, 'tariffs');
  const tariffs: Tariff[] = [];
  const problems: Problem[] = [];
  if (!existsSync(folder)) return { tariffs, problems };
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort(byName)) {
    if (entry.name.startsWith('.') || entry.name === 'README.md') continue;
    const where = path.join(folder, entry.name);
    if (!entry.isDirectory()) {
      problems.push(unread(where, 'Put it into the folder of its tariff.'));
      continue;
    }
    const read = readTariff(where, entry.name, input);
    problems.push(...read.problems);
    if (read.tariff) tariffs.push(read.tariff);
  }
  const { ilec, clec } = input.manifest.variants[input.variant] ?? {};
  const ours = tariffs.filter(({ about }) => about.carrier === ilec || about.carrier === clec);
  for (const [index, { about }] of ours.entries()) {
    const same = ours.slice(0, index).find((before) => before.about.number === about.number);
    if (!same) continue;
    problems.push({
      id: 'tariff/duplicate-number',
      file: path.join(folder, about.id, 'tariff.yaml'),
      field: 'number',
      sentence: `"${about.number}" is also the number of the tariff ${same.about.id}.`,
      cure: 'Cite each tariff by a number of its own.',
    });
  }
  return { tariffs: ours, problems };
}

function readTariff(
  folder: string,
  name: string,
  input: ReadTariffs,
): { tariff?: Tariff; problems: Problem[] } {
  const { manifest, source, cache } = input;
  const files = readdirSync(folder)
    .filter((file) => !file.startsWith('.') && file !== 'README.md')
    .sort();
  const problems = files
    .filter((file) => !/\.md$|^tariff\.yaml$|^rates\.csv$/.test(file))
    .map((file) => unread(path.join(folder, file), 'A tariff is tariff.yaml, rates.csv and sections (.md).'));
  const about = readAbout(path.join(folder, 'tariff.yaml'), name, manifest, source);
  problems.push(...about.problems);
  if (!about.value) return { problems };
  const sections = files
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => {
      const where = path.join(folder, file);
      const number = about.value?.number ?? '';
      const text = source.text(where);
      const read = cache.get(`${where} ${number}`, text, () => parseArticle(where, number, text));
      problems.push(...read.problems);
      return read.sections;
    });
  problems.push(...checkSections(sections), ...sections.flatMap(noTerms));
  const entries = readRates(path.join(folder, 'rates.csv'), sections, input, problems);
  const timeline = new Timeline();
  for (const entry of entries) timeline.add(entry.key, { entry });
  return { tariff: new Tariff({ about: about.value, sections, timeline }), problems };
}

function readAbout(
  file: string,
  name: string,
  manifest: Manifest,
  source: FileSource,
): { value?: TariffAbout; problems: Problem[] } {
  if (!source.isFile(file)) return { problems: [absent(file, 'Say there what the tariff is and whose.')] };
  const { source: yaml, problems } = readYaml(file, source.text(file));
  if (problems.length > 0) return { problems };
  const wrong = misfits(About, yaml.value);
  const value = yaml.value as TariffAbout;
  if (wrong.length === 0 && value.id !== name) {
    wrong.push({
      path: 'id',
      sentence: `The tariff is called "${value.id}" and its folder "${name}".`,
      cure: 'Give both one name.',
    });
  }
  const parties = Object.values(manifest.variants).flatMap(({ ilec, clec }) => [ilec, clec]);
  if (wrong.length === 0 && !parties.includes(value.carrier)) {
    wrong.push({
      path: 'carrier',
      sentence: `"${value.carrier}" is no party of this agreement.`,
      cure: `Parties are: ${[...new Set(parties)].join(', ')}.`,
    });
  }
  const found = wrong.map((misfit) => ({
    id: 'tariff/about',
    file,
    line: yaml.lineOf(misfit.path.split('.')),
    field: misfit.path,
    sentence: misfit.sentence,
    cure: misfit.cure,
  }));
  return found.length > 0 ? { problems: found } : { value, problems: [] };
}

/** The prices by the dates of their pages; each stands in a section of its tariff. */
function readRates(
  file: string,
  sections: readonly Section[],
  { vocabulary, source, cache }: ReadTariffs,
  problems: Problem[],
): TermEntry[] {
  const def = allTables(vocabulary).find((table) => table.name === 'rates');
  if (!def) return [];
  if (!source.isFile(file)) {
    problems.push(absent(file, "Add it with the columns of the agreement's own rates.csv."));
    return [];
  }
  const text = source.text(file);
  const { entries, problems: found } = cache.get(file, text, () => readTable(file, text, def));
  problems.push(...found, ...checkOverlaps(entries, [def]));
  for (const { citation, line, key, only } of entries) {
    const at = { file, line, field: key };
    if (!sections.some((section) => section.citation === citation)) {
      problems.push({
        id: 'tariff/dangling-clause',
        ...at,
        sentence: `The tariff has no section "${citation}".`,
        cure: `Sections are: ${sections.map((section) => section.citation).join(', ')}.`,
      });
    }
    if (only !== undefined) {
      problems.push({
        id: 'tariff/variant',
        ...at,
        sentence: 'A tariff has no variants: it is of one carrier.',
        cure: 'Leave the column variant empty.',
      });
    }
  }
  return entries;
}

/** A term in a tariff would be a second agreement: what binds is said by the agreement that incorporates it. */
const noTerms = (section: Section): Problem[] =>
  section.blocks.map((block) => ({
    id: 'tariff/terms-block',
    file: section.file,
    line: block.line,
    sentence: 'A tariff has prices and no terms.',
    cure: 'Write the term where the agreement incorporates the tariff.',
    clause: section.citation,
  }));

const unread = (file: string, cure: string): Problem => ({
  id: 'agreement/unlisted-file',
  file,
  sentence: 'This file is in the folder and is not read.',
  cure,
});

const absent = (file: string, cure: string): Problem => ({
  id: 'agreement/missing-file',
  file,
  sentence: 'This file of the tariff is not there.',
  cure,
});

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : 1;
