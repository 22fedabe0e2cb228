/** For tests: the Missouri article of definitions with the rules of its calls and the holidays of its parties. */
import type { Agreement } from '../../agreement/agreement.ts';
import { precedence } from '../../agreement/precedence.ts';
import { scopeTerms } from '../../agreement/scope.ts';
import type { Vocabulary } from '../../agreement/vocabulary.ts';
import type { Problem } from '../../base/problem.ts';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { loadPart } from '../../cases/test-partial-agreement.ts';
import type { Part } from '../../cases/test-partial-agreement.ts';
import { holidaysTable } from '../../parties/calendars.ts';
import { partiesTable } from '../../parties/parties.ts';
import { jurisdictionTable } from '../../traffic/tables.ts';
import { definitions } from './index.ts';

export const vocabulary: readonly Vocabulary[] = [
  { subject: 'scope', terms: scopeTerms, tables: [], decisions: [] },
  precedence,
  {
    subject: 'ground',
    terms: [],
    tables: [holidaysTable, partiesTable, jurisdictionTable],
    decisions: [],
  },
  definitions,
];

export const loadDefinitions = (part: Partial<Part> = {}): Result<Agreement> =>
  loadPart({
    dir: 'agreements/missouri-2006',
    articles: ['01-scope-and-intent.md', '02-definitions.md'],
    tables: ['definitions', 'holidays', 'jurisdiction', 'parties'],
    law: ['47 CFR 51', '47 USC 153'],
    vocabulary,
    ...part,
  });

export const missouri = (part: Partial<Part> = {}): Agreement => unwrap(loadDefinitions(part));

/** Changes the text of a file before it is read. */
export type Edit = NonNullable<Part['edit']>;

/** The table of definitions with more rows: term, subject, condition, answer. */
export const withRows =
  (...rows: readonly (readonly [string, string, string, string])[]): Edit =>
  (file, text) =>
    file === 'definitions.csv'
      ? rows.reduce(
          (table, [term, subject, when, then], index) =>
            `${table}T${index},${term},,${1000 + index},${subject},"${when}",${then},A test,II §2.15,,,,assumed,a test\n`,
          text,
        )
      : text;

/** What the check says of a changed table. */
export function problemsOf(edit?: Edit): readonly Problem[] {
  const loaded = loadDefinitions(edit === undefined ? {} : { edit });
  return loaded.ok ? [] : loaded.problems;
}
