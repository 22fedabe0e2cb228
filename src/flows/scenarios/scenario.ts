import { Type } from 'typebox';
import type { Static } from 'typebox';
import { IsoDate, IsoInstant } from '../../agreement/schema.ts';

/** One question with the answer that a person worked out, as it stands in a scenario file. */
export const ScenarioSchema = Type.Object(
  {
    /** Name of a decision, or `due/<clock>`. */
    ask: Type.String({ minLength: 1 }),
    asOf: Type.Optional(IsoDate()),
    asKnown: Type.Optional(IsoInstant()),
    /** Only this variant; without it each variant of the agreement answers. */
    variant: Type.Optional(Type.String()),
    /** Facts of the decision; of a clock `at`, `performer` and what the clock itself asks for. */
    facts: Type.Record(Type.String(), Type.Unknown()),
    value: Type.Optional(Type.Union([Type.String(), Type.Integer(), Type.Boolean()])),
    /** In place of `value`: the id of a problem with which the question is refused. */
    problem: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9-]+(/[a-z0-9-]+)?$' })),
    clause: Type.Optional(Type.String({ minLength: 1 })),
    /** The arithmetic or the rule, for whoever works it out again. */
    because: Type.String({ minLength: 3 }),
  },
  { additionalProperties: false },
);

export type Scenario = Static<typeof ScenarioSchema> & {
  readonly file: string;
  /** 1-based line of its first field. */
  readonly line: number;
};
