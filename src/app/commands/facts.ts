import { readFileSync } from 'node:fs';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

/** Facts given on the command line with `option`: JSON, or `@file` with JSON. */
export function readFacts(given: string, option: '--facts' | '--body' = '--facts'): Result<unknown> {
  try {
    return ok(JSON.parse(given.startsWith('@') ? readFileSync(given.slice(1), 'utf8') : given));
  } catch (error) {
    return fail({
      id: 'decide/facts',
      field: option,
      sentence: `What ${option} gives cannot be read: ${(error as Error).message}.`,
      cure: `Give ${option} '{"name": value}' or ${option} @file.json.`,
    });
  }
}
