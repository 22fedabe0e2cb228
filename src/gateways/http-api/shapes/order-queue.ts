import { Type } from 'typebox';
import type { Static } from 'typebox';
import { OrderCount } from './order.ts';

const OrNull = <T extends ReturnType<typeof Type.String>>(of: T) => Type.Union([of, Type.Null()]);

/** An open order, with what is due next in it. */
export const QueuedOrder = Type.Object({
  agreement: Type.String({ description: 'form/variant' }),
  id: Type.String(),
  kind: Type.String(),
  state: Type.String(),
  openedAt: Type.String(),
  summary: Type.Record(
    Type.String(),
    Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]),
  ),
  clock: OrNull(Type.String({ description: 'The clock that runs out next' })),
  dueAt: OrNull(Type.String({ description: 'As the agreement states it: a date, or a date-time' })),
  dueOn: OrNull(Type.String({ description: 'The same as a date where the agreement is at home' })),
  isOverdue: Type.Boolean(),
  parties: Type.Array(Type.String(), { description: 'Who must act next' }),
  events: Type.Array(Type.String({ description: 'What would meet the clock' })),
});
export type QueuedOrder = Static<typeof QueuedOrder>;

export const OrderQueues = Type.Object({
  now: Type.String({ description: 'Instant of the answer' }),
  today: Type.String({ description: 'The same as a date where the agreements are at home' }),
  states: Type.Array(OrderCount, { description: 'Open orders by state' }),
  orders: Type.Array(QueuedOrder, { description: 'What is due first stands first' }),
  isCapped: Type.Boolean({ description: 'There are more: the list ends where nothing is due soon' }),
});
export type OrderQueues = Static<typeof OrderQueues>;
