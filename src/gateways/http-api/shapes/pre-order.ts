import { Type } from 'typebox';
import type { Static } from 'typebox';
import { PRE_ORDER_FUNCTIONS } from '../../../flows/pre-order/pre-order.ts';
import { Problem, Provenance, Receipt, Scalar } from './common.ts';

const Name = Type.Enum([...PRE_ORDER_FUNCTIONS]);

export const PreOrderPath = { function: Name };

export const PreOrderQuestion = Type.Object(
  {
    facts: Type.Record(Type.String(), Type.Unknown(), {
      description: 'What is asked; its shape is that of the function, as the list of functions gives it',
    }),
    purpose: Type.Optional(
      Type.String({
        maxLength: 200,
        description: "What it is asked for; without one nothing of an end user's record is shown",
      }),
    ),
    authority: Type.Optional(
      Type.String({ maxLength: 100, description: "Case of the end user's authority" }),
    ),
  },
  { additionalProperties: false },
);

export const PreOrderResult = Type.Object({
  function: Name,
  outcome: Type.String({ description: 'A code of the function: exact, reserved, green …' }),
  value: Scalar,
  details: Type.Record(Type.String(), Type.Unknown()),
  problems: Type.Array(Problem, {
    description:
      'What is to be known beside the answer: an address that matches twice, a record that its test contradicts',
  }),
  receipt: Type.Optional(Receipt),
});
export type PreOrderResult = Static<typeof PreOrderResult>;

export const PreOrderOffer = Type.Object({
  functions: Type.Array(
    Type.Object({
      function: Name,
      name: Type.String({ description: 'As people call it' }),
      doc: Type.String(),
      facts: Type.Unknown({ description: 'JSON Schema of what is asked' }),
      customer: Type.Boolean({ description: 'It shows what is known of an end user: a purpose is needed' }),
      within: Type.String({ description: 'Time in which it is answered' }),
      share: Type.String({ description: 'Share that is answered in that time' }),
      clause: Type.String(),
      provenance: Provenance,
    }),
  ),
  purposes: Type.Array(Type.String(), { description: "For what an end user's record may be looked at" }),
  technologies: Type.Array(Type.Object({ technology: Type.String(), name: Type.String() })),
  products: Type.Array(Type.Object({ product: Type.String(), name: Type.String() })),
  offices: Type.Array(Type.Object({ clli: Type.String(), name: Type.String() })),
});
export type PreOrderOffer = Static<typeof PreOrderOffer>;
