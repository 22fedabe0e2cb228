import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { checkDsl } from './check.ts';
import { conditioningBill } from './conditioning/conditioning-bill.ts';
import { conditioningCharges } from './conditioning/conditioning-charges.ts';
import { conditioningOptions } from './conditioning/conditioning-options.ts';
import { loopConditioningTerm } from './conditioning/terms.ts';
import { effectiveWorkingLength } from './length/effective-working-length.ts';
import { equivalentLengthTerm, gaugeFactorsTable } from './length/terms.ts';
import { loopQualification } from './qualification/loop-qualification.ts';
import { loopTechnologies } from './qualification/loop-technologies.ts';
import { qualificationRulesTable, technologiesTable } from './qualification/terms.ts';
import { copperRetirementNotice } from './retirement/retirement-notice.ts';
import { copperRetirementTerm } from './retirement/terms.ts';
import { lineSharingAvailable, lineSharingPrice } from './sharing/line-sharing.ts';
import { lineSharingTerm } from './sharing/terms.ts';
import { spectrumAcceptable } from './spectrum/spectrum-acceptable.ts';
import { binderTerm, interferenceTerm, spectrumClassesTable, spectrumTerm } from './spectrum/terms.ts';
import { acceptanceTest } from './testing/acceptance-test.ts';
import { cooperativeTestCharge } from './testing/cooperative-test-charge.ts';
import { recordAgainstTest } from './testing/record-against-test.ts';
import { cooperativeTestTerm, recordConflictTerm, testLimitsTable } from './testing/terms.ts';
import { lineStationTransfer, lineStationTransferCharge } from './transfer/line-station-transfer.ts';
import { stationTransferTerm } from './transfer/terms.ts';

export { kinds } from './kinds.ts';
export { equivalentLength } from './length/equivalent-length.ts';
export type { EquivalentLength } from './length/equivalent-length.ts';
export { qualifyLoop } from './qualification/qualify-loop.ts';
export type { Qualification, Reason } from './qualification/qualify-loop.ts';
export { conditioningCost } from './conditioning/conditioning-cost.ts';
export type { ConditioningCost, ConditioningLine } from './conditioning/conditioning-cost.ts';

/** Loops for data: what they are made of and will carry, what may be taken off them, what shares their cable. */
export const dsl: Vocabulary = {
  subject: 'dsl',
  terms: [
    equivalentLengthTerm,
    loopConditioningTerm,
    stationTransferTerm,
    spectrumTerm,
    binderTerm,
    interferenceTerm,
    lineSharingTerm,
    cooperativeTestTerm,
    recordConflictTerm,
    copperRetirementTerm,
  ],
  tables: [
    gaugeFactorsTable,
    technologiesTable,
    qualificationRulesTable,
    spectrumClassesTable,
    testLimitsTable,
  ],
  decisions: [
    effectiveWorkingLength,
    loopQualification,
    loopTechnologies,
    conditioningOptions,
    conditioningCharges,
    conditioningBill,
    lineStationTransfer,
    lineStationTransferCharge,
    spectrumAcceptable,
    lineSharingAvailable,
    lineSharingPrice,
    acceptanceTest,
    cooperativeTestCharge,
    recordAgainstTest,
    copperRetirementNotice,
  ],
  check: checkDsl,
};
