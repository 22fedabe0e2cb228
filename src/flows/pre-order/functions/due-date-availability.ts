import { Type } from 'typebox';
import { runDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import { bookedDays } from '../../../articles/ordering/book-hot-cut.ts';
import { dueDate } from '../../../articles/ordering/due-date.ts';
import { ok } from '../../../base/result.ts';
import { FACILITIES, ORDER_TYPES } from '../../../cases/clock-terms.ts';
import { localDate } from '../../../cases/instant.ts';
import { facilitiesAt } from '../facilities.ts';
import { OfficeFact, PlaceFacts, hasPlace, placeFor, placeSubject } from '../place-facts.ts';
import { defineFunction } from '../pre-order.ts';

/**
 * The date that an order would get if it came in now: by the same decision that dates orders, with what is booked on the frames. It
 * books nothing: the date stands when the order is confirmed.
 */
export const dueDateAvailability = defineFunction({
  name: 'due-date-availability',
  doc: 'The date of an order that came in now (ISO), or negotiated.',
  facts: Type.Object(
    {
      ...PlaceFacts,
      wireCenter: OfficeFact,
      product: Type.String({ minLength: 1, maxLength: 60, description: 'Product code' }),
      quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, description: 'Default 1' })),
      orderType: Type.Optional(Code(ORDER_TYPES, 'What is asked for; default new')),
      facilities: Type.Optional(
        Code(FACILITIES, 'State of the facilities; default as it is on record at the place'),
      ),
      technology: Type.Optional(Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$', maxLength: 40 })),
      desired: Type.Optional(IsoDate('Date that is wished for')),
      expedite: Type.Optional(Type.Boolean()),
      project: Type.Optional(Type.Boolean()),
      coordinated: Type.Optional(Type.Boolean({ description: 'A hot cut at an agreed time' })),
    },
    { additionalProperties: false },
  ),
  subject: (facts) => [facts.product, facts.wireCenter ?? placeSubject(facts)].filter(Boolean).join(' '),
  answer: async (tx, { agreement }, { askedAt }, facts) => {
    const { product, quantity = 1, orderType, desired, expedite, project, coordinated, technology } = facts;
    const place = hasPlace(facts) ? await placeFor(tx, agreement.parties.ilec, facts) : undefined;
    if (place && !place.ok) return place;
    const office = place?.value.wireCenter ?? facts.wireCenter;
    const onRecord =
      place === undefined || facts.facilities !== undefined || orderType === 'disconnect'
        ? undefined
        : await facilitiesAt(tx, agreement, place.value, { quantity, technology, askedAt });
    if (onRecord && !onRecord.ok) return onRecord;
    // A place without any pair on record says nothing of the state of facilities.
    const known = onRecord && onRecord.value.candidates.length > 0 ? onRecord.value.state : undefined;
    const facilities = facts.facilities ?? known;
    const asOf = localDate(agreement, askedAt);
    const decided = runDecision(
      dueDate,
      agreement,
      {
        product,
        quantity,
        receivedAt: askedAt,
        channel: 'electronic',
        ...(orderType === undefined ? {} : { orderType }),
        ...(office === undefined ? {} : { wireCenter: office }),
        ...(desired === undefined ? {} : { desired }),
        ...(expedite === undefined ? {} : { expedite }),
        ...(project === undefined ? {} : { project }),
        ...(facilities === undefined ? {} : { facilities }),
        ...(coordinated === true
          ? { coordinated, taken: await bookedDays(tx, agreement.parties.ilec, office ?? '', asOf) }
          : {}),
      },
      { asOf },
    );
    if (!decided.ok) return decided;
    const { value, clause, details } = decided.value;
    return ok({
      outcome: value === 'negotiated' ? 'negotiated' : 'date',
      value,
      details: {
        ...(office === undefined ? {} : { wireCenter: office }),
        ...(facilities === undefined ? {} : { facilities }),
        clause,
        basis: details ?? null,
      },
      receipt: decided.value,
    });
  },
});
