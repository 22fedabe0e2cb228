import { Type } from 'typebox';
import type { Static } from 'typebox';
import { Receipt } from './common.ts';

export const DecisionView = Type.Object({
  name: Type.String(),
  doc: Type.String(),
  value: Type.String({ description: 'Kind of its value: decimal, integer, boolean, date, instant, code' }),
  facts: Type.Unknown({ description: 'JSON Schema of the facts that it takes' }),
});
export type DecisionView = Static<typeof DecisionView>;

export const ClockView = Type.Object({
  name: Type.String(),
  starts: Type.String({ description: 'Event that starts it' }),
  length: Type.Optional(Type.String()),
  needsOrder: Type.Boolean({ description: 'Its length depends on product and quantity' }),
  eitherParty: Type.Boolean({ description: 'Either party may be the one who must act' }),
  citation: Type.String(),
  provenance: Type.String(),
});
export type ClockView = Static<typeof ClockView>;

export const Due = Type.Object({
  clock: Type.String(),
  dueAt: Type.Optional(Type.String({ description: 'ISO date, or date-time with its offset' })),
  negotiated: Type.Optional(Type.String({ description: 'Why the parties must agree a date' })),
  clause: Type.String(),
  receipt: Receipt,
});
export type Due = Static<typeof Due>;
