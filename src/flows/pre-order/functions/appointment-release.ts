import { Type } from 'typebox';
import { fail, ok } from '../../../base/result.ts';
import { releaseCapacity } from '../../../network/capacity/release-capacity.ts';
import { defineFunction } from '../pre-order.ts';
import { PonFact, visitCase } from '../visits.ts';

/** Gives back the visit that is kept for a PON. */
export const appointmentRelease = defineFunction({
  name: 'appointment-release',
  doc: 'The visit that is kept for a PON, given back.',
  facts: Type.Object({ pon: PonFact }, { additionalProperties: false }),
  subject: ({ pon }) => pon.toUpperCase(),
  writes: true,
  answer: async (tx, { agreement, clock }, _query, { pon }) => {
    const caseId = visitCase(pon);
    const released = await releaseCapacity(tx, {
      agreementId: agreement.id,
      caseId,
      releasedAt: clock.now().toString(),
    });
    if (released === 0)
      return fail({
        id: 'pre-order/no-visit-kept',
        field: 'pon',
        sentence: `No visit is kept for ${pon.toUpperCase()}.`,
        cure: 'It was given back, or its order was cancelled.',
      });
    return ok({ outcome: 'released', value: pon.toUpperCase(), details: { visit: caseId } });
  },
});
