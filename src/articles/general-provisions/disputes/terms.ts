import { Type } from 'typebox';
import { Code, Duration, Percent } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

/** What a claim must say, beside its items. */
export const CLAIM_CONTENTS = [
  'bill-date',
  'account',
  'item',
  'amount-billed',
  'amount-disputed',
  'reason',
  'evidence',
] as const;

/** What a dispute of a bill says and what becomes of one that comes late. */
export const claimTerm = defineTerm(
  'accounts.claim',
  Type.Object({
    contents: Type.Array(Code(CLAIM_CONTENTS), { minItems: 1, description: 'What it must say' }),
    wholeBill: Code(['refused', 'accepted'], 'A dispute of a bill as a whole, without its items'),
    late: Code(
      ['rejected', 'waived'],
      'A dispute after the clock dispute-window: rejected, or waived for good',
    ),
  }),
  'What a valid dispute of a bill contains. Its time is the clock dispute-window.',
);

/** How long what was paid may be asked back. */
export const refundTerm = defineTerm(
  'accounts.refund',
  Type.Object({ window: Duration('Months or calendar days after payment in which a refund may be claimed') }),
  'Refunds of amounts that were paid before they were disputed.',
);

/** When a dispute lets its amount be left unpaid, and what it costs to lose. */
export const withholdingTerm = defineTerm(
  'accounts.withholding',
  Type.Object({
    filedBy: Code(
      ['payment', 'due-date'],
      'payment: filed on or before the day on which the rest is paid, and never after the due date; due-date: on or before the due date',
    ),
    whenLost: Code(
      ['from-due-date', 'from-resolution'],
      'From when the late payment charge runs on what the disputing party owed after all',
    ),
  }),
  'Withholding a disputed amount (accounts.dispute says whether it may be): until when, and what it costs when lost.',
);

/** Where a dispute goes that the parties did not settle. */
export const forumTerm = defineTerm(
  'general-provisions.dispute-forum',
  Type.Object({
    smallShare: Type.Optional(
      Percent('Of the charges billed in the time `over`; a billing dispute of no more goes to `small`'),
    ),
    over: Type.Optional(Duration('The time before the dispute whose charges count: 12 months')),
    small: Type.Optional(Code(['arbitration', 'commission'], 'Where small billing disputes go')),
    otherwise: Code(['arbitration', 'commission'], 'Where all others go'),
  }),
  'The forum of a dispute that stays open after the informal steps.',
);

/** What a dispute may be about. */
export const SUBJECTS = [
  'establishment-of-service',
  'interruption',
  'outage',
  'disconnection',
  'billing',
  'other',
] as const;

/** The fast lane. */
export const expeditedTerm = defineTerm(
  'general-provisions.expedited-dispute',
  Type.Object({
    about: Type.Array(Code(SUBJECTS), { minItems: 1, description: 'Subjects that may take it' }),
  }),
  'Disputes that affect service and are heard at once.',
);
