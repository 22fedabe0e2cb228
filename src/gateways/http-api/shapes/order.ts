import { Type } from 'typebox';
import type { Static } from 'typebox';
import { Problem, Receipt } from './common.ts';

export const ClockHead = Type.Object({
  name: Type.String(),
  run: Type.Integer({ description: '1, then one more each time that it starts again' }),
  state: Type.Enum(['running', 'paused', 'stopped', 'negotiated', 'undetermined']),
  startedAt: Type.String(),
  dueAt: Type.Optional(Type.String({ description: 'As the agreement states it: a date, or a date-time' })),
  notBefore: Type.Optional(Type.String({ description: 'What stops it sooner is refused' })),
  pausedBy: Type.Optional(Type.String({ description: 'What makes it stand still' })),
  stoppedAt: Type.Optional(Type.String()),
  stoppedBy: Type.Optional(Type.String({ description: 'Event that stopped it' })),
  expired: Type.Boolean(),
  inTime: Type.Optional(Type.Boolean({ description: 'Absent while it runs and where there is no deadline' })),
  elapsedSeconds: Type.Optional(Type.Integer()),
});
export type ClockHead = Static<typeof ClockHead>;

export const ClockRun = Type.Object({
  ...ClockHead.properties,
  receipt: Type.Optional(Receipt),
  problems: Type.Array(Problem, { description: 'What kept the deadline from being computed' }),
});
export type ClockRun = Static<typeof ClockRun>;

/** What lists show of an order: its number, product, date … as its kind says. */
const Summary = Type.Record(
  Type.String(),
  Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]),
  { description: 'pon, ver, ccna, act, product, quantity, wireCenter, dueDate, project … as the kind says' },
);

export const OrderHead = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  state: Type.String(),
  isOpen: Type.Boolean({ description: 'Something may still happen in it' }),
  isReplayed: Type.Boolean({ description: "Kept by a month's files: not answered by hand" }),
  openedAt: Type.String(),
  changedAt: Type.String(),
  summary: Summary,
  clocks: Type.Array(ClockHead),
});
export type OrderHead = Static<typeof OrderHead>;

export const OrderCount = Type.Object({ state: Type.String(), count: Type.Integer() });
export type OrderCount = Static<typeof OrderCount>;

export const OrderPage = Type.Object({
  orders: Type.Array(OrderHead, { description: 'Newest first' }),
  next: Type.Union([Type.String(), Type.Null()], {
    description: 'Cursor of the next page: `after`; null at the end',
  }),
});
export type OrderPage = Static<typeof OrderPage>;

export const OrderCounts = Type.Object({
  states: Type.Array(OrderCount, { description: 'Open orders by state' }),
  overdue: Type.Integer({ description: 'Those of which a clock is past' }),
  isCapped: Type.Boolean({ description: 'There are more than were counted' }),
});
export type OrderCounts = Static<typeof OrderCounts>;

export const OrderEvent = Type.Object({
  seq: Type.Integer(),
  event: Type.String(),
  occurredAt: Type.String(),
  recordedAt: Type.String(),
  actor: Type.String(),
  body: Type.Record(Type.String(), Type.Unknown()),
  problems: Type.Array(Problem, { description: 'Edits that failed' }),
  hash: Type.String(),
  isDraft: Type.Boolean({ description: 'Written by a close that has not been issued' }),
});
export type OrderEvent = Static<typeof OrderEvent>;

export const Order = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  state: Type.String(),
  openedAt: Type.String(),
  changedAt: Type.String(),
  request: Type.Record(Type.String(), Type.Unknown()),
  withheld: Type.Array(Type.String(), {
    description: 'Fields that tell of the end user and are shown for a purpose only',
  }),
  events: Type.Array(OrderEvent),
  clocks: Type.Array(ClockRun),
});
export type Order = Static<typeof Order>;
