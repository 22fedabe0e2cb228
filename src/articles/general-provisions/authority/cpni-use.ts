import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { AgreementView } from '../../../agreement/agreement.ts';
import { cited } from '../../../agreement/agreement.ts';
import type { Answer } from '../../../agreement/decision.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import type { Trace } from '../../../base/receipt.ts';
import { ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { PURPOSES, customerInformationTerm } from './terms.ts';

const Facts = Type.Object(
  {
    purpose: Code(PURPOSES, 'What it is looked at or used for'),
    data: Code(['wholesale-order', 'customer-service-record'], 'Where it was learnt'),
    authority: Type.Optional(Type.String({ description: "Case of the end user's authority" })),
  },
  { additionalProperties: false },
);

/** Source of the ban on winning back with wholesale data: 47 USC 222(b). */
export const cpniUse = defineDecision({
  name: 'cpni-use',
  doc: 'Whether customer information may be used for a purpose: allowed, forbidden or authority-needed.',
  facts: Facts,
  value: 'code',
  decide,
});

function decide(
  { purpose, data, authority }: Static<typeof Facts>,
  view: AgreementView,
  trace: Trace,
): Result<Answer> {
  const term = view.term(customerInformationTerm);
  if (!term.ok) return term;
  const { uses, never, withAuthority } = term.value.value;
  const source = cited(term.value);
  const clause = term.value.citation;
  if (never.includes(purpose) || !uses.includes(purpose)) {
    const why = never.includes(purpose) ? 'is never used for' : 'is not given for';
    trace.add({ id: 'purpose', sentence: `Such information ${why} ${purpose}`, out: 'forbidden', ...source });
    return ok({ value: 'forbidden', clause });
  }
  trace.add({ id: 'purpose', sentence: `It may be used for ${purpose}`, out: true, ...source });
  if (data !== 'customer-service-record' || !withAuthority.includes(purpose))
    return ok({ value: 'allowed', clause });
  const named = (authority ?? '').trim() !== '';
  trace.add({
    id: 'authority',
    sentence: named
      ? `The end user's authority is ${authority}`
      : "A customer's record is opened for it on the end user's authority only, and none is named",
    out: named,
    ...source,
  });
  return ok({ value: named ? 'allowed' : 'authority-needed', clause });
}
