import { Type } from 'typebox';
import type { Static } from 'typebox';
import { Problem, Receipt } from './common.ts';

/** An order as its forms: form code → sections → field by its trade name → text. */
export const OrderDocument = Type.Record(
  Type.String(),
  Type.Array(Type.Record(Type.String(), Type.String())),
  { description: '{ LSR: [{ CCNA: … }], LS: [{ LNUM: … }, …] }: fields by the names they have on the form' },
);

export const FormField = Type.Object({
  field: Type.String({ description: 'As printed on the form: D/TSENT' }),
  title: Type.String(),
  min: Type.Integer(),
  max: Type.Union([Type.Integer(), Type.Null()], { description: 'Null: no limit' }),
  type: Type.String({
    description: 'alpha, numeric, alphanumeric, text, date, datetime, telephone, clli, flag',
  }),
  values: Type.Array(Type.String(), { description: 'Valid entries; empty: free' }),
  note: Type.String(),
  source: Type.String(),
  provenance: Type.String(),
});
export type FormField = Static<typeof FormField>;

export const OrderForm = Type.Object({
  form: Type.String(),
  title: Type.String(),
  isLines: Type.Boolean({ description: 'It has one section a line' }),
  fields: Type.Array(FormField, { description: 'In the order of the form' }),
});
export type OrderForm = Static<typeof OrderForm>;

/** What a form or a field must, may or may not have, by request type and activity. */
export const FormUsage = Type.Object({
  form: Type.String(),
  field: Type.String({ description: '*: the form as a whole' }),
  reqtyp: Type.Array(Type.String(), { description: 'First characters; *: all' }),
  act: Type.Array(Type.String(), { description: '*: all' }),
  usage: Type.Enum(['R', 'C', 'P', 'O'], { description: 'Required, conditional, prohibited, optional' }),
});
export type FormUsage = Static<typeof FormUsage>;

export const OrderProduct = Type.Object({
  product: Type.String(),
  name: Type.String(),
  family: Type.Union([Type.String(), Type.Null()]),
  order: Type.Enum(['LSR', 'ASR'], { description: 'Form it is ordered on' }),
  reqtyp: Type.String({ description: 'First character of REQTYP' }),
  nc: Type.String(),
  nci: Type.String(),
  secnci: Type.String(),
  tos: Type.String({ description: 'First character of TOS, where it tells products apart' }),
});
export type OrderProduct = Static<typeof OrderProduct>;

export const OrderForms = Type.Object({
  today: Type.String(),
  now: Type.String({ description: 'Local date and time where the agreement is at home' }),
  orderer: Type.Object({ ccna: Type.String(), name: Type.String() }),
  forms: Type.Array(OrderForm),
  usage: Type.Array(FormUsage),
  products: Type.Array(OrderProduct),
  wireCenters: Type.Array(Type.Object({ clli: Type.String(), name: Type.String() })),
});
export type OrderForms = Static<typeof OrderForms>;

export const OrderSubmission = Type.Object({ document: OrderDocument }, { additionalProperties: false });

/** An edit that the order fails. */
export const FailedEdit = Type.Object({
  ...Problem.properties,
  form: Type.String(),
  section: Type.Integer({ description: '1: the first' }),
  severity: Type.Enum(['fatal', 'non-fatal', 'warning'], {
    description: 'Fatal: no request at all. Non-fatal: it is rejected. Warning: it is taken',
  }),
  rule: Type.Optional(Type.String({ description: 'Published rule' })),
});
export type FailedEdit = Static<typeof FailedEdit>;

/** A decision on the way, or what kept it from being made. */
const Made = Type.Object({
  receipt: Type.Optional(Receipt),
  problems: Type.Array(Problem),
});
export type Made = Static<typeof Made>;

export const OrderCheck = Type.Object({
  id: Type.Union([Type.String(), Type.Null()], { description: 'Case that it would be' }),
  edits: Type.Array(FailedEdit, { description: 'All that fail, at once' }),
  order: Type.Record(Type.String(), Type.Unknown(), {
    description: 'What the forms say: product, quantity, circuits …',
  }),
  due: Made,
  charges: Made,
});
export type OrderCheck = Static<typeof OrderCheck>;
