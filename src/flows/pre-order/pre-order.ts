import type { Static, TObject, TProperties, TSchema } from 'typebox';
import type { PreOrderFunction } from '../../articles/oss-access/functions.ts';
import type { QueryWay } from '../../articles/oss-access/pre-order-log.ts';
import type { Problem } from '../../base/problem.ts';
import type { Receipt, Scalar } from '../../base/receipt.ts';
import type { Result } from '../../base/result.ts';
import type { Desk } from '../../cases/desk.ts';
import type { WallClock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/transaction.ts';

export { PRE_ORDER_FUNCTIONS } from '../../articles/oss-access/functions.ts';
export type { PreOrderFunction };
/** Ways in: each is timed and counted, a question typed into a form no less than one of a program. */
export type PreOrderWay = QueryWay;

/** Where questions under an agreement are answered. */
export interface PreOrderRoom extends Desk {
  readonly clock: WallClock;
}

export interface PreOrderQuery {
  readonly function: PreOrderFunction;
  /** What is asked; its shape is that of the function (`preOrderFunction(name).facts`). */
  readonly facts: unknown;
  /** A party of the agreement. */
  readonly party: string;
  /** The user or API client. */
  readonly who: string;
  /** Instant at which the question came in, by the clock that says when it was answered. */
  readonly askedAt: string;
  readonly via: PreOrderWay;
  /** For what a customer's record is looked at. */
  readonly purpose?: string | undefined;
  /** Case of the end user's authority. */
  readonly authority?: string | undefined;
  /** It is a test: in no measure. */
  readonly test?: boolean | undefined;
}

export interface PreOrderAnswer {
  readonly function: PreOrderFunction;
  /** A code of the function: `exact`, `free`, `in-use`. */
  readonly outcome: string;
  /** The answer in one value: an address in its one spelling, a date, a colour. */
  readonly value: Scalar;
  readonly details: Readonly<Record<string, unknown>>;
  /** What is to be known beside the answer, each with its cure: an address that matches twice, a record that its test contradicts. */
  readonly problems: readonly Problem[];
  /** Of the decision behind it, where there is one. */
  readonly receipt?: Receipt;
}

/** An answer before it bears the name of its function. */
export type Found = Omit<PreOrderAnswer, 'function' | 'problems'> & {
  readonly problems?: readonly Problem[];
};

/** One function: what it is asked and how it is answered. */
export interface FunctionDef<F = never> {
  readonly name: PreOrderFunction;
  readonly doc: string;
  readonly facts: TSchema;
  /** What is looked at, for the log: a number, a loop, an address. */
  readonly subject: (facts: F) => string;
  /** It shows what is known of an end user: nothing without a purpose. */
  readonly customer?: true;
  /** It records something: all of it or nothing. */
  readonly writes?: true;
  readonly answer: (tx: Tx, room: PreOrderRoom, query: PreOrderQuery, facts: F) => Promise<Result<Found>>;
}

export const defineFunction = <S extends TObject<TProperties>>(
  def: Omit<FunctionDef<Static<S>>, 'facts'> & { readonly facts: S },
): FunctionDef => def as unknown as FunctionDef;
