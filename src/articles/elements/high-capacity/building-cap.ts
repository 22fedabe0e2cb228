import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { withinCap } from './caps.ts';
import { buildingTerm } from './terms.ts';

const Count = (description: string) => Type.Integer({ minimum: 0, description });

/** Whether circuits to one building stay within the cap; `details` say how many are left, and how many go to access. */
export const buildingCap = defineDecision({
  name: 'building-cap',
  doc: 'Whether an order keeps the circuits of one competitor to one building within the cap of the element.',
  facts: Type.Object(
    {
      element: Type.String({ description: 'Product code, e.g. loop-ds1' }),
      inService: Count('Unbundled circuits of the competitor in service to the building, of all its orders'),
      ordered: Count('Circuits that the order adds'),
      access: Type.Optional(Count('Circuits to the building under an access tariff; default none')),
    },
    { additionalProperties: false },
  ),
  value: 'boolean',
  decide: ({ element, inService, ordered, access = 0 }, view, trace) => {
    const building = view.optional(buildingTerm);
    if (building)
      trace.add({
        id: 'building',
        sentence:
          building.value.is === 'one-structure'
            ? 'A building is one structure, whatever its postal addresses'
            : 'A building is a postal address',
        out: building.value.is,
        ...cited(building),
      });
    return withinCap({ element, within: 'building', unbundled: inService, access, ordered }, view, trace);
  },
});
