import { Type } from 'typebox';
import { defineTerm } from './vocabulary.ts';

/** Under which instrument a service is bought. */
export const VEHICLES = [
  'agreement',
  'tariff',
  'tariff-incorporated-by-reference',
  'commercial-agreement',
  'no-vehicle',
] as const;
export type Vehicle = (typeof VEHICLES)[number];

/** When the incumbent's tariff has a say in what the other party buys. */
export const tariffPrecedence = defineTerm(
  'precedence.tariff',
  Type.Object(
    {
      appliesBySilence: Type.Boolean({
        description: 'Whether a tariff applies where the agreement says nothing',
      }),
      agreementPrevailsOnConflict: Type.Boolean({
        description:
          'Whether the agreement wins where both set a service and rate and nobody elected the tariff',
      }),
      expressElection: Type.Boolean({
        description: 'Whether the buyer may expressly order from the tariff',
      }),
      expressIncorporation: Type.Boolean({
        description: 'Whether a tariff that the agreement expressly incorporates applies to that item',
      }),
    },
    { additionalProperties: false },
  ),
  'How the agreement ranks itself and the tariffs of the incumbent.',
);
