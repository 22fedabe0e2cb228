import { OPEN_END } from '../../agreement/agreement.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { tariffPrecedence } from '../../agreement/precedence-terms.ts';
import { areaScope, stateScope } from '../../agreement/scope.ts';
import type { Vocabulary } from '../../agreement/vocabulary.ts';
import type { Problem } from '../../base/problem.ts';
import { checkClocks } from '../../cases/check-clocks.ts';
import { asrKind } from './asr.ts';
import { applicablePrice } from './applicable-price.ts';
import { batchSchedule } from './batch-schedule.ts';
import { dueDateTerms, hotCutWindowsTable } from './due-date-terms.ts';
import { dueDate } from './due-date.ts';
import { editProblems } from './edit-catalogue.ts';
import { formEdits } from './forms/shipped-edits.ts';
import { hotCutWindow, windowProblems } from './hot-cut-window.ts';
import { inScope } from './in-scope.ts';
import { jeopardyStanding } from './jeopardy-standing.ts';
import { lsrKind } from './lsr.ts';
import { supplement } from './supplement.ts';
import { modifiesAgreement } from './modifies-agreement.ts';
import { purchaseVehicle } from './purchase-vehicle.ts';
import { reciprocalPrice } from './reciprocal-price.ts';
import { orderChargesDecision } from './charges/order-charges-decision.ts';
import { checkCharges } from './charges/check-charges.ts';
import {
  customerNotReadyTerm,
  editsTerm,
  lossTerm,
  orderingTerms,
  requestsTerm,
  supplementsTerm,
} from './terms.ts';
import { translationRemoval } from './translation-removal.ts';
import { waivesPosition } from './waives-position.ts';

export { bookHotCut, bookedDays } from './book-hot-cut.ts';
export type { BookedHotCut, HotCutRequest } from './book-hot-cut.ts';
export { hotCutCalendar } from './hot-cut-calendar.ts';
export type { HotCutDay } from './hot-cut-calendar.ts';
export { closeOrders } from './close-orders.ts';
export type { ClosedOrders, CloseOrders, OrderCompletion } from './close-orders.ts';
export { answerOrder } from './answer-order.ts';
export type { OrderAnswer } from './answer-order.ts';
export { submitOrder } from './submit-order.ts';
export type { Submission } from './submit-order.ts';
export { asrCaseId, asrKind } from './asr.ts';
export type { Asr } from './asr.ts';
export { lsrEdits } from './forms/lsr-edits.ts';
export { orderOfForms } from './forms/order-of-forms.ts';
export { lsrCaseId, lsrKind } from './lsr.ts';
export type { Lsr } from './lsr.ts';
export type { OrderCase } from './order-case.ts';
export { orderCharges } from './order-charges.ts';
export { readOrders } from './read-orders.ts';
export type { Rejection } from './run-edits.ts';
export type { ChargedVersion } from './order-charges.ts';
export { orderChargesDecision } from './charges/order-charges-decision.ts';
export type { ChargedElement } from './charges/order-charges-decision.ts';

/** Orders for elements: requests, edits, clocks and one-time charges. */
export const ordering: Vocabulary = {
  subject: 'ordering',
  terms: [...orderingTerms, ...dueDateTerms],
  tables: [hotCutWindowsTable],
  decisions: [
    orderChargesDecision,
    purchaseVehicle,
    applicablePrice,
    inScope,
    waivesPosition,
    reciprocalPrice,
    modifiesAgreement,
    dueDate,
    batchSchedule,
    hotCutWindow,
    translationRemoval,
    supplement,
    jeopardyStanding,
  ],
  check: (agreement) =>
    agreement.at(OPEN_END).optional(requestsTerm)
      ? [
          ...checkEdits(agreement),
          ...checkCharges(agreement),
          ...checkClocks(agreement, lsrKind),
          ...checkClocks(agreement, asrKind),
          ...windowProblems(agreement),
        ]
      : [],
};

/** What an agreement may be without: an edit that rests on it then cites where edits are agreed. */
const OPTIONAL = [
  tariffPrecedence.key,
  stateScope.key,
  areaScope.key,
  supplementsTerm.key,
  customerNotReadyTerm.key,
  lossTerm.key,
  'end-users.freezes',
];

function checkEdits(agreement: Agreement): Problem[] {
  const view = agreement.at(OPEN_END);
  const edits = view.optional(editsTerm);
  if (!edits) return [];
  const keys = [...agreement.timeline.keys(), ...OPTIONAL];
  const hasTerm = (key: string): boolean =>
    keys.some((other) => other === key || other.startsWith(`${key}.`));
  const { catalogue, forms, accessForms } = edits.value;
  const names = [forms, accessForms].filter((name) => name !== undefined);
  const overForms = names.length === 0 ? undefined : formEdits(names);
  return [
    ...editProblems(catalogue, hasTerm),
    ...(overForms === undefined || overForms.ok ? [] : overForms.problems),
  ].map((problem) => ({ file: edits.file, line: edits.line, ...problem }));
}
