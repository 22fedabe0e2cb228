import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

/** What a bona fide request may have to say. */
export const BFR_FIELDS = ['description', 'quantity', 'location', 'use', 'desiredOn', 'section'] as const;
export type BfrField = (typeof BFR_FIELDS)[number];

/** Why one may be denied. */
export const DENIAL_GROUNDS = ['technically-infeasible', 'not-required-by-act'] as const;

export const bfrTerm = defineTerm(
  'general-provisions.bona-fide-request',
  Type.Object({
    requires: Type.Array(Code(BFR_FIELDS), {
      minItems: 1,
      uniqueItems: true,
      description: 'What it must say to be complete',
    }),
    denial: Type.Array(Code(DENIAL_GROUNDS), {
      minItems: 1,
      uniqueItems: true,
      description: 'The only grounds on which it is denied',
    }),
    cancellation: Code(
      ['costs-to-date', 'free'],
      'What a cancellation costs after the clock bfr-free-cancellation has run out',
    ),
  }),
  'What a bona fide request must say, why it may be denied, and what cancelling one costs.',
);
