import { OPEN_END } from '../../agreement/agreement.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { checkClocks } from '../../cases/check-clocks.ts';
import { clockTerm } from '../../cases/clock-terms.ts';
import type { CaseKind } from '../../cases/kind.ts';
import { amendmentRequestKind } from './amendment-request/amendment-request-case.ts';
import { assignmentKind } from './assignment/assignment-case.ts';
import { assignmentEffect } from './assignment/assignment-effect.ts';
import { assignmentTerm } from './assignment/terms.ts';
import { authorityKind } from './authority/authority-case.ts';
import { cpniUse } from './authority/cpni-use.ts';
import { loaValid } from './authority/loa-valid.ts';
import { proofOfAuthority } from './authority/proof-of-authority.ts';
import { authorityTerm, customerInformationTerm, lettersTerm } from './authority/terms.ts';
import { unauthorizedChangeCharge } from './authority/unauthorized-change-charge.ts';
import { bfrCancellationCharge } from './bfr/bfr-cancellation-charge.ts';
import { bfrKind } from './bfr/bfr-case.ts';
import { bfrComplete } from './bfr/bfr-complete.ts';
import { bfrDenial } from './bfr/bfr-denial.ts';
import { bfrTerm } from './bfr/terms.ts';
import { changeOfLawKind } from './change-of-law/change-of-law-case.ts';
import { changeOfLawEffect } from './change-of-law/change-of-law-effect.ts';
import { changeOfLawPetition } from './change-of-law/petition-window.ts';
import { changeOfLawTerm } from './change-of-law/terms.ts';
import { escalationKind } from './escalation/escalation-case.ts';
import { escalationNext } from './escalation/escalation-next.ts';
import { forceMajeureKind } from './force-majeure/force-majeure-case.ts';
import { checkTolls } from './force-majeure/check-tolls.ts';
import { forceMajeureTerm } from './force-majeure/terms.ts';
import { forecastKind } from './forecasts/forecast-case.ts';
import { forecastTimely } from './forecasts/forecast-timely.ts';
import { networkChangeKind } from './forecasts/network-change-case.ts';
import { networkChangeTimely } from './forecasts/network-change-timely.ts';
import { planningKind } from './forecasts/planning-case.ts';
import { forecastsTerm } from './forecasts/terms.ts';
import { insuranceCertificateKind } from './insurance/certificate-case.ts';
import { insuranceSufficient } from './insurance/insurance-sufficient.ts';
import { coveragesTable } from './insurance/terms.ts';
import { liabilityLimit } from './liability/liability-limit.ts';
import { liabilityTerm } from './liability/terms.ts';
import { checkContacts } from './notices/check-contacts.ts';
import { noticeKind } from './notices/notice-case.ts';
import { noticeReceipt } from './notices/notice-receipt.ts';
import { noticeValid } from './notices/notice-valid.ts';
import { contactsTable, noticesTerm } from './notices/terms.ts';

/** Kinds of cases of the relations between the parties. */
export const relationKinds: readonly CaseKind[] = [
  noticeKind,
  escalationKind,
  bfrKind,
  forecastKind,
  planningKind,
  networkChangeKind,
  authorityKind,
  insuranceCertificateKind,
  assignmentKind,
  changeOfLawKind,
  amendmentRequestKind,
  forceMajeureKind,
];

/** What the parties owe each other beside money: notices, requests, forecasts, authority, insurance, change. */
export const relations: Vocabulary = {
  subject: 'general-provisions',
  terms: [
    noticesTerm,
    bfrTerm,
    forecastsTerm,
    lettersTerm,
    authorityTerm,
    customerInformationTerm,
    liabilityTerm,
    assignmentTerm,
    changeOfLawTerm,
    forceMajeureTerm,
  ],
  tables: [contactsTable, coveragesTable],
  decisions: [
    noticeReceipt,
    noticeValid,
    escalationNext,
    bfrComplete,
    bfrDenial,
    bfrCancellationCharge,
    forecastTimely,
    networkChangeTimely,
    loaValid,
    cpniUse,
    proofOfAuthority,
    unauthorizedChangeCharge,
    insuranceSufficient,
    liabilityLimit,
    assignmentEffect,
    changeOfLawEffect,
    changeOfLawPetition,
  ],
  check: (agreement) => [
    ...usedKinds(agreement).flatMap((kind) => checkClocks(agreement, kind)),
    ...checkTolls(agreement),
    ...checkContacts(agreement),
  ],
};

/** Kinds of which the agreement has a clock. */
function usedKinds(agreement: Agreement): readonly CaseKind[] {
  const names = new Set(agreement.at(OPEN_END).members(clockTerm));
  return relationKinds.filter(({ clocks }) =>
    clocks.some((clock) => clock.clocks.some((name) => names.has(name))),
  );
}
