import { Type } from 'typebox';
import type { Problem } from '../../../base/problem.ts';
import { stateAfter } from '../../../cases/event-problems.ts';
import { CLOCK_EXPIRED, PROGRAM, START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, CaseSummary, Effect, Hold, NewEvent } from '../../../cases/kind.ts';

const KIND = 'number-reservation';
const Reserved = Type.Object(
  {
    number: Type.String({ pattern: '^[2-9]\\d{2}[2-9]\\d{6}$', description: 'Telephone number, ten digits' }),
    office: Type.Optional(
      Type.String({ pattern: '^[A-Z]{6}[A-Z0-9]{2}$', description: 'CLLI of its building' }),
    ),
  },
  { additionalProperties: false },
);
const Order = Type.Object(
  { order: Type.String({ minLength: 1, description: 'Case id of the order' }) },
  { additionalProperties: false },
);

/** A number that is kept for a carrier until it orders it, gives it back, or its time is over. */
export const reservationKind = defineCaseKind({
  kind: KIND,
  title: 'Number reservation',
  doc: 'A telephone number reserved for an order to come. Case ids: `RESERVATION/2026-0001`.',
  states: [
    { name: 'reserved', doc: 'Kept for the carrier; nobody else gets it.' },
    { name: 'assigned', doc: 'An order asks for it; its time stands still.' },
    { name: 'in-service', doc: 'The order is completed: the number is in service.', final: true },
    { name: 'released', doc: 'Given back.', final: true },
    { name: 'expired', doc: 'Its time is over: it is available again.', final: true },
  ],
  events: [
    { name: 'reserved', from: [START], to: 'reserved', doc: 'The number is reserved.', body: Reserved },
    { name: 'assigned', from: ['reserved'], to: 'assigned', doc: 'An order asks for it.', body: Order },
    {
      name: 'returned',
      from: ['assigned'],
      to: 'reserved',
      doc: 'The order was rejected or cancelled: it is reserved for the time that was left.',
      body: Order,
      guard: sameOrder,
    },
    {
      name: 'put-in-service',
      from: ['assigned'],
      to: 'in-service',
      doc: 'The order is completed.',
      body: Order,
      guard: sameOrder,
    },
    { name: 'released', from: ['reserved', 'assigned'], to: 'released', by: 'opener', doc: 'Given back.' },
    { name: 'expired', from: ['reserved'], to: 'expired', doc: 'Its time is over.', guard: ranOut },
  ],
  clocks: [
    {
      name: 'expiry',
      startsOn: ['reserved'],
      stopsOn: ['put-in-service', 'released', 'expired'],
      performer: 'opener',
      clock: () => KIND,
      clocks: [KIND],
      passes: true,
      optional: true,
    },
  ],
  documents: { reserved: 'reservation of a number' },
  holds: heldNumber,
  summary: reservationSummary,
  effects: expiredNow,
});

const reservedIn = (events: readonly CaseEvent[]): CaseEvent | undefined =>
  events.find(({ name }) => name === 'reserved');

/** One reservation of a number at a time. The engine drops what a case holds when it is over. */
function heldNumber(events: readonly CaseEvent[]): Hold[] {
  const reserved = reservedIn(events);
  return reserved ? [{ what: 'reserved-number', value: String(reserved.body['number']) }] : [];
}

function reservationSummary(events: readonly CaseEvent[]): CaseSummary {
  const reserved = reservedIn(events);
  const assigned = events.findLast(({ name }) => name === 'assigned');
  return {
    number: String(reserved?.body['number'] ?? ''),
    party: reserved?.actor ?? '',
    ...(assigned === undefined ? {} : { order: String(assigned.body['order']) }),
  };
}

/** A time that ended while an order had the number ends the reservation when the order gives it back. */
function expiredNow(_: unknown, caseId: string, events: readonly CaseEvent[]): Effect[] {
  const isOver = events.some(({ name }) => name === CLOCK_EXPIRED);
  const ends = [CLOCK_EXPIRED, 'returned'].includes(events.at(-1)?.name ?? '');
  const isReserved = stateAfter(reservationKind, events) === 'reserved';
  return isOver && ends && isReserved ? [{ kind: KIND, caseId, event: 'expired', body: {} }] : [];
}

function sameOrder(history: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const order = history.findLast(({ name }) => name === 'assigned')?.body['order'];
  return order === body['order']
    ? []
    : [
        {
          id: 'oss-access/other-order',
          field: 'order',
          sentence: `The number is assigned to ${String(order)}, not to ${String(body['order'])}.`,
          cure: 'Name the order that it is assigned to.',
        },
      ];
}

function ranOut(history: readonly CaseEvent[], { actor }: NewEvent): Problem[] {
  return actor === PROGRAM && history.some(({ name }) => name === CLOCK_EXPIRED)
    ? []
    : [
        {
          id: 'oss-access/not-over',
          field: 'event',
          sentence: 'That its time is over is for the clock to say.',
          cure: 'Release the number instead.',
        },
      ];
}
