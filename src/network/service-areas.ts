import { Type } from 'typebox';
import { Code } from '../agreement/schema.ts';
import { defineTable } from '../agreement/vocabulary.ts';

/** Exchanges in which a party operates. The ILEC also operates wherever it has a wire center. */
export const serviceAreasTable = defineTable({
  name: 'service-areas',
  identity: ['party', 'exchange'],
  schema: Type.Object({
    party: Code(['ilec', 'clec']),
    exchange: Type.String({ description: 'Rate center name, as in wire-centers.csv' }),
  }),
  doc: 'Exchanges in which each party operates, for agreements that reach only where both do.',
});
