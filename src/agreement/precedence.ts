import { tariffPrecedence } from './precedence-terms.ts';
import { checkLeaks, checkReferences, tariffReferencesTable } from './tariff-references.ts';
import type { Vocabulary } from './vocabulary.ts';

/** How the agreement and the tariffs of its parties are ranked, and which of their services it incorporates. */
export const precedence: Vocabulary = {
  subject: 'precedence',
  terms: [tariffPrecedence],
  tables: [tariffReferencesTable],
  decisions: [],
  check: (agreement) => [...checkReferences(agreement), ...checkLeaks(agreement)],
};
