import { Type } from 'typebox';
import { fail, ok } from '../../../base/result.ts';
import { localDate } from '../../../cases/instant.ts';
import { prepared } from '../../../platform/transaction.ts';
import { OfficeFact, PlaceFacts, hasPlace, placeFor, placeSubject } from '../place-facts.ts';
import { defineFunction } from '../pre-order.ts';

const THERE = prepared(
  `SELECT feature, name, available_from FROM switch_feature WHERE provider = $1 AND wire_center = $2 ORDER BY feature`,
);

/** What the switch of an office can do, or whether it can do what is asked for. */
export const featureAvailability = defineFunction({
  name: 'feature-availability',
  doc: 'Features of the switch that serves a place: available, some or none.',
  facts: Type.Object(
    {
      ...PlaceFacts,
      wireCenter: OfficeFact,
      features: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 60 }), {
          minItems: 1,
          maxItems: 100,
          uniqueItems: true,
          description: 'Codes (USOC); without them all that there are',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  subject: (facts) => facts.wireCenter ?? placeSubject(facts),
  answer: async (tx, { agreement }, { askedAt }, facts) => {
    const place = hasPlace(facts) ? await placeFor(tx, agreement.parties.ilec, facts) : undefined;
    if (place && !place.ok) return place;
    const office = place?.value.wireCenter ?? facts.wireCenter;
    if (office === undefined) return fail(noOffice);
    const rows = await tx.query<{ feature: string; name: string; available_from: string }>(THERE, [
      agreement.parties.ilec,
      office,
    ]);
    if (rows.length === 0) return fail(noSwitch(office));
    const today = localDate(agreement, askedAt);
    const there = new Map(rows.map((row) => [row.feature, row]));
    const asked = facts.features?.map((one) => one.toUpperCase()) ?? [...there.keys()];
    const features = asked.map((feature) => {
      const row = there.get(feature);
      return row === undefined
        ? { feature, available: false }
        : {
            feature,
            name: row.name,
            available: row.available_from <= today,
            availableFrom: row.available_from,
          };
    });
    const missing = features.filter(({ available }) => !available);
    return ok({
      outcome: missing.length === 0 ? 'available' : missing.length < features.length ? 'some' : 'none',
      value: missing.length === 0,
      details: { wireCenter: office, features },
      problems: missing.map(({ feature, availableFrom }) => ({
        id: 'pre-order/no-feature',
        field: 'features',
        sentence: `${office} does not offer ${feature}${availableFrom === undefined ? '' : ` before ${availableFrom}`}.`,
        cure: 'Leave it out, or take one that is offered.',
      })),
    });
  },
});

const noOffice = {
  id: 'pre-order/no-place',
  field: 'wireCenter',
  sentence: 'Neither office nor place is named.',
  cure: 'Give wireCenter, addressId or the address.',
};

const noSwitch = (office: string) => ({
  id: 'pre-order/no-switch',
  field: 'wireCenter',
  sentence: `What the switch of ${office} can do is not on record.`,
  cure: 'Ask the incumbent by hand.',
});
