import { Type } from 'typebox';
import { Code, QuantityText, Time } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

const closed = { additionalProperties: false } as const;
const Element = (description: string) =>
  Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$', description: `Rate element: ${description}` });

export const serviceOrderChargesTerm = defineTerm(
  'ordering.service-order-charges',
  Type.Object(
    {
      initialElectronic: Element('request that establishes an account, electronic'),
      initialManual: Element('the same, manual'),
      subsequentElectronic: Element('request that changes an account, electronic'),
      subsequentManual: Element('the same, manual'),
      disconnect: Element('request that only disconnects'),
      expedite: Element('expedited order'),
    },
    closed,
  ),
  'Which rate element a completed request bears.',
);
export type ServiceOrderCharges = NonNullable<(typeof serviceOrderChargesTerm)['type']>;

export const installationChargesTerm = defineTerm(
  'ordering.installation-charges',
  Type.Object(
    {
      first: Code(['each-order-and-address'], 'Which line is a first line'),
      onDisconnect: Code(['none'], 'Installation elements of a disconnect'),
    },
    closed,
  ),
  'Which installation element each line bears.',
);

export const conversionChargesTerm = defineTerm(
  'ordering.conversion-charges',
  Type.Object(
    {
      wholesale: Code(
        ['service-order-only', 'free'],
        'Access or another wholesale service that becomes an element, or the reverse, on the circuit that is there',
      ),
      asIsLine: Type.Optional(Element('each line that migrates as it is; absent: none')),
      asSpecifiedLine: Type.Optional(Element('each line that migrates as specified; absent: installation')),
    },
    closed,
  ),
  'What conversions and migrations bear beside the service order.',
);

export const orderChangeChargesTerm = defineTerm(
  'ordering.order-change-charges',
  Type.Object(
    {
      element: Element('change of an order'),
      from: Code(['confirmation', 'receipt'], 'The moment from which a change bears it'),
      laterDatesFree: Type.Integer({
        minimum: 0,
        description: 'How often an order may be moved to a later date without charge',
      }),
    },
    closed,
  ),
  'What the party pays that changes an order.',
);

export const cancellationChargesTerm = defineTerm(
  'ordering.cancellation-charges',
  Type.Object(
    {
      serviceOrder: Code(
        ['stands', 'after-confirmation'],
        'stands: a cancelled order bears its service order whenever it is cancelled; after-confirmation: only from then on',
      ),
      afterConfirmation: Type.Optional(Element('order that is cancelled after its confirmation')),
      afterWork: Code(['as-completed', 'none'], 'What else an order bears whose work was done'),
      ports: Code(['free', 'as-others'], 'Whether a pending port may be cancelled without charge'),
    },
    closed,
  ),
  'What an order bears that is cancelled, by how far it had come.',
);

export const portChargesTerm = defineTerm(
  'ordering.port-charges',
  Type.Object(
    {
      serviceOrder: Code(['always', 'as-others'], 'always: of a port that only ends something too'),
      inquiriesAlone: Code(['free', 'as-others'], 'A customer or directory service record alone'),
    },
    closed,
  ),
  'The service order of requests to port a number.',
);

export const customHandlingTerm = defineTerm(
  'ordering.custom-handling',
  Type.Object(
    {
      coordinatedHour: Element('hour of labor of a coordinated cut'),
      overtimeHour: Element('hour of the same out of hours'),
      opens: Time('When ordinary hours of a business day begin'),
      closes: Time('When they end'),
      increment: QuantityText('What a begun part of labor counts as: 15 minutes'),
      waiting: Code(['counts', 'does-not-count'], 'Time in which the work waits for the orderer'),
      project: Type.Optional(Element('order that is managed as a project; absent: none')),
    },
    closed,
  ),
  'Labor that is billed beside the order: coordinated cuts and projects.',
);
export type CustomHandling = NonNullable<(typeof customHandlingTerm)['type']>;

export const chargeTerms = [
  serviceOrderChargesTerm,
  installationChargesTerm,
  conversionChargesTerm,
  orderChangeChargesTerm,
  cancellationChargesTerm,
  portChargesTerm,
  customHandlingTerm,
];
