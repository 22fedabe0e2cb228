import type { Agreement } from '../../src/agreement/agreement.ts';
import type { Ground } from './ground.ts';
import { TYPES } from './rules.ts';
import { cells, countSections, sectionTables, shown } from './sections.ts';
import { STATES, count } from './state.ts';
import type { Covered } from './state.ts';

/** The agreement that the rules are mapped to, and others for which only counts are shown. */
export interface Subject {
  readonly folder: string;
  readonly agreement: Agreement;
  readonly ground: Ground;
  readonly covered: readonly Covered[];
}

/** COVERAGE.md as a whole. */
export function coverageDocument(main: Subject, others: readonly Subject[]): string {
  const { modelled, partly, unmodelled } = count(main.covered);
  const total = main.covered.length;
  const lines = [
    '# Coverage',
    '',
    `Written by \`tools/coverage.ts\`; a test holds it true. Nobody types a state: it is computed from what the rule names in`,
    '`reference/rules/*.csv` and what the agreement, the code and the tests hold.',
    '',
    `**${total} rules** of the subject matter of such contracts: **${modelled} modelled**, **${partly} partly**, **${unmodelled} unmodelled**.`,
    '',
    '- *modelled*: each term, table, decision, case kind or file that the rule names is there and code asks for it, and a test names it.',
    '- *partly*: some of it runs; the reason says what is missing.',
    '- *unmodelled*: nothing runs; the reason says why.',
    '',
    'The first part has the rules, article by article, numbered as `reference/rules/README.md` says. The second has the clauses of',
    `\`${main.folder}\`: the words of Articles II–XVIII are ours (the signed text is not public); each term shows its provenance.`,
    '',
    '## Totals',
    '',
    ...totals(main.covered),
    '',
    ...byType(main.covered),
    '',
    ...agreementCounts([main, ...others]),
    '',
    '## Rules',
    '',
    ...ruleTables(main.covered),
    `## Clauses of ${main.folder}`,
    '',
    ...sectionTables(main.agreement, main.ground),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? '' : `${Math.round((part * 100) / whole)} %`;

const articleOf = ({ rule }: Covered): string => rule.file.replace(/^.*\/|\.csv$/g, '');

function totals(covered: readonly Covered[]): string[] {
  const row = (name: string, rows: readonly Covered[]): string => {
    const { modelled, partly, unmodelled } = count(rows);
    const numbers = [rows.length, modelled, partly, unmodelled].map(String);
    const shares = [percent(modelled, rows.length), percent(modelled + partly, rows.length)];
    return cells([name, ...numbers, ...shares]);
  };
  return [
    '| article | rules | modelled | partly | unmodelled | modelled | modelled or partly |',
    '|---|--:|--:|--:|--:|--:|--:|',
    ...[...Map.groupBy(covered, articleOf)].map(([article, rows]) => row(articleTitle(article), rows)),
    row('**all**', covered),
  ];
}

function byType(covered: readonly Covered[]): string[] {
  return [
    '| kind of rule | rules | modelled | partly | unmodelled |',
    '|---|--:|--:|--:|--:|',
    ...TYPES.map((type) => {
      const rows = covered.filter(({ rule }) => rule.type === type);
      const counts = count(rows);
      return cells([type, String(rows.length), ...STATES.map((state) => String(counts[state]))]);
    }),
  ];
}

function agreementCounts(subjects: readonly Subject[]): string[] {
  return [
    '| agreement | rules modelled | partly | unmodelled | sections modelled | partly | stated | unmodelled |',
    '|---|--:|--:|--:|--:|--:|--:|--:|',
    ...subjects.map(({ folder, agreement, ground, covered }) => {
      const rules = count(covered);
      const sections = countSections(agreement, ground);
      return cells([
        `\`${folder}\``,
        ...STATES.map((state) => String(rules[state])),
        ...Object.values(sections).map(String),
      ]);
    }),
  ];
}

function ruleTables(covered: readonly Covered[]): string[] {
  return [...Map.groupBy(covered, articleOf)].flatMap(([article, rows]) => [
    `### ${articleTitle(article)}`,
    '',
    '| rule | name | state | by | tests | what is missing |',
    '|---|---|---|---|---|---|',
    ...rows.map(({ rule, state, by, tests, reason }) =>
      cells([
        rule.id,
        rule.name,
        state,
        by.map((word) => `\`${word}\``).join(', '),
        state === 'unmodelled' ? '' : shown(tests),
        reason,
      ]),
    ),
    '',
  ]);
}

/** `article-03` → Article III, `article-07-appendix-une-subloop` → Appendix UNE Subloop; 00 is for all articles. */
function articleTitle(article: string): string {
  const [, number = '', appendix] = /^article-(\d+)(?:-(.+))?$/.exec(article) ?? [];
  if (appendix !== undefined) {
    const words = appendix.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
    return words.join(' ').replace('Une', 'UNE');
  }
  const roman = ROMANS[Number(number)];
  return roman === undefined ? 'All articles' : `Article ${roman}`;
}

const ROMANS: readonly (string | undefined)[] =
  ',I,II,III,IV,V,VI,VII,VIII,IX,X,XI,XII,XIII,XIV,XV,XVI,XVII,XVIII'
    .split(',')
    .map((word) => word || undefined);
