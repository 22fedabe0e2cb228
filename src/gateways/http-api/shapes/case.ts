import { Type } from 'typebox';
import type { Static } from 'typebox';
import { Order } from './order.ts';

const Fields = (description: string) => Type.Record(Type.String(), Type.Unknown(), { description });

export const CaseEventDef = Type.Object({
  name: Type.String(),
  from: Type.Array(Type.String({ description: 'State, or start' })),
  to: Type.String({ description: 'State after it; stay: the same' }),
  doc: Type.String(),
  by: Type.Optional(
    Type.Enum(['opener', 'other'], { description: 'Whose it is; absent: either party may record it' }),
  ),
  document: Type.Optional(Type.String({ description: 'What is exchanged with it' })),
  body: Type.Optional(Type.Unknown({ description: 'JSON Schema of what it says' })),
});
export type CaseEventDef = Static<typeof CaseEventDef>;

export const CaseKindView = Type.Object({
  kind: Type.String(),
  title: Type.String(),
  doc: Type.String(),
  states: Type.Array(Type.Object({ name: Type.String(), doc: Type.String(), final: Type.Boolean() })),
  events: Type.Array(CaseEventDef),
  clocks: Type.Array(
    Type.Object({
      name: Type.String(),
      startsOn: Type.Array(Type.String()),
      stopsOn: Type.Array(Type.String()),
      clocks: Type.Array(Type.String({ description: 'Clock of this agreement; see the address `due`' })),
    }),
  ),
  diagram: Type.String({ description: 'States and events in Mermaid' }),
  nextId: Type.String({ description: 'An id that is free for a new case' }),
});
export type CaseKindView = Static<typeof CaseKindView>;

const Frame = {
  title: Type.String({ description: 'Name of the kind' }),
  isOpen: Type.Boolean({ description: 'Something may still happen in it' }),
  openedBy: Type.String({ description: 'Party, or part of the program' }),
};

/** A clock that somebody still has to meet. */
export const DueClock = Type.Object({
  agreement: Type.String({ description: 'form/variant' }),
  caseId: Type.String(),
  kind: Type.String(),
  title: Type.String({ description: 'Name of the kind' }),
  state: Type.String({ description: 'State of the case' }),
  clock: Type.String(),
  run: Type.Integer(),
  startedAt: Type.String(),
  dueAt: Type.Union([Type.String(), Type.Null()], {
    description: 'As the agreement states it: a date, or a date-time; null while it stands still',
  }),
  dueOn: Type.Union([Type.String(), Type.Null()], { description: 'The same as a date there' }),
  notBefore: Type.Union([Type.String(), Type.Null()]),
  pausedBy: Type.Union([Type.String(), Type.Null()]),
  isOverdue: Type.Boolean(),
  clause: Type.Union([Type.String(), Type.Null()]),
  parties: Type.Array(Type.String(), {
    description: 'Who must act: one party, both where nothing says which, or nobody',
  }),
  usually: Type.Boolean({ description: 'The agreement says only who that usually is' }),
  events: Type.Array(Type.String({ description: 'What would stop it' })),
});
export type DueClock = Static<typeof DueClock>;

export const CaseHead = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  ...Frame,
  state: Type.String(),
  openedAt: Type.String(),
  changedAt: Type.String(),
  due: Type.Array(DueClock),
});
export type CaseHead = Static<typeof CaseHead>;

export const NextEvent = Type.Object({
  ...CaseEventDef.properties,
  isYours: Type.Boolean({ description: 'Your carrier may record it' }),
});
export type NextEvent = Static<typeof NextEvent>;

export const Case = Type.Object({
  ...Order.properties,
  ...Frame,
  stateDoc: Type.String(),
  view: Fields('What people want to know beside the state: amounts, dates, what is missing'),
  due: Type.Array(DueClock),
  next: Type.Array(NextEvent, { description: 'What may happen next' }),
});
export type Case = Static<typeof Case>;

export const Calendar = Type.Object({
  now: Type.String({ description: 'Instant of the answer' }),
  from: Type.String(),
  to: Type.String(),
  clocks: Type.Array(DueClock, {
    description: 'Overdue and paused ones always; the others where they are due from first to last day',
  }),
});
export type Calendar = Static<typeof Calendar>;
