import { readFileSync } from 'node:fs';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

/** Facts given on the command line: JSON, or `@file` with JSON. */
export function readFacts(given: string): Result<unknown> {
  try {
    return ok(JSON.parse(given.startsWith('@') ? readFileSync(given.slice(1), 'utf8') : given));
  } catch (error) {
    return fail({
      id: 'decide/facts',
      field: '--facts',
      sentence: `The facts cannot be read: ${(error as Error).message}.`,
      cure: `Give --facts '{"name": value}' or --facts @file.json.`,
    });
  }
}
