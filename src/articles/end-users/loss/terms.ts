import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

/** The one reason that a loss notice may give: it says nothing of the new provider. */
export const LOSS_REASONS = ['changed-provider'] as const;

export const lossNoticeTerm = defineTerm(
  'end-users.loss-notice',
  Type.Object({
    contents: Type.Array(Code(['pon', 'service', 'disconnectOn', 'reason']), {
      minItems: 1,
      uniqueItems: true,
      description: 'What it says; service: telephone numbers or the circuit',
    }),
    reason: Code(LOSS_REASONS, 'The reason that it gives'),
  }),
  'What the carrier that loses an end user is told. There is no field for the winner.',
);
