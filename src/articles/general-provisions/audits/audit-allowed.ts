import { Type } from 'typebox';
import type { Static } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import type { AgreementView, Term } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import type { Answer } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import type { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { orderProblems } from '../money-facts.ts';
import { contractYear } from '../rules/contract-year.ts';
import { auditTerm, trafficAuditTerm } from './terms.ts';

export const AUDIT_KINDS = ['billing', 'traffic'] as const;

const Facts = Type.Object(
  {
    requestOn: IsoDate('Day of the request'),
    effectiveOn: IsoDate('Day on which the agreement took effect'),
    previous: Type.Array(IsoDate(), {
      description: 'Days of earlier requests of the same party and kind that were done',
    }),
    kind: Type.Optional(Code(AUDIT_KINDS, 'Default billing')),
  },
  { additionalProperties: false },
);

/** Whether a party may ask for one more audit in the year. */
export const auditAllowed = defineDecision({
  name: 'audit-allowed',
  doc: 'Whether an audit may be asked for: allowed, or refused as there were enough in the year.',
  facts: Facts,
  value: 'code',
  asOf: ({ requestOn }) => requestOn,
  decide,
});

function decide(facts: Static<typeof Facts>, view: AgreementView, trace: Trace): Result<Answer> {
  const { requestOn, effectiveOn, previous, kind = 'billing' } = facts;
  const problems: Problem[] = [
    ...orderProblems({ field: 'effectiveOn', on: effectiveOn }, { field: 'requestOn', on: requestOn }),
    ...previous.flatMap((on, index) =>
      orderProblems({ field: `previous.${index}`, on }, { field: 'requestOn', on: requestOn }),
    ),
  ];
  const year = kind === 'billing' ? billingYear(view, facts) : trafficYear(view, facts);
  if (!year.ok || problems.length > 0) return fail(...problems, ...(year.ok ? [] : year.problems));
  const { from, to, most, term } = year.value;
  const done = previous.filter((on) => on >= from && on <= to).length;
  const value = done < most ? 'allowed' : 'refused';
  trace.add({
    id: 'year',
    sentence: `${done} from ${from} to ${to}; at most ${most}`,
    out: value,
    ...cited(term),
  });
  return ok({ value, clause: term.citation });
}

interface Year {
  readonly from: string;
  readonly to: string;
  readonly most: number;
  readonly term: Term<unknown>;
}

function billingYear(view: AgreementView, { effectiveOn, requestOn }: Static<typeof Facts>): Result<Year> {
  const term = view.term(auditTerm);
  if (!term.ok) return term;
  return ok({
    ...contractYear(effectiveOn, requestOn),
    most: term.value.value.perContractYear,
    term: term.value,
  });
}

function trafficYear(view: AgreementView, { requestOn }: Static<typeof Facts>): Result<Year> {
  const term = view.term(trafficAuditTerm);
  if (!term.ok) return term;
  const year = requestOn.slice(0, 4);
  return ok({
    from: `${year}-01-01`,
    to: `${year}-12-31`,
    most: term.value.value.perCalendarYear,
    term: term.value,
  });
}
