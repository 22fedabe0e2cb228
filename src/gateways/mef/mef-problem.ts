import type { Problem } from '../../base/problem.ts';

/** Codes of business validation by the interface documents, by the problem that bears each. */
export const CODES_422 = {
  'mef/missing-property': 'missingProperty',
  'mef/invalid-value': 'invalidValue',
  'mef/invalid-format': 'invalidFormat',
  'mef/reference-not-found': 'referenceNotFound',
  'mef/unexpected-property': 'unexpectedProperty',
  'mef/too-many-records': 'tooManyRecords',
  'mef/other-issue': 'otherIssue',
} as const;
export type MefProblemId = keyof typeof CODES_422;

/** What is wrong with a property of a request. `pointer` is a JSON pointer into it, RFC 6901. */
export const mefProblem = (id: MefProblemId, pointer: string, sentence: string, cure: string): Problem => ({
  id,
  field: pointer,
  sentence,
  cure,
});

/** One step of a JSON pointer. */
export const pointerPart = (name: string | number): string =>
  String(name).replaceAll('~', '~0').replaceAll('/', '~1');
