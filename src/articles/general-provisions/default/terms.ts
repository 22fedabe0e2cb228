import { Type } from 'typebox';
import { Code, Duration } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

/** Insolvency as a default of its own. */
export const insolvencyTerm = defineTerm(
  'general-provisions.insolvency',
  Type.Object({
    voluntary: Code(['at-once'], 'at-once: a petition of one’s own, or an assignment for creditors'),
    involuntary: Duration('A petition of others counts when it is not dismissed within this time'),
  }),
  'When insolvency lets the other party end the agreement without time to cure.',
);
