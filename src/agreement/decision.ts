import type { Static, TObject, TProperties, TSchema } from 'typebox';
import type { Receipt, Scalar } from '../base/receipt.ts';
import { Trace } from '../base/receipt.ts';
import { fail } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Agreement, AgreementView } from './agreement.ts';
import { misfits } from './schema.ts';

/** What a decision answers with; money and rates are decimal strings. */
export type ValueKind = 'decimal' | 'integer' | 'boolean' | 'date' | 'instant' | 'code';

export interface Answer {
  readonly value: Scalar;
  readonly clause: string;
  readonly details?: unknown;
}

/**
 * A scalar rule of an agreement, registered once and run everywhere: inside cases, from the command
 * line, from the API. It is pure: facts and terms in, answer and steps out.
 */
export interface Decision<F = unknown> {
  readonly name: string;
  readonly doc: string;
  readonly facts: TSchema;
  readonly value: ValueKind;
  /** The date whose terms apply, when the facts tell it; a moment of theirs is a date in the agreement's time zone. */
  readonly asOf?: (facts: F, agreement: Agreement) => string | undefined;
  readonly decide: (facts: F, view: AgreementView, trace: Trace) => Result<Answer>;
}

export function defineDecision<S extends TObject<TProperties>>(def: {
  name: string;
  doc: string;
  facts: S;
  value: ValueKind;
  asOf?: (facts: Static<S>, agreement: Agreement) => string | undefined;
  decide: (facts: Static<S>, view: AgreementView, trace: Trace) => Result<Answer>;
}): Decision {
  return def as unknown as Decision;
}

/** Contract time and record time of a question. */
export interface AsOf {
  readonly asOf: string;
  readonly asKnown?: string;
}

/** Decides, or lists everything that is wrong with the facts or missing from the agreement. */
export function runDecision(
  decision: Decision,
  agreement: Agreement,
  given: unknown,
  when: AsOf,
): Result<Receipt> {
  const facts = withDecimals(decision.facts, given);
  const wrong = misfits(decision.facts, facts);
  if (wrong.length > 0) {
    return fail(
      ...wrong.map((misfit) => ({
        id: 'decide/facts',
        field: misfit.path === '' ? decision.name : misfit.path,
        sentence: misfit.sentence,
        cure: misfit.cure,
      })),
    );
  }
  const asOf = decision.asOf?.(facts, agreement) ?? when.asOf;
  const trace = new Trace();
  const view = agreement.at(asOf, when.asKnown);
  const answer = decision.decide(facts, view, trace);
  if (!answer.ok) return answer;
  const { value, clause, details } = answer.value;
  return {
    ok: true,
    value: {
      decision: decision.name,
      agreement: agreement.ref,
      asOf,
      asKnown: when.asKnown ?? null,
      facts,
      steps: trace.steps,
      value,
      ...(details === undefined ? {} : { details }),
      clause,
    },
  };
}

/** Lets `10000` stand for `"10000"` where a decimal is asked for, at any depth. */
function withDecimals(schema: TSchema | undefined, given: unknown): unknown {
  const { format, properties, items } = (schema ?? {}) as {
    format?: string;
    properties?: Readonly<Record<string, TSchema>>;
    items?: TSchema;
  };
  if (format === 'decimal')
    return typeof given === 'number' && Number.isFinite(given) ? String(given) : given;
  if (Array.isArray(given)) return given.map((item) => withDecimals(items, item));
  if (given === null || typeof given !== 'object') return given;
  const at = (name: string): TSchema | undefined =>
    properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, withDecimals(at(name), value)]),
  );
}
