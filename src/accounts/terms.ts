import { Type } from 'typebox';
import { Code, Percent } from '../agreement/schema.ts';
import { defineTerm } from '../agreement/vocabulary.ts';

/** How and where dollars become cents. */
export const roundingTerm = defineTerm(
  'accounts.rounding',
  Type.Object({
    mode: Code(['half-up', 'half-even', 'up', 'down'], 'What happens to part of a cent'),
    at: Code(['line'], 'line: once, where a bill line gets its amount'),
  }),
  'How amounts are rounded to cents. Everything before that is exact.',
);

/** When bills are made and what they cover. */
export const billingTerm = defineTerm(
  'accounts.billing',
  Type.Object({
    billDay: Type.Integer({
      minimum: 1,
      maximum: 28,
      description: 'Day of the month that follows the closed month, on which bills are dated',
    }),
    recurring: Code(['in-advance'], 'in-advance: for the month that follows the closed month'),
    usageAndOneTime: Code(['in-arrears'], 'in-arrears: of the closed month'),
  }),
  'The bill cycle: one bill a month for each billing account.',
);

const LATE_METHODS = ['simple-prorated', 'per-month-or-fraction', 'daily-compound'] as const;

/** What a late payment costs. */
export const latePaymentTerm = defineTerm(
  'accounts.late-payment',
  Type.Object({
    rate: Percent('Per month; per day for daily-compound: 0.0407 % per day'),
    method: Code(
      LATE_METHODS,
      'simple-prorated: rate × days ÷ monthDays; per-month-or-fraction: rate × months begun; daily-compound: (1 + rate)^days − 1',
    ),
    monthDays: Type.Optional(
      Type.Integer({ minimum: 28, maximum: 31, description: 'Days that a month counts as' }),
    ),
    from: Code(['day-after-due'], 'The first day that is late'),
    cap: Type.Optional(
      Percent('Highest charge, per month, by the day and without compounding; needs monthDays'),
    ),
  }),
  'Late payment charge on undisputed amounts that are not paid by the due date.',
);

/** How a month is divided. */
export const prorationTerm = defineTerm(
  'accounts.proration',
  Type.Object({
    monthDays: Type.Integer({
      minimum: 28,
      maximum: 31,
      description: 'Days that every month counts as, whatever its length',
    }),
    start: Code(['completion'], 'completion: charged from the day on which the service was completed'),
    end: Code(['day-before-disconnect'], 'The last day charged'),
  }),
  'How recurring charges are divided when service begins or ends within a month.',
);

/** What a dispute does to money; the time to raise one is the clock `dispute-window`. */
export const disputeTerm = defineTerm(
  'accounts.dispute',
  Type.Object({
    withhold: Code(
      ['disputed-part', 'nothing'],
      'disputed-part: may be left unpaid until the dispute is resolved, when it was filed in time (accounts.withholding); nothing: is paid first',
    ),
    lateCharge: Code(
      ['suspended', 'runs'],
      'suspended: no late payment charge on the disputed part; runs: on the whole',
    ),
  }),
  'Disputed amounts: whether they may be withheld and whether late payment charges run on them.',
);

const CHARGED = ['charged', 'free'] as const;

/** Who made the mistake pays for it: read where orders are priced and where they are answered. */
export const resubmissionTerm = defineTerm(
  'end-users.resubmission',
  Type.Object({
    afterMistake: Code(CHARGED, 'The rejection was a mistake'),
    afterCorrect: Code(CHARGED, 'The rejection was right'),
  }),
  'What an order costs that is sent again after a rejection.',
);
