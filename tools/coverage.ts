/**
 * COVERAGE.md from the agreement itself: each section is executed (it has terms, or rows or rules cite
 * it), part of it is, or it is marked unmodelled with the reason. `--write` writes the file; without it
 * the file must already be true.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import { loadAgreement } from '../src/agreement/load.ts';
import { baseCitation } from '../src/agreement/agreement.ts';
import type { Agreement } from '../src/agreement/agreement.ts';
import { unwrap } from '../src/base/result.ts';
import { vocabulary } from '../src/app/vocabulary.ts';

const FOLDER = 'agreements/missouri-2006';
const DOCUMENT = 'COVERAGE.md';

function coverage(agreement: Agreement): string {
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
    lines.push(
      `## ${number} ${number.startsWith('Appendix') || number === 'Cover' ? '' : `— ${title}`}`.trimEnd(),
      '',
    );
    lines.push('| clause | state | terms and rows | tests that name them |', '|---|---|---|---|');
    for (const section of agreement.sections.filter((s) => s.article === number)) {
      const own = keysAt(agreement, section.citation);
      const reason = section.unmodelled.map((mark) => mark.reason.replaceAll('\n', ' ')).join(' ');
      if (own.length === 0 && reason === '') continue;
      const state =
        reason === '' ? 'modelled' : own.length > 0 ? `partly: ${reason}` : `unmodelled: ${reason}`;
      const names = new Set(own.map((key) => key.split('#')[0] ?? key));
      const named = tests
        .filter(({ text }) => [...names].some((name) => text.includes(name)))
        .map(({ file }) => file.replace('src/', ''));
      lines.push(
        `| ${section.citation} ${section.level === 1 ? '' : section.heading.replace(/^[\d.]+\s*/, '')} | ${state} | ${summarise(own)} | ${named.slice(0, 3).join(', ')}${named.length > 3 ? ` and ${named.length - 3} more` : ''} |`,
      );
    }
    lines.push('');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function keysAt(agreement: Agreement, citation: string): string[] {
  return [...agreement.timeline.keys()].filter((key) =>
    agreement.timeline.versions(key).some(({ entry }) => {
      if (!entry) return false;
      const clause = baseCitation(entry.citation);
      return clause === citation || clause.startsWith(`${citation} ¶`);
    }),
  );
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
