import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

const PAYERS = ['clec', 'end-user'] as const;

export const customerOfRecordTerm = defineTerm(
  'end-users.customer-of-record',
  Type.Object({
    bills: Code(PAYERS, 'Whom the incumbent bills for what the competitor buys'),
    credits: Code(['master-account', 'line'], 'Where a credit goes'),
    endUserDisputes: Code(PAYERS, 'Whom an end user takes a dispute of its bill to: clec, its own carrier'),
  }),
  'Who the customer of the incumbent is for what the competitor buys.',
);

/** Who asks, and what for: `end-user-winback`. */
export const REQUESTS = [
  'clec-change',
  'clec-move',
  'end-user-change',
  'end-user-winback',
  'end-user-move',
  'third-carrier-change',
  'third-carrier-move',
] as const;

export const ordersTerm = defineTerm(
  'end-users.orders',
  Type.Object({
    accepted: Type.Array(Code(REQUESTS), { uniqueItems: true, description: 'Taken as they are' }),
    withLossNotice: Type.Array(Code(REQUESTS), {
      uniqueItems: true,
      description: 'Taken, and the carrier that loses the end user is told',
    }),
    confirmationOfLoser: Code(
      ['needed', 'not-needed'],
      'Whether the carrier that loses the end user must confirm first',
    ),
    atPremises: Code(['referred', 'accepted'], 'What an end user asks of a technician at its premises'),
  }),
  'Whose word changes a service that the competitor buys. What is in neither list is refused.',
);

/** What a freeze protects. */
export const FREEZES = ['local', 'long-distance'] as const;

export const freezesTerm = defineTerm(
  'end-users.freezes',
  Type.Object({
    stops: Type.Array(Code(FREEZES), {
      uniqueItems: true,
      description: 'Freezes that stand against a change of the local carrier until the end user lifts them',
    }),
    underNotice: Code(['lifted', 'stands'], 'Freezes of an end user who is told that its service ends'),
  }),
  'What a freeze of its carrier on an end user’s line stands against.',
);

/** What may be done to an order that is not a new one. */
export const CHANGES = ['supplement', 'clarification', 'cancellation'] as const;

export const orderChangesTerm = defineTerm(
  'end-users.order-changes',
  Type.Object({
    by: Code(['new-or-revised-order', 'any-request'], 'How an order is changed'),
    chargeStandsAfter: Type.Array(Code(CHANGES), {
      uniqueItems: true,
      description: 'What does not undo the service-order charge',
    }),
    laborEstimate: Code(['on-request', 'none'], 'Whether labor is estimated before the work'),
  }),
  'How an order is changed, and what that does to its charge.',
);

/** What a carrier must have before its first order. */
export const PREREQUISITES = [
  'ocn',
  'certificate',
  'taxExemption',
  'masterAccount',
  'creditProfile',
] as const;
export type Prerequisite = (typeof PREREQUISITES)[number];

export const firstOrderTerm = defineTerm(
  'end-users.first-order',
  Type.Object({
    requires: Type.Array(Code(PREREQUISITES), { minItems: 1, uniqueItems: true }),
  }),
  'What must be there before the first order of a carrier is taken.',
);
