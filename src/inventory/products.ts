import { Type } from 'typebox';
import { Code } from '../agreement/schema.ts';
import { defineTable } from '../agreement/vocabulary.ts';

export const ORDER_FORMS = ['LSR', 'ASR'] as const;
export const PRODUCT_FAMILIES = [
  'loop',
  'subloop',
  'nid',
  'transport',
  'dark-fiber',
  'eel',
  'trunk',
  'port',
  'resale',
  'line-splitting',
] as const;

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
    transport_element: Type.Optional(
      Type.String({
        description:
          'Rate element billed by the month for the fixed part of transport, where a loop comes first',
      }),
    ),
    per_mile_element: Type.Optional(
      Type.String({ description: 'Rate element billed by the month and mile, of transport' }),
    ),
    retail_element: Type.Optional(
      Type.String({ description: 'Element of the retail tariff that prices a resold line by the month' }),
    ),
    discount_class: Type.Optional(
      Type.String({ description: 'Class of discount of a resold line, where the line says no other' }),
    ),
    nci: Type.Optional(Type.String({ description: "NCI code: interface at the orderer's end" })),
    secnci: Type.Optional(
      Type.String({ description: "SECNCI code: interface at the end user's or other end" }),
    ),
    type_of_service: Type.Optional(
      Type.String({
        pattern: '^[0-9A-Z]$',
        description: 'First character of TOS, where it tells products apart',
      }),
    ),
    order_form: Type.Optional(Code(ORDER_FORMS, 'Form it is ordered on; default LSR')),
    family: Type.Optional(
      Code(PRODUCT_FAMILIES, 'What kind of thing it is: rules of elements and charges ask'),
    ),
    interval: Code(['standard', 'none'], 'standard: the intervals table must have its installation interval'),
    law: Type.Optional(Type.String({ description: 'Key of the law term that speaks of this product' })),
  }),
  doc: 'Orderable products. Each needs its rates and, unless it has none, its installation interval.',
});
export type Product = NonNullable<(typeof productsTable)['type']>;
