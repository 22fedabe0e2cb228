import { Type } from 'typebox';
import { Code } from '../agreement/schema.ts';
import { defineTable } from '../agreement/vocabulary.ts';

/** The carriers that sign, under the names and codes by which the trade knows them. */
export const partiesTable = defineTable({
  name: 'parties',
  identity: ['party'],
  schema: Type.Object({
    party: Type.String({ description: 'Id used in files and commands' }),
    name: Type.String({ description: 'Legal name' }),
    kind: Code(['ilec', 'clec']),
    doing_business_as: Type.Optional(Type.String()),
    ocn: Type.String({ pattern: '^[A-Z0-9]{4}$', description: 'Operating company number' }),
    ccna: Type.Optional(
      Type.String({ pattern: '^[A-Z]{3}$', description: 'Customer carrier name abbreviation on orders' }),
    ),
    acna: Type.Optional(
      Type.String({ pattern: '^[A-Z]{3}$', description: 'Access customer name abbreviation on bills' }),
    ),
    spid: Type.Optional(
      Type.String({
        pattern: '^[A-Z0-9]{4}$',
        description: 'Service provider id at the number portability centre',
      }),
    ),
    address: Type.Optional(Type.String()),
  }),
  doc: 'Parties. Codes that the public record does not show are marked assumed.',
});
export type Party = NonNullable<(typeof partiesTable)['type']>;
