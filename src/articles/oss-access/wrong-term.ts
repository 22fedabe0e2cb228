import type { Term } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';

/** What a term says that cannot be meant. */
export const wrongTerm = (
  term: Pick<Term<unknown>, 'key' | 'file' | 'line' | 'citation'>,
  field: string,
  sentence: string,
  cure: string,
): Problem => ({
  id: 'oss-access/terms',
  file: term.file,
  line: term.line,
  field: `${term.key}.${field}`,
  sentence,
  cure,
  clause: term.citation,
});
