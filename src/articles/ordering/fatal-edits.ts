import type { Problem } from '../../base/problem.ts';
import type { Rejection } from './run-edits.ts';

/** The fatal ones among failed edits, as problems: what fails one is no request and is sent anew. */
export const fatalProblems = (failed: readonly Rejection[]): Problem[] =>
  failed.some(({ severity }) => severity === 'fatal')
    ? failed.map(({ id, field, sentence, cure, clause }) => ({ id, field, sentence, cure, clause }))
    : [];
