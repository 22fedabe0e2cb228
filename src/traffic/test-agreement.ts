import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Type } from 'typebox';
import type { Agreement } from '../agreement/agreement.ts';
import { loadAgreement } from '../agreement/load.ts';
import { readManifest } from '../agreement/manifest.ts';
import { defineTable, findTerm } from '../agreement/vocabulary.ts';
import type { Vocabulary } from '../agreement/vocabulary.ts';
import { unwrap } from '../base/result.ts';
import { RATES_TABLE, compensationTable, jurisdictionTable } from './tables.ts';
import { trafficTerms } from './terms.ts';

const AGREEMENTS = fileURLToPath(new URL('../../agreements', import.meta.url));
export const EXAMPLE = fileURLToPath(new URL('../../examples/october-2026', import.meta.url));

/** Prices as far as traffic reads them: the element and the days on which it changes. */
const pricesTable = defineTable({
  name: RATES_TABLE,
  identity: ['element', 'direction'],
  schema: Type.Object({
    element: Type.String(),
    zone: Type.Optional(Type.String()),
    direction: Type.Optional(Type.String()),
    charge: Type.String(),
    status: Type.String(),
    price: Type.Optional(Type.String()),
    description: Type.String(),
  }),
  doc: 'Prices.',
});

export const testVocabulary: readonly Vocabulary[] = [
  { subject: 'traffic', terms: trafficTerms, tables: [jurisdictionTable, compensationTable], decisions: [] },
  { subject: 'accounts', terms: [], tables: [pricesTable], decisions: [] },
];

export interface Fixture {
  /** Folder under agreements/. */
  readonly of?: 'missouri-2006' | 'tiny';
  readonly variant?: string;
  readonly vocabulary?: readonly Vocabulary[];
  /** Text of a document that amends the agreement. */
  readonly amendment?: string;
  /** Changes the text of a file on its way into the copy. */
  readonly edit?: (file: string, text: string) => string;
}

/** A copy of an agreement that has only its article on traffic, with that article's tables and prices. */
export function trafficFolder(fixture: Fixture = {}): string {
  const from = path.join(AGREEMENTS, fixture.of ?? 'missouri-2006');
  const file = fixture.of === 'tiny' ? 'b-traffic.md' : '05-interconnection.md';
  const to = mkdtempSync(path.join(tmpdir(), 'meetpoint-agreement-'));
  const manifest = unwrap(
    readManifest('agreement.yaml', readFileSync(path.join(from, 'agreement.yaml'), 'utf8')),
  );
  const article = manifest.articles.find((candidate) => candidate.file === file);
  if (!article) throw new Error(`No article ${file}.`);
  const { id, title, version, state, timeZone, variants } = manifest;
  const text = (name: string): string => {
    const source = readFileSync(path.join(from, name), 'utf8');
    const own = name.endsWith('.md') ? ownSections(source, fixture.vocabulary ?? testVocabulary) : source;
    return fixture.edit ? fixture.edit(name, own) : own;
  };
  const prices = { number: 'A', file: 'a.md', title: 'Prices' };
  const articles = fixture.of === 'tiny' ? [article, prices] : [article];
  const short = { id, title, status: 'draft', version, state, timeZone, variants, articles };
  if (fixture.of === 'tiny')
    writeFileSync(path.join(to, 'a.md'), '# A\n\n## 8 Prices\n\nPrices are the rows of a table.\n');
  writeFileSync(path.join(to, 'agreement.yaml'), JSON.stringify(short));
  for (const name of [file, 'jurisdiction.csv', 'compensation.csv'])
    writeFileSync(path.join(to, name), text(name));
  if (fixture.amendment !== undefined) {
    mkdirSync(path.join(to, 'amendments'));
    writeFileSync(path.join(to, 'amendments', 'first.yaml'), fixture.amendment);
  }
  const rates = text('rates.csv').split('\n');
  writeFileSync(
    path.join(to, 'rates.csv'),
    rates.filter((line, index) => index === 0 || line.includes(',usage,')).join('\n'),
  );
  return to;
}

/** The text without the smallest sections that hold terms of other rooms, which are not loaded here. */
function ownSections(text: string, vocabulary: readonly Vocabulary[]): string {
  const isOwn = (section: string): boolean =>
    [...section.matchAll(/^```terms\n([^`]*)```/gm)]
      .flatMap(([, block = '']) => block.match(/^[a-z][a-z0-9.-]*(?=:)/gm) ?? [])
      .every((key) => findTerm(vocabulary, key) !== undefined);
  return text
    .split(/^(?=#{2,3} )/m)
    .map((section) => (isOwn(section) ? section : `${section.split('\n', 1)[0]}\n\n`))
    .join('');
}

export const trafficAgreement = (fixture: Fixture = {}): Agreement =>
  unwrap(
    loadAgreement(trafficFolder(fixture), {
      vocabulary: fixture.vocabulary ?? testVocabulary,
      ...(fixture.variant === undefined ? {} : { variant: fixture.variant }),
    }),
  );

/** An empty folder, and one with the network tables of the example in it. */
export const workFolder = (): string => mkdtempSync(path.join(tmpdir(), 'meetpoint-traffic-'));

export const NETWORK_FILES = [
  'carriers.csv',
  'exchanges.csv',
  'local-calling-areas.csv',
  'trunk-groups.csv',
  'lrns.csv',
  'isp-numbers.csv',
];

export function copyNetwork(to: string): void {
  for (const file of NETWORK_FILES) copyFileSync(path.join(EXAMPLE, 'network', file), path.join(to, file));
}
