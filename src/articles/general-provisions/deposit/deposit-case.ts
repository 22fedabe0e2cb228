import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { Code, DecimalText, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { ZERO, add, compare, subtract } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import { START, STAY, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { Notice } from '../../../cases/notice.ts';
import { negativeProblems } from '../money-facts.ts';
import { releasedInOrder } from './deposit-release.ts';
import { amountOf, depositBalance } from './deposit-balance.ts';
import type { DepositBalance } from './deposit-balance.ts';
import { depositForm } from './deposit-form.ts';
import { DEPOSIT_FORMS, TRIGGERS } from './terms.ts';
import { dollarText } from '../money-facts.ts';
import { localDate } from '../../../cases/instant.ts';

const Amount = DecimalText('Dollars');

/** A deposit, from the request to its return. Who asks for it opens the case. */
export const depositKind = defineCaseKind({
  kind: 'deposit',
  title: 'Assurance of payment',
  doc: 'A deposit that one party holds of the other: asked for, given, drawn on, made good, looked at again, returned.',
  states: [
    { name: 'requested', doc: 'Asked for by notice; due from its receipt.' },
    { name: 'held', doc: 'Given, whole.' },
    { name: 'partially-drawn', doc: 'Part or all of it was drawn.' },
    { name: 'replenish-due', doc: 'The other party was asked to make it good.' },
    { name: 'in-review', doc: 'Its measure and its need are looked at.' },
    { name: 'released', doc: 'Given back.', final: true },
    { name: 'withdrawn', doc: 'The request was taken back.', final: true },
  ],
  events: [
    {
      name: 'requested',
      from: [START],
      to: 'requested',
      doc: 'Asked for by notice.',
      body: Type.Object({ notice: Notice, amount: Amount, trigger: Code(TRIGGERS) }),
      guard: (_, event) => positive(event),
    },
    {
      name: 'posted',
      from: ['requested'],
      to: 'held',
      by: 'other',
      doc: 'Given in one of the forms.',
      body: Type.Object({
        form: Code(DEPOSIT_FORMS),
        amount: Amount,
        reference: Type.Optional(Type.String({ description: 'Bank, number of the letter or bond' })),
      }),
      guard: (history, event) => [...positive(event), ...lessThanRequired(history, event)],
    },
    {
      name: 'drawn',
      from: ['held', 'partially-drawn', 'replenish-due'],
      to: 'partially-drawn',
      by: 'opener',
      doc: 'Used for amounts past due and not in dispute.',
      body: Type.Object({
        amount: Amount,
        bills: Type.Array(Type.String(), { minItems: 1, description: 'Bills that it pays' }),
        undisputedPastDue: DecimalText('Dollars past due on them and not in dispute'),
      }),
      guard: (history, event) => [...positive(event), ...aboveHeld(history, event), ...aboveOwed(event)],
    },
    {
      name: 'replenish-demanded',
      from: ['partially-drawn'],
      to: 'replenish-due',
      by: 'opener',
      doc: 'Notice to make good what was drawn.',
      body: Type.Object({ notice: Notice }),
    },
    {
      name: 'replenished',
      from: ['partially-drawn', 'replenish-due'],
      to: 'held',
      by: 'other',
      doc: 'Made good, all of it.',
      body: Type.Object({ amount: Amount }),
      guard: (history, event) => notDrawn(history, event),
    },
    { name: 'review-begun', from: ['held'], to: 'in-review', doc: 'Looked at again.' },
    {
      name: 'reviewed',
      from: ['in-review'],
      to: 'held',
      by: 'opener',
      doc: 'Kept; the amount is what it must be from now on. More than before is asked for by notice.',
      body: Type.Object({
        amount: Amount,
        notice: Type.Optional(Notice),
        reason: Type.Optional(Type.String()),
      }),
      guard: (history, event) => [...positive(event), ...notAskedFor(history, event)],
    },
    {
      name: 'topped-up',
      from: ['held', 'partially-drawn', 'replenish-due'],
      to: STAY,
      by: 'other',
      doc: 'What a review asks for beyond what is held, all of it.',
      body: Type.Object({ amount: Amount }),
      guard: (history, event) => notTheDifference(event, missing(history), 'short of the deposit'),
    },
    {
      name: 'returned-in-part',
      from: ['held'],
      to: 'held',
      by: 'opener',
      doc: 'What is held above what a review sets goes back.',
      body: Type.Object({ amount: Amount, interest: Type.Optional(DecimalText('Dollars')) }),
      guard: (history, event) => [
        ...notTheDifference(event, excess(history), 'above it'),
        ...interestGiven(event),
      ],
    },
    {
      name: 'released',
      from: ['held', 'in-review', 'partially-drawn', 'replenish-due'],
      to: 'released',
      by: 'opener',
      doc: 'What is held goes back, with its interest.',
      body: Type.Object({
        interest: Type.Optional(DecimalText('Dollars')),
        on: Type.Optional(IsoDate('Day on which it goes back; default the day of the event')),
      }),
      guard: (_, event) => interestGiven(event),
      admits: releasedInOrder,
    },
    { name: 'withdrawn', from: ['requested'], to: 'withdrawn', by: 'opener', doc: 'Taken back.' },
  ],
  clocks: [
    {
      ...clock(
        'due',
        'deposit-due',
        ['requested', 'reviewed'],
        ['posted', 'topped-up', 'withdrawn', 'released'],
      ),
      performer: 'other',
      clock: ({ notice }) => (notice === undefined ? undefined : 'deposit-due'),
    },
    clock('replenish', 'deposit-replenish', ['replenish-demanded'], ['replenished', 'released']),
    clock('review', 'deposit-review', ['posted', 'reviewed'], ['review-begun', 'released']),
  ],
  documents: { requested: 'request for assurance of payment', 'replenish-demanded': 'demand to make good' },
  view: (agreement, events) => ({
    ...texts(depositBalance(events)),
    formAccepted: formAccepted(agreement, events),
  }),
});

function clock(name: string, term: string, startsOn: string[], stopsOn: string[]) {
  return { name, startsOn, stopsOn, clock: () => term, clocks: [term], optional: true };
}

/** What a review asks for beyond what is held and what was drawn. */
function missing(history: readonly CaseEvent[]): Rational {
  const { required, held, drawn } = depositBalance(history);
  return subtract(required, add(held, drawn));
}

const excess = (history: readonly CaseEvent[]): Rational => subtract(ZERO, missing(history));

const texts = ({ required, held, drawn }: DepositBalance) => ({
  required: dollarText(required),
  held: dollarText(held),
  drawn: dollarText(drawn),
});

/** Whether the form given is one that the agreement accepts; null while nothing is given. */
function formAccepted(agreement: Agreement, events: readonly CaseEvent[]): boolean | null {
  const posted = events.find(({ name }) => name === 'posted');
  if (!posted) return null;
  const on = localDate(agreement, posted.occurredAt);
  const answer = runDecision(depositForm, agreement, { form: posted.body['form'] }, { asOf: on });
  return answer.ok ? answer.value.value === true : null;
}

const interestGiven = ({ body }: NewEvent): Problem[] =>
  negativeProblems({ interest: body['interest'] as string | undefined });

const problem = (slug: string, sentence: string, cure: string): Problem => ({
  id: `deposit/${slug}`,
  field: 'amount',
  sentence,
  cure,
});

const positive = ({ body }: NewEvent): Problem[] =>
  compare(amountOf(body), ZERO) > 0
    ? []
    : [problem('amount', `An amount of ${String(body['amount'])} is none.`, 'Give dollars over zero.')];

function lessThanRequired(history: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const { required } = depositBalance(history);
  if (compare(amountOf(body), required) >= 0) return [];
  return [
    problem(
      'short',
      `$${String(body['amount'])} is given and $${dollarText(required)} was asked for.`,
      'Give all of it, or let the request be made again for less.',
    ),
  ];
}

/** More is due from receipt of a notice: a review that raises it gives one. */
function notAskedFor(history: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const { held } = depositBalance(history);
  const more = compare(amountOf(body), held) > 0;
  if (more === (body['notice'] !== undefined)) return [];
  return [
    {
      ...problem(
        'notice',
        `$${String(body['amount'])} is what it must be and $${dollarText(held)} is held.`,
        more ? 'Ask for the rest by notice.' : 'Leave the notice out: nothing is asked for.',
      ),
      field: 'notice',
    },
  ];
}

function notTheDifference({ body }: NewEvent, wanted: Rational, words: string): Problem[] {
  if (compare(wanted, ZERO) > 0 && compare(amountOf(body), wanted) === 0) return [];
  const due = compare(wanted, ZERO) > 0 ? wanted : ZERO;
  return [
    problem(
      'not-the-difference',
      `$${String(body['amount'])} is given and what is held is $${dollarText(due)} ${words}.`,
      compare(due, ZERO) > 0 ? `Give $${dollarText(due)}.` : 'Nothing is to be given.',
    ),
  ];
}

function aboveHeld(history: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const { held } = depositBalance(history);
  if (compare(amountOf(body), held) <= 0) return [];
  return [
    problem(
      'above-held',
      `$${String(body['amount'])} is drawn and $${dollarText(held)} is held.`,
      'Draw no more than is held.',
    ),
  ];
}

function aboveOwed({ body }: NewEvent): Problem[] {
  const owed = amountOf({ amount: body['undisputedPastDue'] });
  if (compare(amountOf(body), owed) <= 0) return [];
  return [
    problem(
      'above-owed',
      `$${String(body['amount'])} is drawn and $${dollarText(owed)} is past due without dispute.`,
      'Draw for undisputed amounts that are past due and no more.',
    ),
  ];
}

function notDrawn(history: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const { drawn, held } = depositBalance(history);
  if (compare(amountOf(body), drawn) === 0) return [];
  return [
    problem(
      'not-drawn',
      `$${String(body['amount'])} is made good and $${dollarText(drawn)} was drawn.`,
      `Make good $${dollarText(drawn)}, so that $${dollarText(add(held, drawn))} is held.`,
    ),
  ];
}
