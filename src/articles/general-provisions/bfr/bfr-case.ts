import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { Code, DecimalText, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { localDate } from '../../../cases/instant.ts';
import { CLOCK_EXPIRED, START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { negativeProblems, orderProblems } from '../money-facts.ts';
import { BfrBody, failedEdits } from './bfr-complete.ts';
import type { BfrRequest } from './bfr-complete.ts';
import { DENIAL_GROUNDS, bfrTerm } from './terms.ts';

const Denied = Type.Object({
  ground: Code(DENIAL_GROUNDS, 'Nothing else is a ground'),
  because: Type.String({ minLength: 1, description: 'What makes it so' }),
  cites: Type.String({ minLength: 1, description: 'Rule, standard or finding that it rests on' }),
});
const Analysed = Type.Object({
  feasible: Type.Boolean(),
  qualifies: Type.Boolean({ description: 'Whether the Act requires it' }),
  magnitude: DecimalText('Dollars that it will cost, roughly'),
});
const Quoted = Type.Object({
  price: DecimalText('Dollars'),
  readyOn: IsoDate('When it can be had'),
});

/** A request for something that the agreement does not offer. */
export const bfrKind = defineCaseKind({
  kind: 'bfr',
  title: 'Bona fide request',
  doc: 'A request for what the agreement does not offer. Case ids: `BFR/2026-001`.',
  states: [
    { name: 'submitted', doc: 'Arrived; waits for its acknowledgement.' },
    { name: 'incomplete', doc: 'Says less than it must; waits for the rest.' },
    { name: 'acknowledged', doc: 'Complete; the preliminary analysis is made.' },
    { name: 'analysed', doc: 'Feasible and due; waits for the word to go on.' },
    { name: 'authorized', doc: 'The requester pays for the full evaluation.' },
    { name: 'quoted', doc: 'Has a price and a date; waits for the order.' },
    { name: 'ordered', doc: 'Ordered as quoted.', final: true },
    { name: 'arbitrated', doc: 'Taken to the Commission or another forum.', final: true },
    { name: 'denied', doc: 'Not feasible, or not required by the Act.' },
    { name: 'cancelled', doc: 'Taken back by the requester.', final: true },
    { name: 'lapsed', doc: 'The requester let its time go by.', final: true },
  ],
  events: [
    {
      name: 'submitted',
      from: [START],
      to: 'submitted',
      doc: 'The request arrived.',
      body: BfrBody,
    },
    {
      name: 'acknowledged',
      from: ['submitted'],
      to: 'acknowledged',
      by: 'other',
      doc: 'Receipt of a complete request is confirmed.',
    },
    {
      name: 'returned',
      from: ['submitted'],
      to: 'incomplete',
      by: 'other',
      doc: 'What is missing is named, all of it.',
      body: Type.Object({ edits: Type.Array(Type.Unknown(), { minItems: 1 }) }),
    },
    {
      name: 'completed',
      from: ['incomplete'],
      to: 'submitted',
      by: 'opener',
      doc: 'The whole request again, with what was missing.',
      body: BfrBody,
    },
    {
      name: 'analysed',
      from: ['acknowledged'],
      to: 'analysed',
      by: 'other',
      doc: 'Preliminary analysis: it can be had.',
      body: Analysed,
      guard: (history, event) => [
        ...denyInstead(history, event),
        ...negativeProblems({ magnitude: String(event.body['magnitude']) }),
      ],
    },
    {
      name: 'denied',
      from: ['acknowledged', 'authorized'],
      to: 'denied',
      by: 'other',
      doc: 'It cannot be had, or the Act does not require it.',
      body: Denied,
    },
    {
      name: 'authorized',
      from: ['analysed'],
      to: 'authorized',
      by: 'opener',
      doc: 'The full evaluation is authorized.',
    },
    {
      name: 'quoted',
      from: ['authorized'],
      to: 'quoted',
      by: 'other',
      doc: 'Price and date.',
      body: Quoted,
      guard: (_, { body }) => negativeProblems({ price: String(body['price']) }),
      admits: notReadyBefore,
    },
    { name: 'ordered', from: ['quoted'], to: 'ordered', by: 'opener', doc: 'Ordered as quoted.' },
    {
      name: 'arbitrated',
      from: ['quoted', 'denied'],
      to: 'arbitrated',
      by: 'opener',
      doc: 'Taken to the Commission or another forum.',
      body: Type.Object({ forum: Type.String({ minLength: 1 }) }),
    },
    {
      name: 'cancelled',
      from: ['submitted', 'incomplete', 'acknowledged', 'analysed', 'authorized', 'quoted', 'denied'],
      to: 'cancelled',
      by: 'opener',
      doc: 'Taken back.',
    },
    {
      name: 'lapsed',
      from: ['analysed', 'quoted'],
      to: 'lapsed',
      doc: 'The time to authorize or order has run out.',
      guard: onlyAfterExpiry,
    },
  ],
  clocks: [
    clock('acknowledgement', ['submitted', 'completed'], ['acknowledged', 'returned', 'cancelled']),
    clock('analysis', ['acknowledged'], ['analysed', 'denied', 'cancelled']),
    clock('authorization', ['analysed'], ['authorized', 'cancelled']),
    {
      ...clock('free-cancellation', ['authorized'], ['quoted', 'denied', 'cancelled']),
      performer: 'opener',
      passes: true,
    },
    clock('quote', ['authorized'], ['quoted', 'denied', 'cancelled']),
    clock('order', ['quoted'], ['ordered', 'arbitrated', 'cancelled']),
  ],
  documents: {
    submitted: 'bona fide request',
    acknowledged: 'acknowledgement',
    returned: 'list of what is missing',
    analysed: 'preliminary analysis',
    denied: 'denial with its ground',
    quoted: 'quote',
  },
  view: bfrView,
});

/** `bfr-<name>` of the agreement. */
function clock(name: string, startsOn: readonly string[], stopsOn: readonly string[]) {
  const own = `bfr-${name}`;
  return { name, startsOn, stopsOn, clock: () => own, clocks: [own], optional: true };
}

/** An analysis that finds against it is a denial, with its ground. */
function denyInstead(_: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  return body['feasible'] === true && body['qualifies'] === true
    ? []
    : [
        {
          id: 'bfr/deny',
          field: body['feasible'] === true ? 'qualifies' : 'feasible',
          sentence: 'What is not feasible or not required is denied, not analysed further.',
          cure: `Record "denied" with one of the grounds ${DENIAL_GROUNDS.join(', ')}.`,
        },
      ];
}

/** What is quoted is ready on the day of the quote or later. */
function notReadyBefore(
  agreement: Agreement,
  _: readonly CaseEvent[],
  { body, occurredAt }: NewEvent,
): Problem[] {
  const on = { field: 'quote', on: localDate(agreement, occurredAt) };
  return orderProblems(on, { field: 'readyOn', on: String(body['readyOn']) });
}

/** Nothing lapses while there is time. */
function onlyAfterExpiry(history: readonly CaseEvent[]): Problem[] {
  const waits = history.findLast(({ name }) => name === 'analysed' || name === 'quoted');
  const name = waits?.name === 'quoted' ? 'order' : 'authorization';
  const over = history.some(
    (event) => event.name === CLOCK_EXPIRED && event.body['clock'] === name && event.seq > (waits?.seq ?? 0),
  );
  return over
    ? []
    : [
        {
          id: 'bfr/not-lapsed',
          field: 'event',
          sentence: `The clock "${name}" has not run out.`,
          cure: 'Wait until it has, or let the requester cancel.',
        },
      ];
}

/** What the request fails to say, and what it will cost. */
function bfrView(agreement: Agreement, events: readonly CaseEvent[]): Readonly<Record<string, unknown>> {
  const request = events.findLast(({ name }) => name === 'submitted' || name === 'completed');
  const body = (name: string) => events.findLast((event) => event.name === name)?.body;
  if (!request) return {};
  const term = agreement.at(localDate(agreement, request.occurredAt)).optional(bfrTerm);
  const edits = term ? failedEdits(request.body as BfrRequest, term) : [];
  return {
    failedEdits: edits,
    magnitude: body('analysed')?.['magnitude'] ?? null,
    price: body('quoted')?.['price'] ?? null,
  };
}
