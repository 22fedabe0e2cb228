import { Type } from 'typebox';
import type { Static } from 'typebox';

const Feet = (description: string, minimum = 0) => Type.Integer({ minimum, maximum: 1_000_000, description });
const Text = (description: string) => Type.String({ minLength: 1, maxLength: 60, description });

/** One stretch of cable of one gauge, from the office outwards. */
export const LoopSegment = Type.Object(
  {
    gauge: Type.Integer({ minimum: 10, maximum: 40, description: 'American wire gauge: 19, 22, 24, 26' }),
    feet: Feet('Length of the stretch', 1),
    plant: Type.Optional(
      Type.Union([Type.Literal('aerial'), Type.Literal('buried'), Type.Literal('underground')]),
    ),
  },
  { additionalProperties: false },
);
export type LoopSegment = Static<typeof LoopSegment>;

const At = { feetFromOffice: Feet('Distance from the office along the loop') };

/**
 * Loop make-up: what a copper pair between an office and a customer is made of, office first. Lengths in feet.
 * Field list: loop query response of pre-ordering (reference of Articles XIII and XVIII).
 */
export const LoopMakeup = Type.Object(
  {
    loop: Text("The incumbent's id of the loop"),
    wireCenter: Type.Optional(Text('CLLI of the office')),
    terminal: Type.Optional(Text('Serving terminal')),
    source: Type.Union([Type.Literal('records'), Type.Literal('measured')], {
      description: 'From the records of the plant, or measured on the pair',
    }),
    asOf: Type.String({ format: 'date', description: 'Day of the record or of the measurement' }),
    segments: Type.Array(LoopSegment, { maxItems: 200 }),
    bridgedTaps: Type.Array(
      Type.Object({ feet: Feet('Length of the tap', 1), ...At }, { additionalProperties: false }),
      { maxItems: 100 },
    ),
    loadCoils: Type.Array(
      Type.Object({ ...At, type: Type.Optional(Text('H88, D66 …')) }, { additionalProperties: false }),
      { maxItems: 100 },
    ),
    repeaters: Type.Array(Type.Object(At, { additionalProperties: false }), { maxItems: 100 }),
    carrier: Type.Enum(['none', 'udlc', 'idlc', 'ngdlc', 'fiber'], {
      description: 'Digital loop carrier or fiber between the office and the terminal',
    }),
    pairGain: Type.Optional(Type.Boolean({ description: 'Two lines share the pair' })),
    sparePairs: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Spare copper pairs at the terminal' }),
    ),
    binder: Type.Optional(Text('Binder group that the pair runs in: office, cable and group')),
    disturbers: Type.Optional(
      Type.Array(
        Type.Object(
          {
            spectrumClass: Text('Class of the spectrum mask'),
            count: Type.Integer({ minimum: 1, description: 'Pairs of the binder that use it' }),
          },
          { additionalProperties: false },
        ),
        { description: 'What runs in the same binder, by class: how many, never whose' },
      ),
    ),
  },
  { additionalProperties: false },
);
export type LoopMakeup = Static<typeof LoopMakeup>;
