import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTable, defineTerm } from '../../../agreement/vocabulary.ts';

/** What a contact answers for. */
export const CONTACT_ROLES = ['regulatory', 'operations', 'billing', 'disputes', 'executive'] as const;

export const contactsTable = defineTable({
  name: 'contacts',
  identity: ['party', 'role', 'level'],
  schema: Type.Object({
    party: Type.String({ description: 'Party id of parties.csv' }),
    role: Code(CONTACT_ROLES, 'What the contact answers for'),
    level: Type.Integer({ minimum: 1, description: '1 is asked first; the next ones when it goes higher' }),
    name: Type.String({ minLength: 1, description: 'Person or desk' }),
    address: Type.Optional(Type.String({ description: 'Postal address' })),
    email: Type.Optional(Type.String({ pattern: '^[^\\s@]+@[^\\s@]+$' })),
    phone: Type.Optional(Type.String()),
    fax: Type.Optional(Type.String({ description: 'Number to which a notice by fax goes' })),
  }),
  doc: 'Contacts of the parties over time: where notices go, and who is asked next.',
});
export type Contact = NonNullable<(typeof contactsTable)['type']>;

export const noticesTerm = defineTerm(
  'general-provisions.notices',
  Type.Object({
    reach: Type.Array(Code(CONTACT_ROLES), {
      minItems: 1,
      uniqueItems: true,
      description: 'Contacts of the recipient that a notice must reach, each of them',
    }),
  }),
  'Whom a formal notice must reach to count.',
);
