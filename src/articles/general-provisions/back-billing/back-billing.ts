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
import { shiftDate } from '../rules/shift-date.ts';
import { backBillingTerm } from './terms.ts';

const Facts = Type.Object(
  {
    serviceOn: IsoDate('Day of the service; of several days the last'),
    billOn: IsoDate('Date of the bill on which it is charged first'),
    cause: Type.Optional(Code(['ordinary', 'third-party-records', 'true-up'], 'Default ordinary')),
    recordsOn: Type.Optional(IsoDate('third-party-records: day on which the records came')),
    orderOn: Type.Optional(IsoDate('true-up: day of the order that asks for it')),
    orderPeriodEndsOn: Type.Optional(IsoDate('true-up: last day of the period that the order sets')),
    approvedOn: Type.Optional(IsoDate('true-up: day on which the amendment was approved')),
  },
  { additionalProperties: false },
);
type Asked = Static<typeof Facts>;
type BackBilling = Term<NonNullable<(typeof backBillingTerm)['type']>>;

/** Whether a charge may still be billed for the first time on a bill of this date. */
export const backBilling = defineDecision({
  name: 'back-billing',
  doc: 'Whether a service of a day may be charged for the first time on a bill of another: allowed or barred.',
  facts: Facts,
  value: 'code',
  asOf: ({ billOn }) => billOn,
  decide,
});

function decide(facts: Asked, view: AgreementView, trace: Trace): Result<Answer> {
  const found = view.term(backBillingTerm);
  const problems = [...(found.ok ? [] : found.problems), ...factProblems(facts)];
  if (!found.ok || problems.length > 0) return fail(...problems);
  const term = found.value;
  const incurredOn = incurred(term, facts.serviceOn, trace);
  const reach = shiftDate(facts.billOn, term.value.limit, 'earlier') ?? facts.billOn;
  const inTime = incurredOn >= reach;
  trace.add({
    id: 'limit',
    sentence: `A bill of ${facts.billOn} reaches back ${term.value.limit}, to ${reach}; the charge is of ${incurredOn}`,
    out: inTime ? 'allowed' : 'barred',
    ...cited(term),
  });
  const value = inTime || excepted(term, facts, trace) ? 'allowed' : 'barred';
  return ok({ value, clause: term.citation });
}

function incurred(term: BackBilling, serviceOn: string, trace: Trace): string {
  if (term.value.from === 'service-date') return serviceOn;
  const day = Temporal.PlainDate.from(serviceOn);
  const last = day.with({ day: day.daysInMonth }).toString();
  trace.add({
    id: 'incurred',
    sentence: `A charge counts from the last day of its cycle, ${last}`,
    out: last,
    ...cited(term),
  });
  return last;
}

/** Whether an exception of the agreement reaches further than the limit does. */
function excepted(term: BackBilling, facts: Asked, trace: Trace): boolean {
  const { thirdPartyRecords, trueUpAfterOrder, trueUpAfterApproval } = term.value;
  const ends: (readonly [string, string | undefined])[] =
    facts.cause === 'third-party-records'
      ? [
          [
            `${thirdPartyRecords ?? 'no time'} after the records came`,
            later(facts.recordsOn, thirdPartyRecords),
          ],
        ]
      : facts.cause === 'true-up'
        ? [
            ['the period of the order', facts.orderPeriodEndsOn],
            [`${trueUpAfterOrder ?? 'no time'} after the order`, later(facts.orderOn, trueUpAfterOrder)],
            [
              `${trueUpAfterApproval ?? 'no time'} after the approval`,
              later(facts.approvedOn, trueUpAfterApproval),
            ],
          ]
        : [];
  const last = ends.reduce<readonly [string, string] | undefined>((best, [words, end]) => {
    return end !== undefined && (best === undefined || end > best[1]) ? [words, end] : best;
  }, undefined);
  if (facts.cause === undefined || facts.cause === 'ordinary') return false;
  const allowed = last !== undefined && facts.billOn <= last[1];
  trace.add({
    id: 'exception',
    sentence:
      last === undefined
        ? `The agreement gives no more time for ${facts.cause.replaceAll('-', ' ')}, or the days it counts from are not given`
        : `The longest time of a ${facts.cause.replaceAll('-', ' ')} charge is ${last[0]}: bills through ${last[1]}`,
    out: allowed ? 'allowed' : 'barred',
    ...cited(term),
  });
  return allowed;
}

const later = (day: string | undefined, length: string | undefined): string | undefined =>
  day === undefined || length === undefined ? undefined : shiftDate(day, length, 'later');

function factProblems({ cause = 'ordinary', ...facts }: Asked): Problem[] {
  if (facts.serviceOn > facts.billOn) {
    return [
      {
        id: 'back-billing/not-yet',
        field: 'serviceOn',
        sentence: `A service of ${facts.serviceOn} comes after the bill of ${facts.billOn}: it is not billed back.`,
        cure: 'Correct one of the days; what is billed in advance is not late.',
      },
    ];
  }
  const strangers = (
    [
      ['recordsOn', 'third-party-records'],
      ['orderOn', 'true-up'],
      ['orderPeriodEndsOn', 'true-up'],
      ['approvedOn', 'true-up'],
    ] as const
  ).filter(([field, of]) => facts[field] !== undefined && cause !== of);
  const problems: Problem[] = strangers.map(([field, of]) => ({
    id: 'back-billing/cause',
    field,
    sentence: `"${field}" says something of a ${of} charge, and this one is ${cause}.`,
    cure: `Write cause: ${of}, or leave it out.`,
  }));
  if (cause === 'third-party-records' && facts.recordsOn !== undefined && facts.recordsOn < facts.serviceOn) {
    problems.push({
      id: 'back-billing/records-before-service',
      field: 'recordsOn',
      sentence: `The records of a service of ${facts.serviceOn} came on ${facts.recordsOn}.`,
      cure: 'Correct one of the days.',
    });
  }
  return problems;
}
