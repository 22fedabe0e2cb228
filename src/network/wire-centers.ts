import { Type } from 'typebox';
import { defineTable } from '../agreement/vocabulary.ts';

/** The ILEC's wire centers under one agreement, with the rate band that prices their loops. Never merged between variants. */
export const wireCentersTable = defineTable({
  name: 'wire-centers',
  identity: ['clli'],
  schema: Type.Object({
    clli: Type.String({
      pattern: '^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}$',
      description: 'CLLI of the building, 8 characters',
    }),
    name: Type.String(),
    exchange: Type.String({ description: 'Rate center name' }),
    zone: Type.String({ description: 'Rate band' }),
    v: Type.Optional(Type.Integer({ description: 'Vertical coordinate, for the miles of transport' })),
    h: Type.Optional(Type.Integer({ description: 'Horizontal coordinate' })),
  }),
  doc: 'Wire centers and their rate bands. The band of a loop is that of its wire center, never of the address.',
});
