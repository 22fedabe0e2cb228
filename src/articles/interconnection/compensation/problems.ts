import type { Problem } from '../../../base/problem.ts';

/** Less than no minutes, calls or months. */
export const negative = (field: string): Problem => ({
  id: 'interconnection/negative',
  field,
  sentence: `${field} is less than nothing.`,
  cure: 'Give a number of zero or more.',
});
