import { Type } from 'typebox';
import { Code, DecimalText, QuantityText } from '../../../agreement/schema.ts';
import { defineTable, defineTerm } from '../../../agreement/vocabulary.ts';

/** What is measured on a loop at its turn-up, with the unit of a reading. */
export const TESTS = {
  'dc-resistance': 'ohms of the loop, shorted at the far end',
  'short-resistance': 'ohms between tip and ring, open at the far end',
  'ground-resistance': 'ohms from tip or ring to ground, the lower of the two',
  'foreign-voltage': 'volts that do not belong there',
  'load-coils': 'load coils found',
  'insertion-loss': 'decibels at the frequency of the test',
  noise: 'dBrnC of background noise',
} as const;
export type TestName = keyof typeof TESTS;
export const TEST_NAMES = Object.keys(TESTS) as [TestName, ...TestName[]];

export const testLimitsTable = defineTable({
  name: 'test-limits',
  identity: ['test', 'product'],
  schema: Type.Object({
    test: Code(TEST_NAMES, 'What is measured'),
    product: Type.Optional(
      Type.String({ description: 'Product code; empty: each product without a row of its own' }),
    ),
    least: Type.Optional(DecimalText('Lowest reading that passes; empty: no limit')),
    most: Type.Optional(DecimalText('Highest reading that passes; empty: no limit')),
  }),
  doc: 'Limits of the test at turn-up. Each test that has a row is made; a loop is accepted when all pass.',
});

export const cooperativeTestTerm = defineTerm(
  'dsl.cooperative-test',
  Type.Object({
    free: QuantityText('Time of a technician that costs nothing: 30 minutes'),
    increment: QuantityText('What a begun part of the time beyond it counts as: 15 minutes'),
    element: Type.String({
      pattern: '^[a-z0-9][a-z0-9-]*$',
      description: 'Rate element: hour of a technician',
    }),
    failed: Code(['not-billed', 'billed'], 'The time of a test that the loop did not pass'),
  }),
  'Test of a loop by both carriers together at its turn-up, and what it costs.',
);

export const recordConflictTerm = defineTerm(
  'dsl.record-conflict',
  Type.Object({
    governs: Code(['measured', 'records'], 'What counts where the record of a loop and its test differ'),
    toleranceFeet: Type.Integer({
      minimum: 0,
      description: 'By so many feet of bridged tap in sum they may differ without contradiction',
    }),
  }),
  'A record of a loop that its test contradicts.',
);
