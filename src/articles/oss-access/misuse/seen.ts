import { Type } from 'typebox';
import type { Static } from 'typebox';
import { Code, IsoInstant } from '../../../agreement/schema.ts';
import { PRE_ORDER_FUNCTIONS } from '../functions.ts';
import { QUERY_OUTCOMES } from '../pre-order-log.ts';
import type { Pattern } from '../terms.ts';

/** A query of the log, as the finding of misuse reads it. */
export const SeenQuery = Type.Object(
  {
    id: Type.String({ minLength: 1, description: 'Its number on the log' }),
    function: Code(PRE_ORDER_FUNCTIONS),
    subject: Type.String({ description: 'What was looked at: a telephone number, an address, a loop' }),
    who: Type.String({ minLength: 1, description: 'User or API client' }),
    askedAt: IsoInstant(),
    outcome: Code(QUERY_OUTCOMES),
    test: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type SeenQuery = Static<typeof SeenQuery>;

/** An order of the same carrier, by what it is about. */
export const OrderSeen = Type.Object(
  {
    order: Type.String({ minLength: 1, description: 'Its case' }),
    subject: Type.String({ minLength: 1, description: 'A number, address or loop that it names' }),
    at: IsoInstant('When it was sent'),
  },
  { additionalProperties: false },
);
export type OrderSeen = Static<typeof OrderSeen>;

/** A pattern that was found, with its evidence: entries of the log, by their numbers. Nothing in it tells of an end user. */
export interface Finding {
  readonly pattern: Pattern;
  readonly who: string;
  readonly from: string;
  readonly to: string;
  /** Records or numbers that it is about. */
  readonly subjects: number;
  /** Of them, those without an order. */
  readonly withoutOrder: number;
  /** What they are of: records that could be judged, or numbers in a row. */
  readonly of: number;
  readonly queries: readonly string[];
}
