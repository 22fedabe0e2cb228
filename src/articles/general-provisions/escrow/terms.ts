import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

/** What a dispute may be about, as far as escrow asks. */
export const ESCROW_KINDS = ['intercarrier-compensation', 'other'] as const;

/** What an escrow agent and account must be. */
export const AGENT_CONDITIONS = [
  'in-continental-us',
  'no-affiliate',
  'takes-ach',
  'interest-bearing',
  'fees-by-disputing-party',
  'agent-not-paid-from-funds',
] as const;

/** Whether disputed amounts are paid into escrow. */
export const escrowTerm = defineTerm(
  'accounts.escrow',
  Type.Object({
    required: Type.Boolean({ description: 'Whether a disputed amount that is withheld goes into escrow' }),
    exempt: Type.Optional(Type.Array(Code(ESCROW_KINDS), { description: 'Disputes without escrow' })),
    agent: Type.Optional(
      Type.Array(Code(AGENT_CONDITIONS), { description: 'What the agent and the account must be' }),
    ),
    interest: Type.Optional(Code(['pro-rata'], 'pro-rata: interest follows the principal')),
    released: Type.Optional(
      Type.Array(Code(['both-signatures', 'final-order']), { description: 'On what the agent pays out' }),
    ),
  }),
  'Escrow of disputed amounts: off unless the agreement turns it on.',
);
