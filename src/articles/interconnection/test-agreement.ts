import { ratesTable } from '../../accounts/rates.ts';
import { roundingTerm } from '../../accounts/terms.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { loadAgreement } from '../../agreement/load.ts';
import type { Vocabulary } from '../../agreement/vocabulary.ts';
import type { Problem } from '../../base/problem.ts';
import { unwrap } from '../../base/result.ts';
import { trafficFolder } from '../../traffic/test-agreement.ts';
import type { Fixture } from '../../traffic/test-agreement.ts';
import { interconnection } from './index.ts';

export const vocabulary: readonly Vocabulary[] = [
  interconnection,
  { subject: 'accounts', terms: [roundingTerm], tables: [ratesTable], decisions: [] },
];

const ROUNDING = `

## 99 Rounding

Amounts are rounded half-up, once, at the line.

\`\`\`terms
accounts.rounding:
  mode: half-up
  at: line
  provenance: assumed
  source: as in the article on general provisions
\`\`\`
`;

const withRounding = (fixture: Fixture): Fixture => ({
  ...fixture,
  vocabulary,
  edit: (file, text) => {
    const edited = fixture.edit ? fixture.edit(file, text) : text;
    return file.endsWith('.md') ? edited + ROUNDING : edited;
  },
});

/** The agreement's article on traffic, with its prices and a term of rounding. */
export const interconnectionAgreement = (fixture: Fixture = {}): Agreement =>
  unwrap(loadAgreement(trafficFolder(withRounding(fixture)), { vocabulary }));

/** What the check says of a changed copy. */
export function problemsOf(fixture: Fixture): readonly Problem[] {
  const loaded = loadAgreement(trafficFolder(withRounding(fixture)), { vocabulary });
  return loaded.ok ? [] : loaded.problems;
}
