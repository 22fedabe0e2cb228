import { Type } from 'typebox';
import type { Static } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import type { AgreementView } from '../../../agreement/agreement.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import type { Trace } from '../../../base/receipt.ts';
import { orderTypesTerm } from '../terms.ts';

const Clli = (description: string) => Type.Optional(Type.String({ description }));

/** What is asked of an element: the order, its day and its places. */
export const AvailabilityFacts = Type.Object(
  {
    element: Type.String({ description: 'Product code, e.g. loop-ds1' }),
    orderType: Type.String({
      pattern: '^[A-Z]$',
      description: 'Activity of the order (ACT): N new, D disconnect, C change, T move …',
    }),
    date: Type.Optional(IsoDate('Day on which the order is received')),
    wireCentre: Clli('CLLI of the wire center that serves it, or of the first end'),
    otherWireCentre: Clli('CLLI of the other end, of transport'),
    urbanized: Type.Optional(
      Type.Boolean({ description: 'Whether the premises lie in an urbanized census block' }),
    ),
    multiunit: Type.Optional(Type.Boolean({ description: 'Whether the premises have several units' })),
    selfCertified: Type.Optional(
      Type.Boolean({
        description:
          'Whether the competitor certifies, after diligent inquiry, that the wire centers are below the limits',
      }),
    ),
    certifications: Type.Optional(
      Type.Array(Type.String(), {
        description:
          'Of a combination: the tests of eligibility that are certified for it; absent: not asked',
      }),
    ),
  },
  { additionalProperties: false },
);
export type AvailabilityFacts = Static<typeof AvailabilityFacts>;

/** A disconnect asks for nothing new in any agreement; which other activities do not, the agreement says. */
export function asksForEmbedded(orderType: string, view: AgreementView, trace: Trace): boolean {
  const term = view.optional(orderTypesTerm);
  const embedded = orderType === 'D' || term?.value.embedded.includes(orderType) === true;
  if (term && orderType !== 'D')
    trace.add({
      id: 'order-type',
      sentence: `An order of activity ${orderType} ${embedded ? 'is about what is in service' : 'asks for something new'}`,
      out: embedded ? 'embedded' : 'new',
      ...cited(term),
    });
  return embedded;
}
