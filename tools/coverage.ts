/**
 * COVERAGE.md from the agreement itself: each section is executed (it has terms, or rows or rules cite
 * it), part of it is, or it is marked unmodelled with the reason. `--write` writes the file; without it
 * the file must already be true.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { loadAgreement } from '../src/agreement/load.ts';
import { baseCitation } from '../src/agreement/agreement.ts';
import type { Agreement } from '../src/agreement/agreement.ts';
import type { Section } from '../src/agreement/article.ts';
import { unwrap } from '../src/base/result.ts';
import { findTerm } from '../src/agreement/vocabulary.ts';
import { vocabulary } from '../src/app/vocabulary.ts';

const FOLDER = 'agreements/missouri-2006';
const DOCUMENT = 'COVERAGE.md';
/** Tests shown for a clause; more may name its terms. */
const SHOWN = 3;

function coverage(agreement: Agreement): string {
  const executed = readByCode();
  const tests = globSync('src/**/*.test.ts')
    .sort()
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
  const lines = [
    '# Coverage',
    '',
    `Clause by clause, what of \`${FOLDER}\` runs. Written by \`tools/coverage.ts\` from the agreement; a test holds it true.`,
    'The words of Articles II–XVIII are ours (the signed text is not public); each term shows its provenance.',
    '',
  ];
  for (const { number, title } of agreement.manifest.articles) {
    const rows = agreement.sections
      .filter((section) => section.article === number)
      .flatMap((section) => row(agreement, section, executed, tests));
    if (rows.length === 0) continue;
    lines.push(`## ${number.startsWith('Appendix') ? number : `${number} — ${title}`}`, '');
    lines.push(
      '| clause | state | terms and rows | tests that name them |',
      '|---|---|---|---|',
      ...rows,
      '',
    );
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

interface TestFile {
  readonly file: string;
  readonly text: string;
}

function row(
  agreement: Agreement,
  section: Section,
  executed: ReadonlySet<string>,
  tests: readonly TestFile[],
): string[] {
  const own = keysAt(agreement, section.citation);
  const reason = section.unmodelled.map((mark) => mark.reason.replaceAll('\n', ' ')).join(' ');
  if (own.length === 0 && reason === '') return [];
  const idle = [
    ...new Set(own.filter((key) => !executed.has(termOf(key))).map((key) => key.split('#')[0] ?? key)),
  ];
  const held = idle.length === 0 ? '' : `no rule reads ${idle.map((key) => `\`${key}\``).join(', ')} yet.`;
  const missing = [reason, held].filter((text) => text !== '').join(' Held and shown, but ');
  const state =
    own.length === 0
      ? `unmodelled: ${reason}`
      : missing === ''
        ? 'modelled'
        : own.every((key) => !executed.has(termOf(key)))
          ? `stated: ${missing}`
          : `partly: ${missing}`;
  const names = [...new Set(own.map((key) => key.split('#')[0] ?? key))];
  const named = tests
    .filter(({ text }) =>
      names.some(
        (name) =>
          text.includes(`'${name}'`) ||
          text.includes(`${name}.csv`) ||
          (name.includes('.') && (text.includes(name) || text.includes(`'${member(name)}'`))),
      ),
    )
    .map(({ file }) => file.replace('src/', ''));
  const heading = /\d/.test(section.heading) ? ` ${section.heading.replace(/^[\d.]+\s*/, '')}` : '';
  return [
    `| ${section.citation}${heading} | ${state} | ${summarise(own)} | ${named.slice(0, SHOWN).join(', ')} |`,
  ];
}

/** `clock.bill-due` → `bill-due`: tests ask for clocks and charges by this word. */
const member = (key: string): string => key.split('.').at(-1) ?? key;

function keysAt(agreement: Agreement, citation: string): string[] {
  return [...agreement.timeline.keys()].filter((key) =>
    agreement.timeline.versions(key).some(({ entry }) => {
      if (!entry) return false;
      const clause = baseCitation(entry.citation);
      return clause === citation || clause.startsWith(`${citation} ¶`);
    }),
  );
}

/** Key of a term's definition: families by their `.*`, rows by their table. */
function termOf(key: string): string {
  const [name = key, row] = key.split('#');
  if (row !== undefined) return name;
  const def = findTerm(vocabulary, name);
  return def?.key ?? name;
}

/** Keys of terms and names of tables that some file reads beside the one that defines it and the indexes that list it. */
function readByCode(): Set<string> {
  const sources = globSync('src/**/*.ts', { exclude: (name) => name.endsWith('.test.ts') }).map((file) => ({
    file,
    text: readFileSync(file, 'utf8'),
  }));
  const found = new Set<string>();
  for (const { file, text } of sources) {
    for (const match of text.matchAll(
      /export const (\w+) = (?:\w+<\w+>\(\s*)?define(?:Term|Table)\(\s*(?:\{\s*name: )?'([^']+)'/g,
    )) {
      const [, name = '', key = ''] = match;
      const uses = sources.filter((other) => other.file !== file && !/(index|terms)\.ts$/.test(other.file));
      const inOwn = text.split(new RegExp(`\\b${name}\\b`)).length > 2 && !file.endsWith('scope.ts');
      if (inOwn || uses.some((other) => new RegExp(`\\b${name}\\b`).test(other.text))) found.add(key);
    }
  }
  return found;
}

/** `rates (12), clock.bill-due`. */
function summarise(keys: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const key of keys) {
    const name = key.split('#')[0] ?? key;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, count]) => (count === 1 ? `\`${name}\`` : `\`${name}\` (${count})`))
    .join(', ');
}

const text = coverage(unwrap(loadAgreement(FOLDER, { vocabulary })));
if (process.argv.includes('--write')) writeFileSync(DOCUMENT, text);
else if (!existsSync(DOCUMENT) || readFileSync(DOCUMENT, 'utf8') !== text) {
  console.error(
    `${DOCUMENT} is not what the agreement says: run "node bin/meetpoint.cjs node tools/coverage.ts --write".`,
  );
  process.exitCode = 1;
}
