import { Type } from 'typebox';
import { ok } from '../../../base/result.ts';
import { facilitiesAt } from '../facilities.ts';
import { notesOn } from '../loops-of.ts';
import { PlaceFacts, placeFor, placeSubject } from '../place-facts.ts';
import { defineFunction } from '../pre-order.ts';

/** Whether spare pairs reach a place: there, there after conditioning, or none. */
export const facilityAvailability = defineFunction({
  name: 'facility-availability',
  doc: 'Whether spare pairs reach a place: available, conditioned or none, as intervals of installation ask.',
  facts: Type.Object(
    {
      ...PlaceFacts,
      quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, description: 'Pairs; default 1' })),
      technology: Type.Optional(
        Type.String({
          pattern: '^[a-z0-9][a-z0-9-]*$',
          maxLength: 40,
          description: 'What they are to carry, a code in technologies.csv; without it any copper will do',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  subject: placeSubject,
  answer: async (tx, { agreement }, { askedAt }, facts) => {
    const place = await placeFor(tx, agreement.parties.ilec, facts);
    if (!place.ok) return place;
    const { quantity = 1, technology } = facts;
    const found = await facilitiesAt(tx, agreement, place.value, { quantity, technology, askedAt });
    if (!found.ok) return found;
    const { state, candidates, working, loops } = found.value;
    return ok({
      outcome: state,
      value: state,
      details: { place: place.value, quantity, candidates, spare: candidates.length, working },
      problems: [
        ...notesOn(loops, agreement, askedAt),
        ...(state === 'none'
          ? [
              {
                id: 'pre-order/no-facility',
                field: 'addressId',
                sentence: `Too few spare pairs reach ${place.value.address} for ${quantity}.`,
                cure: 'Take over a line that is there, or ask for the work on the network that the agreement provides for.',
              },
            ]
          : []),
      ],
    });
  },
});
