import pg from 'pg';
import type { Problem } from '../base/problem.ts';

/** What a guard in the database raises where it refuses what somebody asked for, and says so in words. */
const IN_WORDS = 'MP001';

/**
 * What the database refused in words: the message is the sentence, the hint the cure, the constraint the id and the column the field.
 * Undefined for every other error, which is nobody's to read.
 */
export function toldByDatabase(error: unknown): Problem | undefined {
  if (!(error instanceof pg.DatabaseError) || error.code !== IN_WORDS) return undefined;
  const { message, hint = '', constraint = 'database/refused', column } = error;
  return {
    id: constraint,
    ...(column === undefined ? {} : { field: column }),
    sentence: message,
    cure: hint,
  };
}
