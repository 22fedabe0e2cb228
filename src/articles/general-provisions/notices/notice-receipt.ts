import { Type } from 'typebox';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { readLocalDate } from '../../../cases/instant.ts';
import { deemedReceipt } from '../../../cases/notice.ts';

/** Source: the terms `notice.*`; business days are the recipient's. */
export const noticeReceipt = defineDecision({
  name: 'notice-receipt',
  doc: 'The day on which a notice counts as received.',
  facts: Type.Object(
    {
      method: Type.String({ description: 'Way of sending: a member of notice.*' }),
      sentAt: Type.String({ minLength: 10, description: 'Instant, or local date or date-time' }),
      receivedOn: Type.Optional(IsoDate('Date on the return receipt')),
      to: Type.Optional(
        Code(['ilec', 'clec'], 'The recipient; without it the answer must be the same for both'),
      ),
    },
    { additionalProperties: false },
  ),
  value: 'date',
  asOf: ({ sentAt }, agreement) => readLocalDate(agreement, sentAt),
  decide: (facts, view, trace) => {
    const received = deemedReceipt(view, facts, trace);
    if (!received.ok) return received;
    return ok({ value: received.value.on, clause: received.value.clause });
  },
});
