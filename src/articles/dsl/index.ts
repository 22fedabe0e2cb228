import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { effectiveWorkingLength } from './length/effective-working-length.ts';
import { equivalentLengthTerm, gaugeFactorsTable } from './length/terms.ts';
import { loopQualification } from './qualification/loop-qualification.ts';
import { qualificationRulesTable, technologiesTable } from './qualification/terms.ts';
import { binderTerm, interferenceTerm, spectrumClassesTable, spectrumTerm } from './spectrum/terms.ts';

export { equivalentLength } from './length/equivalent-length.ts';
export type { EquivalentLength } from './length/equivalent-length.ts';
export { qualifyLoop } from './qualification/qualify-loop.ts';
export type { Qualification, Reason } from './qualification/qualify-loop.ts';

/** Loops for data: what they are made of and will carry, what may be taken off them, what shares their cable. */
export const dsl: Vocabulary = {
  subject: 'dsl',
  terms: [equivalentLengthTerm, spectrumTerm, interferenceTerm, binderTerm],
  tables: [gaugeFactorsTable, technologiesTable, qualificationRulesTable, spectrumClassesTable],
  decisions: [effectiveWorkingLength, loopQualification],
};
