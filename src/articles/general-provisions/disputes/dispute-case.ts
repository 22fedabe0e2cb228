import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { Code, DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { runClocks } from '../../../cases/clocks.ts';
import { START, STAY, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import type { Problem } from '../../../base/problem.ts';
import { Claim } from './claim.ts';
import {
  appealOver,
  asOffered,
  asPromised,
  creditWithin,
  itemsWithin,
  somethingOpen,
  wholeOf,
} from './dispute-guards.ts';
import { disputeView } from './dispute-view.ts';
import { notLate } from './dispute-late.ts';

const Credit = DecimalText('Dollars to be credited');

/** A dispute of a bill. The disputing party opens the case. */
export const disputeKind = defineCaseKind({
  kind: 'dispute',
  title: 'Billing dispute',
  doc: 'A dispute of items of a bill: checked, investigated, answered, escalated step by step. Both parties keep performing.',
  states: [
    { name: 'filed', doc: 'Handed in; not checked yet.' },
    {
      name: 'rejected',
      doc: 'Deficient or late; what is missing is named. A new dispute may follow in time.',
      final: true,
    },
    { name: 'investigating', doc: 'Valid; the answer is due.' },
    { name: 'credit-due', doc: 'A credit was promised, settled or ordered.' },
    { name: 'credited', doc: 'The credit stands on a bill; what is left may be escalated.' },
    { name: 'denied', doc: 'Answered no; may be escalated while its clock runs.' },
    { name: 'informal', doc: 'With the executives of both parties.' },
    { name: 'formal', doc: 'Before the forum of the agreement.' },
    { name: 'closed', doc: 'Nothing is in dispute any more.', final: true },
    { name: 'withdrawn', doc: 'Taken back.', final: true },
  ],
  events: [
    {
      name: 'raised',
      from: [START],
      to: 'filed',
      doc: 'The dispute arrived, as it is: what it lacks is a matter of the check.',
      body: Type.Object({
        claim: Claim,
        withheld: Type.Optional(DecimalText('Dollars in dispute that are not paid; default 0')),
        escrowed: Type.Optional(DecimalText('Dollars in dispute that are paid into escrow; default 0')),
      }),
      guard: (history, event) => [...itemsWithin(event), ...wholeOf(history, event)],
    },
    {
      name: 'rejected',
      from: ['filed'],
      to: 'rejected',
      by: 'other',
      doc: 'Sent back with everything that is wrong with it.',
      body: Type.Object({ problems: Type.Array(Type.Unknown(), { minItems: 1 }) }),
    },
    {
      name: 'validated',
      from: ['filed'],
      to: 'investigating',
      by: 'other',
      doc: 'It says what it must, and came in time.',
      admits: notLate,
    },
    {
      name: 'sustained',
      from: ['investigating'],
      to: 'credit-due',
      by: 'other',
      doc: 'Right, wholly or in part.',
      body: Type.Object({ credit: Credit, reason: Type.Optional(Type.String()) }),
      guard: creditWithin,
    },
    {
      name: 'denied',
      from: ['investigating'],
      to: 'denied',
      by: 'other',
      doc: 'Wrong.',
      body: Type.Object({ reason: Type.String({ minLength: 1 }) }),
    },
    {
      name: 'credited',
      from: ['credit-due'],
      to: 'credited',
      by: 'other',
      doc: 'The credit stands on a bill.',
      body: Type.Object({ amount: DecimalText('Dollars'), bill: Type.String({ minLength: 1 }) }),
      guard: asPromised,
    },
    {
      name: 'accepted',
      from: ['denied', 'credited', 'informal', 'formal'],
      to: 'closed',
      by: 'opener',
      doc: 'The disputing party leaves it at that.',
    },
    {
      name: 'lapsed',
      from: ['denied', 'credited'],
      to: 'closed',
      doc: 'Not escalated in time.',
      guard: appealOver,
    },
    {
      name: 'escalated',
      from: ['denied', 'credited'],
      to: 'informal',
      by: 'opener',
      doc: 'To the executives.',
      guard: somethingOpen,
    },
    {
      name: 'offered',
      from: ['informal', 'formal'],
      to: STAY,
      doc: 'A party would settle for a credit; a later offer takes its place.',
      body: Type.Object({ credit: Credit }),
      guard: creditWithin,
    },
    {
      name: 'settled',
      from: ['informal', 'formal'],
      to: 'credit-due',
      doc: 'The other party takes the offer.',
      body: Type.Object({ credit: Credit }),
      guard: (history, event) => [...creditWithin(history, event), ...asOffered(history, event)],
    },
    {
      name: 'taken-to-forum',
      from: ['informal'],
      to: 'formal',
      doc: 'To the forum that the decision dispute-forum names.',
      body: Type.Object({
        forum: Code(['arbitration', 'commission', 'court']),
        docket: Type.Optional(Type.String()),
      }),
      admits: executivesDone,
    },
    {
      name: 'decided-for',
      from: ['formal'],
      to: 'credit-due',
      doc: 'The forum orders a credit.',
      body: Type.Object({
        credit: Credit,
        docket: Type.String({ minLength: 1 }),
        on: Type.Optional(IsoDate()),
      }),
      guard: creditWithin,
    },
    {
      name: 'decided-against',
      from: ['formal'],
      to: 'closed',
      doc: 'The forum finds the bill right.',
      body: Type.Object({ docket: Type.String({ minLength: 1 }) }),
    },
    {
      name: 'withdrawn',
      from: ['filed', 'investigating', 'informal', 'formal'],
      to: 'withdrawn',
      by: 'opener',
      doc: 'Taken back.',
    },
  ],
  clocks: [
    clock('answer', 'dispute-answer', ['validated'], ['sustained', 'denied', 'withdrawn']),
    clock('appeal', 'dispute-appeal', ['denied', 'credited'], ['escalated', 'accepted', 'lapsed']),
    clock(
      'informal',
      'dispute-informal',
      ['escalated'],
      ['settled', 'taken-to-forum', 'accepted', 'withdrawn'],
    ),
  ],
  documents: { raised: 'billing claim', rejected: 'rejected claim', denied: 'answer', sustained: 'answer' },
  view: disputeView,
});

/** The time of the executives must have run out before either party goes to the forum. */
function executivesDone(
  agreement: Agreement,
  history: readonly CaseEvent[],
  { occurredAt }: NewEvent,
): Problem[] {
  const run = runClocks(agreement, disputeKind, history).findLast(({ name }) => name === 'informal');
  if (run?.dueUntil === undefined || Temporal.Instant.compare(occurredAt, run.dueUntil) > 0) return [];
  return [
    {
      id: 'dispute/informal-runs',
      field: 'event',
      sentence: `The executives have until ${run.dueAt} to settle it.`,
      cure: 'Wait until then, settle it, or leave it at that.',
      ...('clause' in run.basis ? { clause: run.basis.clause } : {}),
    },
  ];
}

function clock(name: string, term: string, startsOn: string[], stopsOn: string[]) {
  return { name, startsOn, stopsOn, clock: () => term, clocks: [term], optional: true };
}
