import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

export const ASKERS = ['end-user', 'agent'] as const;

export const authorityWithdrawalTerm = defineTerm(
  'end-users.authority-withdrawal',
  Type.Object({
    askedBy: Type.Array(Code(ASKERS), {
      minItems: 1,
      uniqueItems: true,
      description: 'Whose word both parties act on when an end user withdraws its authority',
    }),
  }),
  'Whose word releases facilities and cancels orders when an end user withdraws its authority.',
);
