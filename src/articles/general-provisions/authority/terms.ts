import { Type } from 'typebox';
import { Code, Price } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

/** What a letter must show to count. Each is one condition that `loa-valid` knows how to test. */
export const LETTER_CONDITIONS = [
  'separate-document',
  'sole-purpose',
  'no-inducement',
  'legible',
  'signed',
  'dated',
  'billing-name-and-address',
  'telephone-numbers',
  'current-and-new-carrier',
  'agent-designated',
  'one-carrier-per-service',
  'fee-notice',
  'no-action-to-stay',
  'one-language',
] as const;
export type LetterCondition = (typeof LETTER_CONDITIONS)[number];

export const lettersTerm = defineTerm(
  'general-provisions.letters-of-agency',
  Type.Object({
    requires: Type.Array(Code(LETTER_CONDITIONS), {
      minItems: 1,
      uniqueItems: true,
      description: 'What a letter must show; one that lacks any of it is invalid',
    }),
    mayStandOn: Type.Array(Code(['check']), {
      description: 'What the letter may be combined with all the same',
    }),
  }),
  'What makes a letter of agency valid.',
);

export const authorityTerm = defineTerm(
  'general-provisions.authority',
  Type.Object({
    blanket: Type.Boolean({ description: 'Whether one statement covers all orders of the party' }),
    proof: Code(['on-complaint', 'on-request'], 'When the other party may ask for proof'),
    unauthorizedChange: Price('Charge a line for a change that the end user did not authorize'),
  }),
  "How a party shows its end users' authority, and what a change without it costs.",
);

/** What customer information is looked at or used for. */
export const PURPOSES = [
  'pre-ordering',
  'provisioning',
  'repair',
  'billing',
  'directory',
  'emergency-services',
  'dispute',
  'audit',
  'win-back',
  'marketing',
  'retention',
] as const;

export const customerInformationTerm = defineTerm(
  'general-provisions.customer-information',
  Type.Object({
    uses: Type.Array(Code(PURPOSES), { minItems: 1, description: 'For what it may be used; nothing else' }),
    never: Type.Array(Code(PURPOSES), { description: 'For what it is never used' }),
    withAuthority: Type.Array(Code(PURPOSES), {
      description: "Uses of a customer's record for which the authority is named each time",
    }),
  }),
  'For what a party may use what it learns of the end users of the other.',
);
