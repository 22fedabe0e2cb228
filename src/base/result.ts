import type { Problem } from './problem.ts';

/** Expected failure is a value. Throwing is for bugs. */
export type Result<T> = { readonly ok: true; readonly value: T } | Failure;

export interface Failure {
  readonly ok: false;
  readonly problems: readonly Problem[];
}

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(...problems: Problem[]): Failure {
  return { ok: false, problems };
}

/** The value, or a thrown Error naming the problems: for places where failure is a bug. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.problems.map((p) => `${p.id}: ${p.sentence}`).join('\n'));
}
