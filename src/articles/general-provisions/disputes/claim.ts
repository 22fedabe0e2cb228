import { Type } from 'typebox';
import type { Static } from 'typebox';
import { DecimalText, IsoDate } from '../../../agreement/schema.ts';

const text = (description: string) => Type.Optional(Type.String({ description }));

/** One thing that is disputed. What is missing is missing: the rules name it. */
export const ClaimItem = Type.Object(
  {
    item: text('Circuit, telephone or trunk number, or rate element'),
    line: Type.Optional(Type.Integer({ minimum: 1, description: 'Line of the bill' })),
    billed: Type.Optional(DecimalText('Dollars billed')),
    disputed: Type.Optional(DecimalText('Dollars of those that are disputed')),
    reason: text('Why'),
  },
  { additionalProperties: false },
);

/** A dispute of a bill as somebody hands it in. */
export const Claim = Type.Object(
  {
    bill: text('Number of the bill'),
    billOn: Type.Optional(IsoDate('Date of the bill')),
    dueOn: Type.Optional(IsoDate('Due date of the bill')),
    ban: text('Billing account'),
    items: Type.Array(ClaimItem, { description: 'What is disputed; empty: the bill as a whole' }),
    evidence: Type.Optional(Type.Array(Type.String(), { description: 'What is attached' })),
  },
  { additionalProperties: false },
);
export type ClaimFacts = Static<typeof Claim>;
