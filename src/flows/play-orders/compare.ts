import { isDeepStrictEqual } from 'node:util';
import type { PlayedStep } from './play.ts';
import type { Expectation } from './script.ts';

export interface Difference {
  readonly what: string;
  readonly field: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/** What a played step is otherwise than was worked out for the agreement; a record is compared by the names that are written. */
export function differences({ step, stand, problems }: PlayedStep, form: string): Difference[] {
  const expected = expectedOf(step.expect, form);
  if (expected === undefined)
    return [{ what: step.what, field: 'expect', expected: `what stands under ${form}`, got: 'nothing' }];
  // What nobody expected to be refused or rejected is said with its sentences.
  const surprise = problems.length > 0 && expected.refused === undefined && expected.edits === undefined;
  const found: Difference[] = surprise
    ? [
        {
          what: step.what,
          field: 'refused',
          expected: [],
          got: problems.map(({ id, sentence }) => `${id} ${sentence}`),
        },
      ]
    : [];
  for (const [field, wanted] of Object.entries(expected)) {
    if (field === 'because') continue;
    const got = stand[field];
    if (!isDeepStrictEqual(partOf(got, wanted), wanted))
      found.push({ what: step.what, field, expected: wanted, got });
  }
  return found;
}

/** What is expected under an agreement: its own, or that of both. */
export const expectedOf = (
  expect: Readonly<Record<string, Expectation>>,
  form: string,
): Expectation | undefined => expect[form] ?? expect['both'];

/** Of a record only the names that are asked about. */
function partOf(got: unknown, wanted: unknown): unknown {
  const isRecord = (value: unknown): value is Record<string, unknown> =>
    value !== null && typeof value === 'object' && !Array.isArray(value);
  if (!isRecord(got) || !isRecord(wanted)) return got;
  return Object.fromEntries(Object.keys(wanted).map((name) => [name, partOf(got[name], wanted[name])]));
}
