import { Type } from 'typebox';
import type { Static } from 'typebox';
import { Case } from './case.ts';
import { OrderHead } from './order.ts';

/** One version of an order with all that is said of it, and the orders beside it. */
export const OrderView = Type.Object({
  ...Case.properties,
  isReplayed: Type.Boolean({ description: "Kept by a month's files: not answered by hand" }),
  summary: OrderHead.properties.summary,
  versions: Type.Array(OrderHead, {
    description: 'Of the same number, the first first, this one among them',
  }),
  related: Type.Array(OrderHead, { description: 'Orders that it names, that name it, or of its project' }),
  supplements: Type.Array(Type.String(), { description: 'SUP codes that your carrier may send of it' }),
  documents: Type.Array(
    Type.Object({ seq: Type.Integer({ description: 'Of the event' }), name: Type.String() }),
    { description: 'What was exchanged: FOC, SOC, reject …' },
  ),
  jeopardyCodes: Type.Array(
    Type.Object({ code: Type.String(), name: Type.String(), causedBy: Type.String() }),
    { description: 'Coded reasons of its kind' },
  ),
});
export type OrderView = Static<typeof OrderView>;
