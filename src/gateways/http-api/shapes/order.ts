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

export const OrderHead = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  state: Type.String(),
  openedAt: Type.String(),
  changedAt: Type.String(),
  request: Type.Record(Type.String(), Type.Unknown(), { description: 'Body of the event that opened it' }),
  clocks: Type.Array(ClockHead),
});
export type OrderHead = Static<typeof OrderHead>;

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
