import { Type } from 'typebox';
import { Receipt, Scalar } from './common.ts';

export const ExplanationView = Type.Object({
  id: Type.String(),
  kind: Type.Enum(['bill-line', 'deadline', 'rejection', 'vehicle', 'order', 'call', 'finding', 'measure']),
  title: Type.String(),
  value: Type.Optional(Scalar),
  receipt: Type.Optional(Receipt),
  clauses: Type.Array(Type.Object({ citation: Type.String(), text: Type.String() })),
  records: Type.Array(Type.Unknown({ description: 'Input records as they came' })),
  related: Type.Array(Type.String({ description: 'Ids to go on to' })),
});
