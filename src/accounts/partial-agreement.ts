import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import type { Agreement } from '../agreement/agreement.ts';
import { loadAgreement } from '../agreement/load.ts';
import { readCsv } from '../agreement/table.ts';
import { allTables } from '../agreement/vocabulary.ts';
import type { Vocabulary } from '../agreement/vocabulary.ts';
import type { Result } from '../base/result.ts';

/**
 * For tests: an agreement of the repository cut down to the articles that a room executes. Tables that the vocabulary
 * does not know are left out; sections of other articles that the kept tables cite are there without terms.
 * @param edit changes files of the copy before it is read, by name.
 */
export function partialAgreement(options: {
  readonly name: string;
  readonly articles: readonly string[];
  readonly vocabulary: readonly Vocabulary[];
  readonly variant?: string;
  readonly edit?: Readonly<Record<string, (text: string) => string>>;
}): Result<Agreement> {
  const from = path.join(import.meta.dirname, '..', '..', 'agreements', options.name);
  const dir = mkdtempSync(path.join(tmpdir(), 'meetpoint-agreement-'));
  try {
    const manifest = parse(readFileSync(path.join(from, 'agreement.yaml'), 'utf8')) as Manifest;
    const kept = manifest.articles.filter(({ number }) => options.articles.includes(number));
    const tables = allTables(options.vocabulary)
      .map(({ name }) => `${name}.csv`)
      .filter((file) => existsSync(path.join(from, file)));
    for (const file of [...kept.map((article) => article.file), ...tables])
      cpSync(path.join(from, file), path.join(dir, file));
    const stubs = stubArticles(dir, tables, new Set(options.articles));
    for (const { file, text } of stubs) writeFileSync(path.join(dir, file), text);
    const { law: _law, ...rest } = manifest;
    const articles = [...kept, ...stubs.map(({ number, file }) => ({ number, file, title: number }))];
    writeFileSync(path.join(dir, 'agreement.yaml'), stringify({ ...rest, status: 'draft', articles }));
    for (const [file, change] of Object.entries(options.edit ?? {})) {
      const where = path.join(dir, file);
      writeFileSync(where, change(readFileSync(where, 'utf8')));
    }
    return loadAgreement(dir, {
      vocabulary: options.vocabulary,
      ...(options.variant === undefined ? {} : { variant: options.variant }),
    });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

interface Manifest {
  readonly articles: readonly { readonly number: string; readonly file: string; readonly title: string }[];
  readonly law?: unknown;
}

/** Articles that hold nothing but the headings which the tables cite. */
function stubArticles(
  dir: string,
  tables: readonly string[],
  kept: ReadonlySet<string>,
): { number: string; file: string; text: string }[] {
  const sections = new Map<string, Set<string>>();
  for (const table of tables) {
    const { lines } = readCsv(table, readFileSync(path.join(dir, table), 'utf8'));
    for (const { values } of lines) {
      const [number = '', section] = (values['clause'] ?? '').split(' §');
      if (kept.has(number)) continue;
      sections.set(number, (sections.get(number) ?? new Set()).add(section ?? ''));
    }
  }
  return [...sections].map(([number, cited], index) => ({
    number,
    file: `stub-${index}.md`,
    text: [
      `# ${number}`,
      ...[...cited].filter((section) => section !== '').map((section) => `## ${section} Cited`),
    ].join('\n\n'),
  }));
}
