import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { customerOfRecordTerm } from './terms.ts';

/** Whom money for a resold service or an element concerns. The end user's own payment changes nothing. */
export const customerOfRecord = defineDecision({
  name: 'customer-of-record',
  doc: 'Whom a charge, a credit or a dispute about an end user’s line concerns: clec, master-account, line, end-user.',
  facts: Type.Object(
    {
      about: Code(['charge', 'credit', 'end-user-dispute']),
      endUserPaid: Type.Optional(Type.Boolean({ description: 'Whether the end user paid the competitor' })),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ about, endUserPaid }, view, trace) => {
    const term = view.term(customerOfRecordTerm);
    if (!term.ok) return term;
    const { bills, credits, endUserDisputes } = term.value.value;
    const value = { charge: bills, credit: credits, 'end-user-dispute': endUserDisputes }[about];
    if (endUserPaid === false)
      trace.add({ id: 'unpaid', sentence: 'That the end user has not paid changes nothing' });
    trace.add({
      id: about,
      sentence: `A ${about.replaceAll('-', ' ')} concerns: ${value.replaceAll('-', ' ')}`,
      out: value,
      ...cited(term.value),
    });
    return ok({ value, clause: term.value.citation });
  },
});
