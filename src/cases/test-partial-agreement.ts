import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Type } from 'typebox';
import { parse, stringify } from 'yaml';
import { loadAgreement } from '../agreement/load.ts';
import type { Agreement } from '../agreement/agreement.ts';
import { readCsv } from '../agreement/table.ts';
import { findTerm } from '../agreement/vocabulary.ts';
import type { TermDef, Vocabulary } from '../agreement/vocabulary.ts';
import { unwrap } from '../base/result.ts';
import type { Result } from '../base/result.ts';

/** Which files of an agreement a test needs: articles by file name, tables by name. */
export interface Part {
  readonly dir: string;
  readonly articles: readonly string[];
  readonly tables: readonly string[];
  readonly vocabulary: readonly Vocabulary[];
  /** Numbers of the law sources of the manifest that are read. */
  readonly law?: readonly string[];
  readonly variant?: string;
  readonly amendments?: readonly string[];
  /** Changes a file's text before it is read: for tests that plant a fault. */
  readonly edit?: (file: string, text: string) => string;
}

/**
 * For tests: an agreement made of some files of a real one, so that a room is tested with the contract's own text
 * and terms and without the rooms beside it. Sections that rows cite in articles left out are headings only.
 */
export function loadPart(part: Part): Result<Agreement> {
  const source = parse(readFileSync(path.join(part.dir, 'agreement.yaml'), 'utf8')) as {
    articles: { number: string; file: string }[];
    law?: { number: string; file: string }[];
    status: string;
    definitions?: string;
  };
  // A part of a released agreement is not that release.
  source.status = 'draft';
  // Words that an article left out defines are undefined in a part.
  delete source.definitions;
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'meetpoint-part-')), 'agreements', 'part');
  mkdirSync(folder, { recursive: true });
  const texts: string[] = [];
  const put = (file: string): string => {
    const text = readFileSync(path.join(part.dir, file), 'utf8');
    writeFileSync(path.join(folder, file), part.edit?.(file, text) ?? text);
    texts.push(text);
    return text;
  };
  const cited = part.tables.flatMap((table) => {
    const file = `${table}.csv`;
    return readCsv(file, put(file)).lines.map(({ values }) => values['clause'] ?? '');
  });
  for (const { number, file } of source.articles) {
    if (part.articles.includes(file)) put(file);
    else writeFileSync(path.join(folder, file), headings(number, cited));
  }
  source.law = source.law?.filter(({ number }) => part.law?.includes(number)) ?? [];
  if (source.law.length === 0) delete source.law;
  for (const { file } of source.law ?? []) {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    copyFileSync(path.join(part.dir, file), target);
    texts.push(readFileSync(target, 'utf8'));
  }
  writeFileSync(path.join(folder, 'agreement.yaml'), stringify(source));
  return loadAgreement(folder, {
    vocabulary: [...part.vocabulary, strangers(texts, part.vocabulary)],
    ...(part.variant === undefined ? {} : { variant: part.variant }),
    ...(part.amendments === undefined ? {} : { amendments: part.amendments }),
  });
}

/** Terms of the articles that belong to rooms left out: held as they are written, read by nobody. */
function strangers(texts: readonly string[], vocabulary: readonly Vocabulary[]): Vocabulary {
  const keys = texts.flatMap((text) =>
    [...text.matchAll(/^```terms\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) =>
      [...block.matchAll(/^([a-z][\w-]*\.[\w.-]+):/gm)].map(([, key = '']) => key),
    ),
  );
  const terms: TermDef[] = [...new Set(keys)]
    .filter((key) => !findTerm(vocabulary, key))
    .map((key) => ({ key, schema: Type.Any(), doc: 'A term of a room that this test leaves out.' }));
  return { subject: 'strangers', terms, tables: [], decisions: [] };
}

export const partialAgreement = (part: Part): Agreement => unwrap(loadPart(part));

function headings(number: string, cited: readonly string[]): string {
  const own = [...new Set(cited)].filter((clause) => clause.startsWith(`${number} §`));
  const lines = own.map((clause) => `## ${clause.slice(number.length + 2)} Cited by a table\n\nSee there.\n`);
  return [`# ${number}`, 'Left out.', ...lines].join('\n\n');
}
