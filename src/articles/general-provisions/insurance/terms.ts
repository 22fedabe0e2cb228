import { Type } from 'typebox';
import { Code, PositiveDecimal } from '../../../agreement/schema.ts';
import { defineTable } from '../../../agreement/vocabulary.ts';

export const ACTIVITIES = ['general', 'collocation', 'poles'] as const;

export const coveragesTable = defineTable({
  name: 'coverages',
  identity: ['activity', 'coverage', 'limit'],
  schema: Type.Object({
    activity: Code(ACTIVITIES, 'For what it is needed; general: always'),
    coverage: Type.String({ pattern: '^[a-z][a-z-]*$', description: 'Kind of insurance' }),
    limit: Code(
      ['occurrence', 'aggregate', 'each-accident', 'disease-policy', 'disease-employee'],
      'What the amount is counted by',
    ),
    amount: PositiveDecimal('Least amount in dollars'),
  }),
  doc: 'Insurance that a party carries, by what it does under the agreement.',
});
