import Type from 'typebox';
import type { Static } from 'typebox';
import { VEHICLES } from '../../../agreement/precedence-terms.ts';
import { Code, IsoDate, IsoInstant } from '../../../agreement/schema.ts';

const closed = { additionalProperties: false } as const;

export const STAGES = ['before-confirmation', 'after-confirmation', 'after-work'] as const;

/** Labor of a coordinated cut. */
export const Coordination = Type.Object(
  {
    begins: IsoInstant('When the work was scheduled to begin and could have'),
    ends: IsoInstant('When it was over'),
    waitingMinutes: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Of that, minutes in which it waited for the orderer' }),
    ),
  },
  closed,
);
export type Coordination = Static<typeof Coordination>;

/** What the charges of an order follow from. */
export const ChargedOrderFacts = Type.Object(
  {
    act: Code(
      ['N', 'D', 'C', 'T', 'V', 'W'],
      'N new, D disconnect, C change, T move, V conversion or migration as specified, W as it is',
    ),
    channel: Code(['electronic', 'manual'], 'How the request arrived'),
    product: Type.String({ description: 'Product code' }),
    quantity: Type.Integer({ minimum: 1 }),
    accountStatus: Code(['new', 'existing'], 'new: the request establishes or transfers the account'),
    addresses: Type.Optional(
      Type.Array(Type.String(), { minItems: 1, description: 'Address of each line; default one for all' }),
    ),
    wireCenter: Type.Optional(Type.String({ description: 'CLLI: what gives the rate band' })),
    expedite: Type.Optional(Type.Boolean({ description: 'Marked as expedited; default no' })),
    project: Type.Optional(Type.Boolean({ description: 'Managed as a project; default no' })),
    coordination: Type.Optional(Coordination),
    conditioning: Type.Optional(
      Type.Object(
        {
          loadCoilPairs: Type.Optional(Type.Integer({ minimum: 0 })),
          bridgedTapPairs: Type.Optional(Type.Integer({ minimum: 0 })),
        },
        closed,
      ),
    ),
    conversion: Type.Optional(
      Code(
        ['wholesale', 'migration'],
        'Of V and W. wholesale: on the circuit that is there; default migration',
      ),
    ),
    outcome: Type.Optional(
      Code(['completed', 'changed', 'cancelled'], 'What became of the version; default completed'),
    ),
    stage: Type.Optional(Code(STAGES, 'How far it had come when it was changed or cancelled')),
    change: Type.Optional(Code(['later-date', 'earlier-date', 'other'], 'What was changed; default other')),
    laterDates: Type.Optional(
      Type.Integer({ minimum: 0, description: 'How often it had been moved to a later date before' }),
    ),
    previousRejection: Type.Optional(
      Code(['correct', 'mistaken'], 'Sent again after a rejection: whether that was right'),
    ),
    inquiry: Type.Optional(
      Code(['customer-record', 'directory-record'], 'It asks for that record and for nothing else'),
    ),
    vehicle: Type.Optional(
      Code(
        VEHICLES,
        "Under what the lines are bought; the service order itself is the agreement's. Default agreement",
      ),
    ),
    on: Type.Optional(IsoDate('Day whose prices apply')),
    ccna: Type.Optional(Type.String()),
    pon: Type.Optional(Type.String()),
    ver: Type.Optional(Type.String()),
  },
  closed,
);
export type ChargedOrderFacts = Static<typeof ChargedOrderFacts>;
