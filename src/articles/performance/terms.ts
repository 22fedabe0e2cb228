import { Type } from 'typebox';
import { Code, Condition, Percent, Price } from '../../agreement/schema.ts';
import { defineTable, defineTerm } from '../../agreement/vocabulary.ts';

const closed = { additionalProperties: false } as const;

export const benchmarksTerm = defineTerm(
  'performance.benchmarks',
  Type.Object(
    {
      comparison: Code(['stare-and-compare'], 'The unrounded result against the benchmark, without a test'),
      noActivity: Code(['neither'], 'What a month without an event is'),
    },
    closed,
  ),
  'How a result is compared with a benchmark.',
);

export const focTimelinessTerm = defineTerm(
  'performance.foc-timeliness',
  Type.Object(
    {
      month: Code(['due'], 'Month that a request belongs to: that of its deadline'),
      unanswered: Code(['late'], 'What a request without confirmation at the end of the month is'),
      exclusions: Type.Array(
        Type.Object(
          {
            id: Type.String({ pattern: '^[a-z0-9-]+$' }),
            when: Condition('Over state, channel, act, product, quantity, negotiated, foc_at'),
            reason: Type.String({ minLength: 3 }),
          },
          closed,
        ),
      ),
    },
    closed,
  ),
  'What counts in firm order confirmation timeliness.',
);

export const remediesTerm = defineTerm(
  'performance.remedies',
  Type.Object(
    {
      occurrences: Code(['shortfall-times-volume'], 'How many occurrences a missed benchmark has'),
      escalation: Code(['consecutive-months'], 'What moves the amount up'),
      reset: Code(['met-month'], 'What sets the count of months back to none'),
      rounding: Code(['half-up', 'half-even'], 'How the credit is brought to cents, once'),
    },
    closed,
  ),
  'How a missed measure is paid.',
);

/** Computations that there are, by the name that a measure gives. */
const COMPUTATIONS = ['foc-timeliness'] as const;

export const measuresTable = defineTable({
  name: 'measures',
  identity: ['measure'],
  schema: Type.Object({
    measure: Type.String({ description: 'What the agreement calls it, e.g. foc-timeliness' }),
    name: Type.String({ description: 'As it is reported' }),
    computes: Code(COMPUTATIONS, 'The computation that gives its result'),
    product: Type.Optional(Type.String({ description: 'Product it is measured for; empty: all' })),
    standard: Code(['benchmark', 'parity', 'diagnostic']),
    benchmark: Type.Optional(Percent('e.g. 95 %')),
    direction: Code(['higher', 'lower'], 'Which results are better'),
    tier: Type.Integer({ minimum: 1, maximum: 2, description: '1: paid to the carrier; 2: to the State' }),
    weight: Code(['high', 'medium', 'low'], 'Row group of the remedies'),
  }),
  doc: 'Measures with their standards.',
});
export type Measure = NonNullable<(typeof measuresTable)['type']>;

export const remediesTable = defineTable({
  name: 'remedies',
  identity: ['weight', 'months_missed'],
  schema: Type.Object({
    weight: Code(['high', 'medium', 'low']),
    months_missed: Type.Integer({
      minimum: 1,
      description: 'Consecutive months missed; the highest row holds beyond it',
    }),
    amount: Price('e.g. $75.00 per occurrence'),
  }),
  doc: 'Amount of one occurrence by weight and consecutive months missed.',
});
export type Remedy = NonNullable<(typeof remediesTable)['type']>;
