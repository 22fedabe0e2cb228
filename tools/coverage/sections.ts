import type { Agreement } from '../../src/agreement/agreement.ts';
import { sectionCoverage } from '../../src/flows/coverage/index.ts';
import type { SectionCoverage, SectionState } from '../../src/flows/coverage/index.ts';
import { readEntry } from './entries.ts';
import type { Ground } from './ground.ts';

/** Tests shown for a clause or rule; more may name it. */
export const SHOWN = 3;

/** The clauses of each article, and of the law beside it, as tables; sections that are words alone are left out. */
export function sectionTables(agreement: Agreement, ground: Ground): string[] {
  const sections = sectionCoverage(agreement, Object.fromEntries(ground.read)).filter(
    ({ state }) => state !== 'text',
  );
  const { articles, law = [] } = agreement.manifest;
  const titles = [...articles, ...law.map(({ number }) => ({ number, title: '' }))];
  return titles.flatMap(({ number, title }) => {
    const rows = sections.filter(({ article }) => article === number).map((one) => row(one, ground));
    if (rows.length === 0) return [];
    return [
      `### ${title === '' || number.startsWith('Appendix') ? number : `${number} — ${title}`}`,
      '',
      '| clause | state | terms and rows | tests that name them | what is missing |',
      '|---|---|---|---|---|',
      ...rows,
      '',
    ];
  });
}

function row({ citation, heading, state, terms, reasons }: SectionCoverage, ground: Ground): string {
  const name = /\d/.test(heading) ? ` ${heading.replace(/^(?:[\d.]+|(?:\(\w+\))+)\s*/, '')}` : '';
  const held = terms.map((term) =>
    term.rows === 1 ? `\`${term.name}\`` : `\`${term.name}\` (${term.rows})`,
  );
  const idle = terms.filter(({ read }) => !read).map((term) => `\`${term.name}\``);
  const missing = [...(idle.length > 0 ? [`No rule reads ${idle.join(', ')} yet.`] : []), ...reasons].join(
    ' ',
  );
  const entries = terms.map((term) =>
    readEntry(term.name.includes('.') ? term.name : `table:${term.name}`, ground),
  );
  const tests = ground.tests.filter((test) => entries.some((entry) => entry.named(test)));
  return cells([`${citation}${name}`, state, held.join(', '), shown(tests.map(({ file }) => file)), missing]);
}

/** One row of a Markdown table. */
export const cells = (texts: readonly string[]): string =>
  `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;

/** The first tests, with how many more there are. */
export function shown(files: readonly string[]): string {
  const names = files.slice(0, SHOWN).map((file) => file.replace(/^src\//, ''));
  if (files.length > SHOWN) names.push('and more');
  return names.join(', ');
}

/** How many sections are in each state, words alone left out. */
export function countSections(
  agreement: Agreement,
  ground: Ground,
): Record<Exclude<SectionState, 'text'>, number> {
  const counts = { modelled: 0, partly: 0, stated: 0, unmodelled: 0 };
  for (const { state } of sectionCoverage(agreement, Object.fromEntries(ground.read)))
    if (state !== 'text') counts[state] += 1;
  return counts;
}
