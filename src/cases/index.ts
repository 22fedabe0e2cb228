import { OPEN_END } from '../agreement/agreement.ts';
import type { Vocabulary } from '../agreement/vocabulary.ts';
import { clockProblems, clockTerm, focIntervalsTable, intervalsTable } from './clock-terms.ts';
import { intervalProblems } from './interval.ts';
import { noticeTerm } from './notice.ts';

/** What this room adds to the language of agreements: clocks, the intervals that some of them look up, and when a notice counts as received. */
export const cases: Vocabulary = {
  subject: 'clock',
  terms: [clockTerm, noticeTerm],
  tables: [intervalsTable, focIntervalsTable],
  decisions: [],
  check: (agreement) => {
    const view = agreement.at(OPEN_END);
    const clocks = view.members(clockTerm).flatMap((name) => {
      const term = view.term(clockTerm, name);
      return term.ok ? clockProblems(term.value, view) : [];
    });
    return [...clocks, ...intervalProblems(agreement)];
  },
};
