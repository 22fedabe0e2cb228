import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../base/problem.ts';
import { baseCitation } from './agreement.ts';
import type { Agreement } from './agreement.ts';
import type { Section } from './article.ts';
import type { Manifest } from './manifest.ts';
import type { TermEntry } from './term-entry.ts';

/** Articles and amendments that lie in the folder and would not be read. */
export function checkFiles(dir: string, manifest: Manifest): Problem[] {
  const listed = new Set(manifest.articles.map(({ file }) => file));
  const list = (folder: string): string[] => {
    try {
      return readdirSync(path.join(dir, folder)).sort();
    } catch {
      return [];
    }
  };
  const unread = (file: string, cure: string): Problem => ({
    id: 'agreement/unlisted-file',
    file: path.join(dir, file),
    sentence: 'This file is in the folder and is not read.',
    cure,
  });
  const articles = list('.')
    .filter((file) => file.endsWith('.md') && file !== 'README.md' && !listed.has(file))
    .map((file) => unread(file, 'List it under "articles:" in agreement.yaml, or take it away.'));
  const documents = ['amendments', 'corrections'].flatMap((folder) =>
    list(folder)
      .filter((file) => /\.(yml|json)$/i.test(file))
      .map((file) => unread(`${folder}/${file}`, 'Call it ".yaml".')),
  );
  return [...articles, ...documents];
}

/** A citation names one section. */
export function checkSections(sections: readonly Section[]): Problem[] {
  const seen = new Map<string, Section>();
  return sections.flatMap((section) => {
    const before = seen.get(section.citation);
    seen.set(section.citation, section);
    return before === undefined
      ? []
      : [
          {
            id: 'agreement/duplicate-section',
            file: section.file,
            line: section.line,
            also: { file: before.file, line: before.line },
            sentence: `"${section.citation}" is also the section on ${before.file}:${before.line}.`,
            cure: 'Number one of them otherwise.',
          },
        ];
  });
}

/** Every row and every amended term cites a section that exists. */
export function checkCitations(agreement: Agreement, rows: readonly TermEntry[]): Problem[] {
  const amended = [...agreement.timeline.keys()].flatMap((key) =>
    agreement.timeline
      .versions(key)
      .flatMap((version) => (version.by && version.entry ? [version.entry] : [])),
  );
  return [...rows, ...amended]
    .filter((entry) => agreement.clauseText(baseCitation(entry.citation)) === undefined)
    .map((entry) => ({
      id: 'agreement/dangling-clause',
      file: entry.file,
      line: entry.line,
      field: 'clause',
      sentence: `There is no section "${baseCitation(entry.citation)}".`,
      cure: 'Cite a section of the agreement as it is numbered there, e.g. "III §9.4".',
    }));
}
