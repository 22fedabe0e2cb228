import { Type } from 'typebox';
import { Code, DecimalText, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { ZERO, compare, decimal, subtract } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, EventBody, NewEvent } from '../../../cases/kind.ts';
import { Notice } from '../../../cases/notice.ts';
import { AUDIT_KINDS } from './audit-allowed.ts';
import { dollarText } from '../money-facts.ts';

/** An audit of one party's bills or traffic records by the other, who opens the case. */
export const auditKind = defineCaseKind({
  kind: 'audit',
  title: 'Audit',
  doc: 'An audit: asked for by notice, begun in time, reported, and adjusted.',
  states: [
    { name: 'requested', doc: 'The time to begin runs from receipt of the notice.' },
    { name: 'fieldwork', doc: 'The auditor works.' },
    { name: 'reported', doc: 'The final report is there; adjustments are due.' },
    { name: 'adjusting', doc: 'Adjustments have begun.' },
    { name: 'closed', doc: 'Everything is adjusted, or there was nothing.', final: true },
    { name: 'refused', doc: 'There were enough audits in the year.', final: true },
    { name: 'withdrawn', doc: 'Taken back.', final: true },
  ],
  events: [
    {
      name: 'requested',
      from: [START],
      to: 'requested',
      doc: 'Asked for by notice.',
      body: Type.Object({
        notice: Notice,
        kind: Code(AUDIT_KINDS),
        scope: Type.String({ minLength: 1, description: 'Bills, records, places' }),
        from: IsoDate('First day of what is audited'),
        to: IsoDate('Last day'),
      }),
      guard: (_, event) => periodProblems(event.body),
    },
    {
      name: 'refused',
      from: ['requested'],
      to: 'refused',
      by: 'other',
      doc: 'Refused, with the decision audit-allowed behind it.',
      body: Type.Object({ reason: Type.String({ minLength: 1 }) }),
    },
    { name: 'fieldwork-begun', from: ['requested'], to: 'fieldwork', doc: 'The work began.' },
    {
      name: 'reported',
      from: ['fieldwork'],
      to: 'reported',
      by: 'opener',
      doc: 'The final report.',
      body: Type.Object({
        audited: DecimalText('Dollars audited'),
        error: DecimalText('Dollars billed wrongly against the auditing party'),
      }),
    },
    {
      name: 'adjusted',
      from: ['reported', 'adjusting'],
      to: 'adjusting',
      by: 'other',
      doc: 'Part or all of the error was credited.',
      body: Type.Object({
        amount: DecimalText('Dollars, without interest'),
        bill: Type.String({ minLength: 1 }),
      }),
      guard: aboveError,
    },
    {
      name: 'closed',
      from: ['reported', 'adjusting'],
      to: 'closed',
      by: 'opener',
      doc: 'Done.',
      guard: (history) => notAdjusted(history),
    },
    {
      name: 'withdrawn',
      from: ['requested', 'fieldwork'],
      to: 'withdrawn',
      by: 'opener',
      doc: 'Taken back.',
    },
  ],
  clocks: [
    {
      name: 'start',
      startsOn: ['requested'],
      stopsOn: ['fieldwork-begun', 'refused', 'withdrawn'],
      clock: () => 'audit-start',
      clocks: ['audit-start'],
      optional: true,
    },
    {
      name: 'adjustments',
      startsOn: ['reported'],
      stopsOn: ['adjusted', 'closed'],
      clock: () => 'audit-adjustments',
      clocks: ['audit-adjustments'],
      optional: true,
    },
  ],
  documents: { requested: 'notice of audit', reported: 'final report' },
  view: (_, events) => ({ toAdjust: dollarText(toAdjust(events)) }),
});

const dollars = (body: EventBody, field: string): Rational =>
  typeof body[field] === 'string' ? decimal(body[field]) : ZERO;

/** Dollars of the error that are not adjusted yet. */
function toAdjust(events: readonly CaseEvent[]): Rational {
  return events.reduce((left, { name, body }) => {
    if (name === 'reported') return dollars(body, 'error');
    return name === 'adjusted' ? subtract(left, dollars(body, 'amount')) : left;
  }, ZERO);
}

const problem = (slug: string, field: string, sentence: string, cure: string): Problem => ({
  id: `audit/${slug}`,
  field,
  sentence,
  cure,
});

const periodProblems = (body: EventBody): Problem[] =>
  String(body['from']) <= String(body['to'])
    ? []
    : [
        problem(
          'period',
          'to',
          `The audit is of ${String(body['from'])} to ${String(body['to'])}.`,
          'Correct one of the days.',
        ),
      ];

function aboveError(history: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const left = toAdjust(history);
  if (compare(dollars(body, 'amount'), ZERO) > 0 && compare(dollars(body, 'amount'), left) <= 0) return [];
  return [
    problem(
      'adjustment',
      'amount',
      `$${String(body['amount'])} is adjusted and $${dollarText(left)} of the error is left.`,
      'Adjust dollars over zero and no more than that.',
    ),
  ];
}

function notAdjusted(history: readonly CaseEvent[]): Problem[] {
  const left = toAdjust(history);
  if (compare(left, ZERO) <= 0) return [];
  return [
    problem('open-error', 'event', `$${dollarText(left)} of the error is not adjusted.`, 'Adjust it first.'),
  ];
}
