import { resubmissionTerm } from '../../accounts/terms.ts';
import { OPEN_END } from '../../agreement/agreement.ts';
import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { checkClocks } from '../../cases/check-clocks.ts';
import { clockTerm } from '../../cases/clock-terms.ts';
import type { CaseKind } from '../../cases/kind.ts';
import { withdrawalKind } from './authority-withdrawal/withdrawal-case.ts';
import { authorityWithdrawalTerm } from './authority-withdrawal/terms.ts';
import { branding } from './branding/branding.ts';
import { rebrandingFailure } from './branding/rebranding-failure.ts';
import { brandingTerm, rebrandingTerm } from './branding/terms.ts';
import { conversionBilling } from './conversion/conversion-billing.ts';
import { migration } from './conversion/migration.ts';
import { termContractLiability } from './conversion/term-contract-liability.ts';
import { conversionTerm, migrationTerm, termContractsTerm } from './conversion/terms.ts';
import { discontinuanceKind } from './discontinuance/discontinuance-case.ts';
import { discontinuancePaysThrough } from './discontinuance/discontinuance-pays-through.ts';
import { endUserNoticeKind } from './discontinuance/end-user-notice-case.ts';
import { endUserNoticeComplete } from './discontinuance/end-user-notice-complete.ts';
import { exitCopies } from './discontinuance/exit-copies.ts';
import { discontinuanceChargesTerm, discontinuanceTerm, exitNoticeTerm } from './discontinuance/terms.ts';
import { lossKind } from './loss/loss-case.ts';
import { lossNotice } from './loss/loss-notice.ts';
import { lossNoticeTerm } from './loss/terms.ts';
import { misdirectedCallKind } from './misdirected/misdirected-call-case.ts';
import { misdirectedReferral } from './misdirected/misdirected-referral.ts';
import { misdirectedCallsTerm } from './misdirected/terms.ts';
import { customerOfRecord } from './orders/customer-of-record.ts';
import { mayOrder } from './orders/may-order.ts';
import { orderChange } from './orders/order-change.ts';
import { readyToOrder } from './orders/ready-to-order.ts';
import { resubmissionCharge } from './orders/resubmission-charge.ts';
import {
  customerOfRecordTerm,
  firstOrderTerm,
  freezesTerm,
  orderChangesTerm,
  ordersTerm,
} from './orders/terms.ts';

export { countMisdirectedCalls } from './misdirected/count-misdirected-calls.ts';
export type { MisdirectedCount } from './misdirected/count-misdirected-calls.ts';

export const kinds: readonly CaseKind[] = [
  lossKind,
  withdrawalKind,
  misdirectedCallKind,
  discontinuanceKind,
  endUserNoticeKind,
];

/** What holds for every resold service and element where it meets the end user. */
export const endUsers: Vocabulary = {
  subject: 'end-users',
  terms: [
    customerOfRecordTerm,
    ordersTerm,
    freezesTerm,
    lossNoticeTerm,
    authorityWithdrawalTerm,
    brandingTerm,
    rebrandingTerm,
    misdirectedCallsTerm,
    orderChangesTerm,
    resubmissionTerm,
    migrationTerm,
    conversionTerm,
    termContractsTerm,
    discontinuanceTerm,
    exitNoticeTerm,
    discontinuanceChargesTerm,
    firstOrderTerm,
  ],
  tables: [],
  decisions: [
    customerOfRecord,
    mayOrder,
    lossNotice,
    branding,
    rebrandingFailure,
    misdirectedReferral,
    orderChange,
    resubmissionCharge,
    migration,
    conversionBilling,
    termContractLiability,
    endUserNoticeComplete,
    exitCopies,
    discontinuancePaysThrough,
    readyToOrder,
  ],
  check: (agreement) => {
    const known = new Set(agreement.at(OPEN_END).members(clockTerm));
    return kinds
      .filter(({ clocks }) => clocks.some((clock) => clock.clocks.some((name) => known.has(name))))
      .flatMap((kind) => checkClocks(agreement, kind));
  },
};
