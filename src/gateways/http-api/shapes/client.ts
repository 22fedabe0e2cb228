import { Type } from 'typebox';
import type { Static } from 'typebox';
import { RIGHTS } from '../../../parties/rights.ts';
import type { Right } from '../../../parties/rights.ts';

export const RightName = Type.Enum(Object.keys(RIGHTS) as Right[], { description: 'A right, or scope' });
const Instant = (description: string) => Type.Union([Type.String(), Type.Null()], { description });

export const ClientView = Type.Object({
  id: Type.String(),
  party: Type.String(),
  name: Type.String(),
  scopes: Type.Array(RightName),
  requestsPerMinute: Type.Union([Type.Integer(), Type.Null()], {
    description: 'null: as many as the deployment lets a client send',
  }),
  createdAt: Type.String(),
  createdBy: Type.String(),
  expiresAt: Instant('When it ends by itself'),
  endedAt: Instant('When it was ended'),
  secrets: Type.Array(
    Type.Object({ id: Type.String(), createdAt: Type.String(), endedAt: Instant('When it was ended') }),
  ),
});
export type ClientView = Static<typeof ClientView>;

export const ShownSecret = Type.Object({
  id: Type.String(),
  secret: Type.String({ description: 'Shown this once: only its hash is kept' }),
});

export const NewClient = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    scopes: Type.Array(Type.String(), { minItems: 1, maxItems: 50 }),
    expiresAt: Type.Optional(
      Type.String({ format: 'date-time', description: 'Instant from which it has ended by itself' }),
    ),
    requestsPerMinute: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
);
