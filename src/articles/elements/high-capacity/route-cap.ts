import { Type } from 'typebox';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import { withinCap } from './caps.ts';

const Clli = (description: string) => Type.String({ pattern: '^[A-Z0-9]{8}$', description });

/** Whether circuits of one route stay within the cap. A route is its two ends: which way it goes, and what lies between, is nothing. */
export const routeCap = defineDecision({
  name: 'route-cap',
  doc: 'Whether an order keeps the transport of one competitor between a pair of wire centers within the cap of the element.',
  facts: Type.Object(
    {
      element: Type.String({ description: 'Product code, e.g. transport-ds1' }),
      a: Clli('Wire center at one end'),
      z: Clli('Wire center at the other end'),
      ordered: Type.Integer({ minimum: 0, description: 'Circuits that the order adds' }),
      circuits: Type.Array(
        Type.Object({
          a: Clli('Wire center at one end'),
          z: Clli('Wire center at the other end'),
          via: Type.Optional(Type.Array(Type.String(), { description: 'Wire centers that it passes' })),
          under: Type.Optional(Code(['unbundled', 'access'], 'default unbundled')),
        }),
        { description: 'Circuits of the competitor in service, of this element' },
      ),
    },
    { additionalProperties: false },
  ),
  value: 'boolean',
  decide: ({ element, a, z, ordered, circuits }, view, trace) => {
    const same = circuits.filter((one) => (one.a === a && one.z === z) || (one.a === z && one.z === a));
    trace.add({
      id: 'route',
      sentence: `Circuits between ${a} and ${z}, either way and whatever lies between`,
      out: same.length,
    });
    const access = same.filter(({ under }) => under === 'access').length;
    return withinCap(
      { element, within: 'route', unbundled: same.length - access, access, ordered },
      view,
      trace,
    );
  },
});
