import { Type } from 'typebox';
import type { Static } from 'typebox';
import { USER_ROLES } from '../../../parties/rights.ts';

export const Role = Type.Enum([...USER_ROLES]);

export const UserView = Type.Object({
  email: Type.String(),
  name: Type.String(),
  party: Type.String(),
  role: Role,
  hasSecondFactor: Type.Boolean(),
});
export type UserView = Static<typeof UserView>;

export const NewUser = Type.Object(
  {
    email: Type.String({ minLength: 3, maxLength: 254 }),
    name: Type.String({ minLength: 1, maxLength: 100 }),
    role: Role,
  },
  { additionalProperties: false },
);

export const ShownPassword = Type.Object({
  email: Type.String(),
  password: Type.String({ description: 'Shown this once: only its hash is kept' }),
});

export const SessionView = Type.Object({
  id: Type.String(),
  startedAt: Type.String(),
  endsAt: Type.String(),
  address: Type.Union([Type.String(), Type.Null()]),
  browser: Type.Union([Type.String(), Type.Null()]),
  isThis: Type.Boolean({ description: 'The session of this request' }),
});
export type SessionView = Static<typeof SessionView>;

export const AuditView = Type.Object({
  entries: Type.Array(
    Type.Object({
      seq: Type.String(),
      at: Type.String(),
      who: Type.String({ description: 'E-mail of the user, client:<id>, or the part of the program' }),
      what: Type.String(),
      subject: Type.String(),
      purpose: Type.String(),
      agreement: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  next: Type.Union([Type.String(), Type.Null()], { description: '`after` of the next page' }),
});
export type AuditView = Static<typeof AuditView>;
