import type { Decision } from '../agreement/decision.ts';
import { scopeTerms } from '../agreement/scope.ts';
import type { Vocabulary } from '../agreement/vocabulary.ts';

const agreement: Vocabulary = { subject: 'agreement', terms: [...scopeTerms], tables: [], decisions: [] };

/** Every room that adds to the language of agreements. */
export const vocabulary: readonly Vocabulary[] = [agreement];

export const decisions: readonly Decision[] = vocabulary.flatMap((room) => [...room.decisions]);
