import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

/** Who gets a copy when a competitor leaves. */
export const COPIES = ['commission', 'incumbents', 'long-distance-carriers'] as const;

export const discontinuanceTerm = defineTerm(
  'end-users.discontinuance',
  Type.Object({
    copies: Type.Array(Code(COPIES), { uniqueItems: true, description: 'Who gets copies of the notice' }),
  }),
  'What a competitor does that leaves its end users.',
);

/** What the notice to an end user says; each is a numbered edit. */
export const NOTICE_PARTS = [
  'steps',
  'tollFreeNumber',
  'billingAddress',
  'serviceAddress',
  'identifier',
  'service',
  'endsOn',
] as const;
export type NoticePart = (typeof NOTICE_PARTS)[number];

export const exitNoticeTerm = defineTerm(
  'end-users.exit-notice',
  Type.Object({
    contents: Type.Array(Code(NOTICE_PARTS), {
      minItems: 1,
      uniqueItems: true,
      description: 'What it must say; identifier: telephone numbers or the circuit',
    }),
  }),
  'What an end user is told whose service ends.',
);

export const discontinuanceChargesTerm = defineTerm(
  'end-users.discontinuance-charges',
  Type.Object({
    paysThrough: Code(['interim-service', 'service-end'], 'Until when the competitor pays'),
    lateCharges: Code(['stand', 'cancelled'], 'Late payment charges that have accrued'),
  }),
  'What the competitor owes while its end users choose.',
);
