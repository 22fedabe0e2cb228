import type { Term } from '../agreement/agreement.ts';
import type { ArithmeticOp, Expr } from '../base/expr/ast.ts';
import type { Problem } from '../base/problem.ts';
import { parseQuantity } from '../base/quantity.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Measurement } from './terms.ts';

/** How the time of one call is rounded up, in milliseconds. */
export interface CallRounding {
  /** Smallest billed part of time. */
  readonly stepMs: number;
  /** First period, billed whole; 0 where the agreement has none. */
  readonly initialMs: number;
  /** Least time billed for an answered call; 0 where the agreement has none. */
  readonly minimumMs: number;
}

/** `1 minute` or `6 seconds` in milliseconds; undefined for anything else. */
export function lengthMs(text: string): number | undefined {
  const quantity = parseQuantity(text);
  const unitMs = quantity?.unit === 'minute' ? 60_000n : quantity?.unit === 'second' ? 1000n : undefined;
  if (!quantity || unitMs === undefined || quantity.per !== undefined) return undefined;
  const ms = quantity.value.num * unitMs;
  return ms > 0n && ms % quantity.value.den === 0n ? Number(ms / quantity.value.den) : undefined;
}

/** The measurement term in milliseconds, or every field of it that cannot be executed. */
export function callRounding(term: Term<Measurement>): Result<CallRounding> {
  const { roundUp, roundUpTo, initial, minimum } = term.value;
  const problems: Problem[] = [];
  const read = (field: string, text: string | undefined): number => {
    if (text === undefined) return 0;
    const ms = lengthMs(text);
    if (ms === undefined) problems.push(unusableTime(term, field, text));
    if (field !== 'roundUpTo' && roundUp === 'sum') problems.push(ofCallsOnly(term, field));
    return ms ?? 0;
  };
  const rounding = {
    stepMs: read('roundUpTo', roundUpTo),
    initialMs: read('initial', initial),
    minimumMs: read('minimum', minimum),
  };
  return problems.length > 0 ? fail(...problems) : ok(rounding);
}

/** Billed time of one call: nothing for nothing, else the initial period and the additional ones begun, and no less than the minimum. */
export function measuredMs(ms: number, { stepMs, initialMs, minimumMs }: CallRounding): number {
  if (ms === 0) return 0;
  const after = Math.max(0, ms - initialMs);
  return Math.max(minimumMs, initialMs + Math.ceil(after / stepMs) * stepMs);
}

/** The same as an expression over the conversation time, for the plan; the time is never negative. */
export function measuredExpr(time: Expr, { stepMs, initialMs, minimumMs }: CallRounding): Expr {
  const begun = combine(
    '*',
    combine('div', combine('+', combine('-', time, ms(initialMs)), ms(stepMs - 1)), ms(stepMs)),
    ms(stepMs),
  );
  const full = initialMs === 0 ? begun : combine('+', ms(initialMs), begun);
  const atMost = (left: Expr, right: number): Expr => ({ kind: 'compare', op: '<=', left, right: ms(right) });
  const least = Math.max(initialMs, minimumMs);
  if (least === 0) return begun;
  return {
    kind: 'case',
    branches: [
      { when: atMost(time, 0), then: ms(0) },
      { when: atMost(time, initialMs), then: ms(least) },
      { when: atMost(full, minimumMs), then: ms(least) },
    ],
    otherwise: full,
  };
}

const ms = (value: number): Expr => ({ kind: 'constant', value: BigInt(value) });
const combine = (op: ArithmeticOp, left: Expr, right: Expr): Expr => ({
  kind: 'arithmetic',
  op,
  left,
  right,
});

export const unusableTime = (term: Term<unknown>, field: string, text: string): Problem => ({
  id: 'traffic/measurement',
  file: term.file,
  line: term.line,
  field: `${term.key}.${field}`,
  sentence: `"${text}" is not a length of time in whole milliseconds.`,
  cure: 'Write it like "1 minute" or "6 seconds".',
  clause: term.citation,
});

const ofCallsOnly = (term: Term<Measurement>, field: string): Problem => ({
  id: 'traffic/measurement',
  file: term.file,
  line: term.line,
  field: `${term.key}.${field}`,
  sentence: `Calls are not rounded here, only their sum, so "${field}" says nothing.`,
  cure: 'Let roundUp be call, or take the field out.',
  clause: term.citation,
});
