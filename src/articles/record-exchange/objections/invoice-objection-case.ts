import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { Code, DecimalText } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { localDate } from '../../../cases/instant.ts';
import { CLOCK_EXPIRED, START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { COPIES, OBJECTION_WAYS, objectionsTerm } from '../terms.ts';

const Objected = Type.Object({
  bill: Type.String({ minLength: 1, description: 'Number of the bill' }),
  by: Code(OBJECTION_WAYS, 'How the objection is made'),
  grounds: Type.String({ minLength: 1 }),
  amount: Type.Optional(DecimalText('Dollars objected to')),
});
const Answered = Type.Object({
  finding: Code(['stands', 'corrected'], 'What becomes of the bill'),
  amount: Type.Optional(DecimalText('Dollars given back')),
  reason: Type.String({ minLength: 1 }),
  copiedTo: Type.Array(Code(COPIES), { uniqueItems: true }),
});

/** A carrier objects to a bill for calls under the state's rule; a dispute under the agreement is another case. */
export const invoiceObjectionKind = defineCaseKind({
  kind: 'invoice-objection',
  title: 'Objection to a bill for calls',
  doc: 'A carrier objects to a bill for calls; the carrier that sent it answers, with a copy to the Commission. Case ids: `OBJECTION/2026-001`.',
  states: [
    { name: 'investigating', doc: 'The answer is due.' },
    {
      name: 'unidentified',
      doc: 'It is about traffic without records, which is asked for at the last tandem.',
    },
    { name: 'answered', doc: 'Answered; the carrier that objected may accept it.' },
    { name: 'before-commission', doc: 'The Commission is asked to decide.' },
    { name: 'resolved', doc: 'Settled or decided.', final: true },
    { name: 'withdrawn', doc: 'Taken back.', final: true },
  ],
  events: [
    {
      name: 'objected',
      from: [START],
      to: 'investigating',
      doc: 'The objection arrives.',
      body: Objected,
      admits: mayBeMadeSo,
    },
    {
      name: 'referred',
      from: ['investigating'],
      to: 'unidentified',
      by: 'other',
      doc: 'The traffic has no records: the last tandem is asked in a case of its own.',
      body: Type.Object({ case: Type.String({ pattern: '^UNIDENTIFIED/\\S+$' }) }),
    },
    {
      name: 'answered',
      from: ['investigating', 'unidentified'],
      to: 'answered',
      by: 'other',
      doc: 'The answer, with its copies.',
      body: Answered,
      admits: isCopied,
    },
    { name: 'accepted', from: ['answered'], to: 'resolved', by: 'opener', doc: 'The objection is settled.' },
    {
      name: 'taken-to-commission',
      from: ['investigating', 'unidentified', 'answered'],
      to: 'before-commission',
      doc: 'The answer is not accepted, or does not come.',
      body: Type.Object({ docket: Type.String({ minLength: 1 }) }),
      guard: answeredOrLate,
    },
    {
      name: 'decided',
      from: ['before-commission'],
      to: 'resolved',
      doc: 'The Commission decides.',
      body: Type.Object({ order: Type.String({ minLength: 1 }) }),
    },
    {
      name: 'withdrawn',
      from: ['investigating', 'unidentified', 'answered', 'before-commission'],
      to: 'withdrawn',
      by: 'opener',
      doc: 'Taken back.',
    },
  ],
  clocks: [
    {
      name: 'answer',
      startsOn: ['objected'],
      stopsOn: ['answered', 'withdrawn'],
      clock: () => 'objection-answer',
      clocks: ['objection-answer'],
      optional: true,
    },
  ],
  documents: { objected: 'objection to a bill', answered: 'answer to an objection' },
});

const ruleAt = (agreement: Agreement, { occurredAt }: NewEvent) =>
  agreement.at(localDate(agreement, occurredAt)).term(objectionsTerm);

function mayBeMadeSo(agreement: Agreement, _: readonly CaseEvent[], event: NewEvent): Problem[] {
  const rule = ruleAt(agreement, event);
  if (!rule.ok) return [...rule.problems];
  if (rule.value.value.by.some((way) => way === event.body['by'])) return [];
  return [
    {
      id: 'record-exchange/objection-way',
      field: 'by',
      sentence: `An objection by ${String(event.body['by'])} has no effect.`,
      cure: `Make it by ${rule.value.value.by.join(' or ')}.`,
      clause: rule.value.citation,
    },
  ];
}

function isCopied(agreement: Agreement, _: readonly CaseEvent[], event: NewEvent): Problem[] {
  const rule = ruleAt(agreement, event);
  if (!rule.ok) return [...rule.problems];
  const sent = event.body['copiedTo'] as readonly string[];
  return rule.value.value.answerCopies
    .filter((to) => !sent.includes(to))
    .map((to) => ({
      id: 'record-exchange/no-copy',
      field: 'copiedTo',
      sentence: `The answer was not copied to the ${to} of the Commission.`,
      cure: 'Send the copy, and record the answer with it.',
      clause: rule.value.citation,
    }));
}

/** While the answer may still come in time the Commission is not asked. */
function answeredOrLate(history: readonly CaseEvent[]): Problem[] {
  const over = history.some(
    ({ name, body }) => name === 'answered' || (name === CLOCK_EXPIRED && body['clock'] === 'answer'),
  );
  return over
    ? []
    : [
        {
          id: 'record-exchange/answer-runs',
          field: 'occurredAt',
          sentence: 'The answer is not there, and its time is not over.',
          cure: 'Wait for the answer or the end of its time.',
        },
      ];
}
