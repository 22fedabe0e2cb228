import { Type } from 'typebox';
import type { Static } from 'typebox';

/** Lines that may be cut over in an office on a day: one pool for all carriers. */
export const CapacityDay = Type.Object({
  date: Type.String(),
  closed: Type.Optional(Type.String({ description: 'Why nothing is cut over on it' })),
  capacity: Type.Integer({ description: 'Lines of all carriers' }),
  free: Type.Integer({ description: 'That one more order of yours may have' }),
  own: Type.Array(
    Type.Object({
      order: Type.String(),
      lines: Type.Integer(),
      window: Type.String({ description: 'From and to, local time' }),
    }),
    { description: 'What is booked under this agreement; whose the rest is, nobody is told' },
  ),
});
export type CapacityDay = Static<typeof CapacityDay>;

export const OfficeCapacity = Type.Object({
  office: Type.String({ description: 'CLLI of the wire center' }),
  name: Type.String(),
  days: Type.Array(CapacityDay),
});
export type OfficeCapacity = Static<typeof OfficeCapacity>;

export const Capacity = Type.Object({
  from: Type.String(),
  to: Type.String(),
  today: Type.String(),
  clause: Type.Union([Type.String(), Type.Null()], {
    description: 'Section that says the capacity; null where the agreement has none',
  }),
  offices: Type.Array(OfficeCapacity),
});
export type Capacity = Static<typeof Capacity>;
