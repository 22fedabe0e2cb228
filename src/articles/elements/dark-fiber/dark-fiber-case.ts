import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Problem } from '../../../base/problem.ts';
import { CLOCK_EXPIRED, START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, Effect, NewEvent } from '../../../cases/kind.ts';

const closed = { additionalProperties: false } as const;
const Clli = (description: string) => Type.String({ pattern: '^[A-Z0-9]{8,11}$', description });
const Fibers = (description: string) => Type.Integer({ minimum: 1, description });

const Asked = Type.Object(
  { a: Clli('One end'), z: Clli('Other end'), fibers: Fibers('Fibers that are wanted') },
  closed,
);
const Answered = Type.Object(
  { fibers: Fibers('Fibers that the competitor may have, by dark-fiber-available') },
  closed,
);

/** A question for dark fiber and, where there is some, its reservation until an order takes it. */
export const darkFiberKind = defineCaseKind({
  kind: 'dark-fiber-inquiry',
  title: 'Dark fiber inquiry',
  doc: 'Whether there is fiber between two places, and its reservation. Case ids: `FIBER/2026-001`.',
  states: [
    { name: 'inquiry', doc: 'Asked; the first that asks is served first.' },
    { name: 'answered', doc: 'There is fiber.' },
    { name: 'reserved', doc: 'Kept for the competitor for a time.' },
    { name: 'ordered', doc: 'An order has taken it.', final: true },
    { name: 'unavailable', doc: 'There is none.', final: true },
    { name: 'lapsed', doc: 'Nobody ordered in time, or the competitor let it go.', final: true },
  ],
  events: [
    {
      name: 'asked',
      from: [START],
      to: 'inquiry',
      doc: 'The competitor asks for fiber between two places.',
      body: Asked,
      guard: twoEnds,
    },
    {
      name: 'answered',
      from: ['inquiry'],
      to: 'answered',
      by: 'other',
      doc: 'So many fibers may be had.',
      body: Answered,
    },
    {
      name: 'unavailable',
      from: ['inquiry'],
      to: 'unavailable',
      by: 'other',
      doc: 'No fiber may be had.',
      body: Type.Object({ because: Type.String({ minLength: 1 }) }, closed),
    },
    {
      name: 'reserved',
      from: ['answered'],
      to: 'reserved',
      by: 'opener',
      doc: 'The competitor has fibers reserved.',
      body: Type.Object({ fibers: Fibers('Fibers that are reserved') }, closed),
      guard: asAnswered,
    },
    {
      name: 'ordered',
      from: ['answered', 'reserved'],
      to: 'ordered',
      doc: 'An access service request takes them.',
      body: Type.Object({ order: Type.String({ minLength: 1, description: 'Case of the order' }) }, closed),
    },
    {
      name: 'lapsed',
      from: ['inquiry', 'answered', 'reserved'],
      to: 'lapsed',
      doc: 'The reservation is over, or is given back.',
    },
  ],
  clocks: [
    {
      name: 'inquiry',
      startsOn: ['asked'],
      stopsOn: ['answered', 'unavailable', 'lapsed'],
      performer: 'other',
      clock: () => 'dark-fiber-inquiry',
      clocks: ['dark-fiber-inquiry'],
      optional: true,
    },
    {
      name: 'reservation',
      startsOn: ['reserved'],
      stopsOn: ['ordered', 'lapsed'],
      clock: () => 'dark-fiber-reservation',
      clocks: ['dark-fiber-reservation'],
      passes: true,
      optional: true,
    },
  ],
  documents: { asked: 'dark fiber application', answered: 'answer', reserved: 'reservation' },
  effects: lapse,
  summary: (events) => {
    const asked = events[0]?.body ?? {};
    return {
      a: String(asked['a'] ?? ''),
      z: String(asked['z'] ?? ''),
      fibers: Number(events.findLast(({ body }) => body['fibers'] !== undefined)?.body['fibers'] ?? 0),
    };
  },
});

function twoEnds(_: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const { a, z } = body as Static<typeof Asked>;
  if (a !== z) return [];
  return [
    {
      id: 'elements/fiber-ends',
      field: 'z',
      sentence: `Both ends are ${a}.`,
      cure: 'Name two places.',
    },
  ];
}

/** Nobody reserves more than there is. */
function asAnswered(history: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const there = Number(history.findLast(({ name }) => name === 'answered')?.body['fibers'] ?? 0);
  if (Number(body['fibers']) <= there) return [];
  return [
    {
      id: 'elements/fiber-count',
      field: 'fibers',
      sentence: `${String(body['fibers'])} fibers are to be reserved, and ${there} may be had.`,
      cure: `Reserve ${there} or fewer.`,
    },
  ];
}

/** A reservation that runs out is over. */
function lapse(_: Agreement, caseId: string, events: readonly CaseEvent[]): Effect[] {
  const last = events.at(-1);
  if (last?.name !== CLOCK_EXPIRED || last.body['clock'] !== 'reservation') return [];
  return [{ kind: 'dark-fiber-inquiry', caseId, event: 'lapsed', body: {} }];
}
