import { OPEN_END } from '../../agreement/agreement.ts';
import type { Agreement, Term } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { parseDuration } from '../../base/quantity.ts';
import { auditTerm } from './audits/terms.ts';
import { backBillingTerm } from './back-billing/terms.ts';
import { insolvencyTerm } from './default/terms.ts';
import { depositReturnTerm, depositTerm, depositTriggerTerm } from './deposit/terms.ts';
import { forumTerm, refundTerm } from './disputes/terms.ts';
import { escrowTerm } from './escrow/terms.ts';
import { isPlainLength } from './rules/shift-date.ts';

/** What is wrong with the terms of the money provisions beyond the shape of each. Says nothing of terms that are not there. */
export function checkMoneyTerms(agreement: Agreement): Problem[] {
  const view = agreement.at(OPEN_END);
  const deposit = view.optional(depositTerm);
  const trigger = view.optional(depositTriggerTerm);
  const giveBack = view.optional(depositReturnTerm);
  const backBilling = view.optional(backBillingTerm);
  const insolvency = view.optional(insolvencyTerm);
  const refund = view.optional(refundTerm);
  const forum = view.optional(forumTerm);
  const audit = view.optional(auditTerm);
  const escrow = view.optional(escrowTerm);
  return [
    ...(deposit && deposit.value.basis === 'recent-average'
      ? needs(deposit, { over: deposit.value.over })
      : []),
    ...(deposit ? inMonths(deposit, { over: deposit.value.over }) : []),
    ...(trigger ? triggerProblems(trigger) : []),
    ...(giveBack ? inMonths(giveBack, giveBack.value) : []),
    ...(backBilling
      ? plain(backBilling, {
          limit: backBilling.value.limit,
          thirdPartyRecords: backBilling.value.thirdPartyRecords,
          trueUpAfterOrder: backBilling.value.trueUpAfterOrder,
          trueUpAfterApproval: backBilling.value.trueUpAfterApproval,
        })
      : []),
    ...(insolvency ? plain(insolvency, { involuntary: insolvency.value.involuntary }) : []),
    ...(refund ? plain(refund, refund.value) : []),
    ...(audit ? plain(audit, { reachBack: audit.value.reachBack }) : []),
    ...(forum?.value.smallShare !== undefined
      ? needs(forum, { small: forum.value.small, over: forum.value.over })
      : []),
    ...(escrow?.value.required === true ? needs(escrow, { agent: escrow.value.agent }) : []),
  ];
}

function triggerProblems(term: Term<NonNullable<(typeof depositTriggerTerm)['type']>>): Problem[] {
  const { triggers, paymentHistory, delinquencies, within } = term.value;
  return [
    ...(triggers.includes('payment-history') ? needs(term, { paymentHistory }) : []),
    ...(triggers.includes('delinquencies') ? needs(term, { delinquencies, within }) : []),
    ...inMonths(term, { paymentHistory }),
    ...plain(term, { within }),
  ];
}

const problemAt = (
  term: Term<unknown>,
  slug: string,
  field: string,
  sentence: string,
  cure: string,
): Problem => ({
  id: `general-provisions/${slug}`,
  file: term.file,
  line: term.line,
  field: `${term.key}.${field}`,
  sentence,
  cure,
  clause: term.citation,
});

/** What a term promises and leaves out. */
const needs = (term: Term<unknown>, fields: Readonly<Record<string, unknown>>): Problem[] =>
  Object.entries(fields)
    .filter(([, value]) => value === undefined)
    .map(([field]) =>
      problemAt(
        term,
        'incomplete-term',
        field,
        `"${term.key}" does not say "${field}", which it needs.`,
        'Add it.',
      ),
    );

/** Lengths that are counted without a business calendar. */
const plain = (term: Term<unknown>, lengths: Readonly<Record<string, string | undefined>>): Problem[] =>
  Object.entries(lengths)
    .filter(([, length]) => length !== undefined && !isPlainLength(length))
    .map(([field, length]) =>
      problemAt(
        term,
        'length',
        field,
        `"${length ?? ''}" is counted from a date without a calendar.`,
        'Write months or calendar days.',
      ),
    );

/** Lengths of a history that is counted in months. */
const inMonths = (term: Term<unknown>, lengths: Readonly<Record<string, string | undefined>>): Problem[] =>
  Object.entries(lengths)
    .filter(([, length]) => length !== undefined && parseDuration(length)?.unit !== 'month')
    .map(([field, length]) =>
      problemAt(term, 'length', field, `"${length ?? ''}" is no number of months.`, 'Write months.'),
    );
