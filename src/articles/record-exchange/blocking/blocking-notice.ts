import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import type { Agreement, AgreementView } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import type { Receipt } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { due } from '../../../cases/due.ts';
import { blockingTerm } from '../terms.ts';
import { BlockingNotice, NOTICE_CLOCKS, noticeDefects } from './notice-defects.ts';

/** Whether a notice lets its sender block, and from when; a defective one starts nothing. */
export const blockingNotice = defineDecision({
  name: 'blocking-notice',
  doc: 'Whether a notice that traffic will be blocked is complete or defective; every defect, and the ways left to the carrier.',
  facts: Type.Object(
    { ...BlockingNotice.properties, sentOn: IsoDate('Day on which it was sent') },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ sentOn }) => sentOn,
  decide: ({ sentOn, ...notice }, view, trace) => {
    const term = view.term(blockingTerm, notice.blocking);
    const earliest = earliestStart(view.agreement, notice.blocking, sentOn, view);
    if (!term.ok || !earliest.ok)
      return fail(...[term, earliest].flatMap((part) => (part.ok ? [] : part.problems)));
    const { on, receipt } = earliest.value;
    trace.add({
      id: 'earliest',
      sentence: `Sent on ${sentOn}: not before ${on}`,
      out: on,
      steps: receipt.steps,
      clause: receipt.clause,
    });
    const defects = noticeDefects(term.value, notice, on);
    for (const { sentence } of defects)
      trace.add({ id: 'defect', sentence, out: 'defective', ...cited(term.value) });
    const value = defects.length === 0 ? 'complete' : 'defective';
    trace.add({ id: 'notice', sentence: `${defects.length} defects`, out: value, ...cited(term.value) });
    return ok({
      value,
      clause: term.value.citation,
      details: { earliestOn: on, defects, routes: term.value.value.routes },
    });
  },
});

/** First day on which the blocking of a notice sent on a day, or at a moment, may start. */
export function earliestStart(
  agreement: Agreement,
  blocking: keyof typeof NOTICE_CLOCKS,
  sent: string,
  view?: AgreementView,
): Result<{ readonly on: string; readonly receipt: Receipt }> {
  const name = NOTICE_CLOCKS[blocking];
  const answer = due(agreement, name, {
    at: sent,
    ...(view === undefined ? {} : { asOf: view.asOf }),
    ...(view?.asKnown === undefined ? {} : { asKnown: view.asKnown }),
  });
  if (!answer.ok) return answer;
  if ('dueAt' in answer.value)
    return ok({
      on: (answer.value.notBefore ?? answer.value.dueAt).slice(0, 10),
      receipt: answer.value.receipt,
    });
  return fail(negotiated(name, answer.value.clause));
}

const negotiated = (clock: string, clause: string): Problem => ({
  id: 'record-exchange/no-notice-time',
  field: 'startsOn',
  sentence: `The clock ${clock} has no length.`,
  cure: 'Give it one.',
  clause,
});
