import { Type } from 'typebox';
import { Code } from '../agreement/schema.ts';
import { defineTable } from '../agreement/vocabulary.ts';

/** What may be ordered under an agreement, and the rate elements that an order and a line in service bring. */
export const productsTable = defineTable({
  name: 'products',
  identity: ['product'],
  schema: Type.Object({
    product: Type.String({ description: 'Code, e.g. loop-2w-xdsl' }),
    name: Type.String({ description: 'As people say it' }),
    request_type: Type.String({ description: 'REQTYP first character: A loop, C port …' }),
    network_channel: Type.Optional(Type.String({ description: 'NC code on the LSR, e.g. LX--' })),
    recurring_element: Type.Optional(
      Type.String({ description: 'Rate element billed by the month, by zone' }),
    ),
    install_first_element: Type.Optional(
      Type.String({ description: 'One-time element of the first line of an order at an address' }),
    ),
    install_additional_element: Type.Optional(
      Type.String({ description: 'One-time element of each further line' }),
    ),
    interval: Code(['standard', 'none'], 'standard: the intervals table must have its installation interval'),
    law: Type.Optional(Type.String({ description: 'Key of the law term that speaks of this product' })),
  }),
  doc: 'Orderable products. Each needs its rates and, unless it has none, its installation interval.',
});
export type Product = NonNullable<(typeof productsTable)['type']>;
