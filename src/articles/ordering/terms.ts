import { Type } from 'typebox';
import { Code } from '../../agreement/schema.ts';
import { defineTerm } from '../../agreement/vocabulary.ts';
import { chargeTerms } from './charges/terms.ts';

const closed = { additionalProperties: false } as const;

export const requestsTerm = defineTerm(
  'ordering.requests',
  Type.Object(
    {
      requestTypes: Type.Array(Type.String({ pattern: '^[A-Z]$' }), {
        minItems: 1,
        description: 'REQTYP first characters that may be ordered: A loop …',
      }),
      activities: Type.Array(Type.String({ pattern: '^[A-Z]$' }), {
        minItems: 1,
        description: 'ACT codes that may be ordered: N new, D disconnect …',
      }),
      identity: Code(['ccna-pon-ver'], 'What a request is known by'),
    },
    closed,
  ),
  'Which requests may be made, and what one is known by.',
);

export const versionsTerm = defineTerm(
  'ordering.versions',
  Type.Object(
    {
      verdict: Code(['one-per-version'], 'Each version is confirmed or rejected, once'),
      next: Code(['previous-plus-one'], 'How versions are numbered'),
    },
    closed,
  ),
  'How versions of a request are answered.',
);

export const editsTerm = defineTerm(
  'ordering.edits',
  Type.Object(
    {
      catalogue: Type.String({
        pattern: '^[a-z0-9-]+$',
        description: 'Edit catalogue: reference/edits/<name>.csv',
      }),
      forms: Type.Optional(
        Type.String({
          pattern: '^[a-z0-9-]+$',
          description: 'Edit catalogue of requests that come as forms, beside the first',
        }),
      ),
      accessForms: Type.Optional(
        Type.String({ pattern: '^[a-z0-9-]+$', description: 'The same of access service requests' }),
      ),
      rejection: Code(['all-failed-edits'], 'What a rejection names'),
    },
    closed,
  ),
  'By which edits requests are tested.',
);

export const expediteTerm = defineTerm(
  'ordering.expedite',
  Type.Object(
    { earlierThanInterval: Code(['marked-only'], 'When a date before the interval is accepted') },
    closed,
  ),
  'Orders for a date earlier than the installation interval gives.',
);

export const supplementsTerm = defineTerm(
  'ordering.supplements',
  Type.Object(
    {
      request: Type.Array(Code(['cancel', 'new-date', 'other']), {
        minItems: 1,
        uniqueItems: true,
        description: 'Supplements of an LSR: SUP 1, 2, 3',
      }),
      access: Type.Array(Code(['cancel', 'new-date', 'other', 'correction']), {
        minItems: 1,
        uniqueItems: true,
        description: 'Supplements of an ASR: SUP 1, 2, 3, 4',
      }),
      addedNumbers: Code(['new-request'], 'Where further telephone numbers of a port go'),
      newDateChanges: Code(['date-alone'], 'What a supplement of a new date may change'),
      until: Code(['completion'], 'How long a request may be supplemented'),
      afterConfirmation: Code(
        ['replaces-when-confirmed'],
        'What a supplement does to a confirmed version: it stands until the supplement is confirmed',
      ),
    },
    closed,
  ),
  'How an order is changed or cancelled after it was sent.',
);

export const jeopardyTerm = defineTerm(
  'ordering.jeopardy',
  Type.Object(
    {
      missFrom: Code(['due-date'], 'From when on a jeopardy is a miss: earlier it is notice'),
      noFacilities: Type.Array(Type.String({ pattern: '^[0-9A-Z]{2,5}$' }), {
        minItems: 1,
        uniqueItems: true,
        description: 'Codes that say that there are no facilities',
      }),
      onNoFacilities: Code(['cancel-or-defer'], 'What the orderer may do then'),
      lateCompletion: Code(['names-cause'], 'Work done after its date says who caused that'),
    },
    closed,
  ),
  'What a jeopardy says, and when it is a missed appointment.',
);

export const customerNotReadyTerm = defineTerm(
  'ordering.customer-not-ready',
  Type.Object({ withoutNewDate: Code(['cancelled'], 'What becomes of the order') }, closed),
  'What follows when the customer was not ready for the work and no new date comes in time.',
);

export const lossTerm = defineTerm(
  'ordering.loss-notice',
  Type.Object(
    {
      activities: Type.Array(Type.String({ pattern: '^[A-Z]$' }), {
        minItems: 1,
        description: 'ACT codes that take a line over from another carrier',
      }),
      at: Code(['completion'], 'When the carrier that loses the end user is told'),
    },
    closed,
  ),
  'Which orders bring a loss notice, and when.',
);

export const projectOrdersTerm = defineTerm(
  'ordering.project-orders',
  Type.Object({ confirmed: Code(['all-or-none'], 'When an order of a project is confirmed') }, closed),
  'How the orders of one project go together.',
);

export const orderingTerms = [
  requestsTerm,
  versionsTerm,
  editsTerm,
  expediteTerm,
  supplementsTerm,
  jeopardyTerm,
  customerNotReadyTerm,
  lossTerm,
  projectOrdersTerm,
  ...chargeTerms,
];
