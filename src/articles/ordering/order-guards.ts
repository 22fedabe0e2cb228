import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { due } from '../../cases/due.ts';
import { localDate } from '../../cases/instant.ts';
import type { CaseEvent, NewEvent } from '../../cases/kind.ts';
import { findJeopardyCode, jeopardyCodes } from './jeopardy-codes.ts';
import type { OrderKindName } from './order-id.ts';
import { jeopardyTerm } from './terms.ts';

/** A jeopardy says a code of the list of its kind of order. */
export function jeopardyProblems(agreement: Agreement, kind: OrderKindName, event: NewEvent): Problem[] {
  const code = String(event.body['code']);
  if (findJeopardyCode(kind, code)) return [];
  const term = agreement.at(localDate(agreement, event.occurredAt)).optional(jeopardyTerm);
  return [
    {
      id: 'orders/jeopardy-code',
      field: 'code',
      sentence: `"${code}" is no jeopardy code of an ${kind.toUpperCase()}.`,
      cure: `Write one of ${jeopardyCodes(kind)
        .map((one) => one.code)
        .join(', ')}.`,
      ...(term === undefined ? {} : { clause: term.citation }),
    },
  ];
}

/** The orderer waits where there are no facilities; another jeopardy is the service centre's to clear. */
export function deferralProblems(
  agreement: Agreement,
  history: readonly CaseEvent[],
  event: NewEvent,
): Problem[] {
  const term = agreement.at(localDate(agreement, event.occurredAt)).optional(jeopardyTerm);
  const code = String(history.findLast(({ name }) => name === 'jeopardy')?.body['code']);
  if (term === undefined || term.value.noFacilities.includes(code)) return [];
  return [
    {
      id: 'orders/not-facilities',
      field: 'event',
      sentence: `The jeopardy is ${code}, which is no want of facilities.`,
      cure: `Wait for the new date; an order is deferred for ${term.value.noFacilities.join(', ')}.`,
      clause: term.citation,
    },
  ];
}

/** After the customer was not ready, the new date lies within the time that counts from the first one. */
export function limitProblems(
  agreement: Agreement,
  kind: OrderKindName,
  history: readonly CaseEvent[],
  event: NewEvent,
): Problem[] {
  const limit = customerNotReadyLimit(agreement, kind, history);
  const wanted = String(event.body['dueDate']);
  if (limit === undefined || wanted <= limit.dueAt) return [];
  return [
    {
      id: 'orders/customer-not-ready-limit',
      field: 'dueDate',
      sentence: `${wanted} lies after ${limit.dueAt}, the last day for work whose customer was not ready.`,
      cure: `Name a day up to ${limit.dueAt}, or order again under a new PON.`,
      clause: limit.clause,
    },
  ];
}

/** The last day to which the work of a customer who was not ready may be put off; undefined where none is agreed. */
export function customerNotReadyLimit(
  agreement: Agreement,
  kind: OrderKindName,
  history: readonly CaseEvent[],
): { readonly dueAt: string; readonly clause: string } | undefined {
  const last = history.findLast(({ name }) => name === 'customer-not-ready');
  if (last === undefined) return undefined;
  const answer = due(agreement, `${kind}-customer-not-ready`, {
    at: last.occurredAt,
    facts: { dueOn: last.body['dueOn'] },
  });
  return answer.ok && 'dueAt' in answer.value ? answer.value : undefined;
}
