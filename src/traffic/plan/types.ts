import type { Expr, ValueType } from '../../base/expr/ast.ts';
import type { Span } from '../spans.ts';

export type Cell = string | number | boolean | null;

/** A table that the plan looks up by equality of all its keys; no two rows have the same. Whole numbers are safe integers. */
export interface PlanTable {
  readonly name: string;
  readonly doc: string;
  readonly keys: Readonly<Record<string, ValueType>>;
  readonly columns: Readonly<Record<string, ValueType>>;
  /** Keys first, then columns. */
  readonly rows: readonly (readonly Cell[])[];
}

/** One thing that the plan finds out of a record. */
export interface PlanColumn {
  readonly name: string;
  readonly type: ValueType;
  readonly expr: Expr;
  /** The expression as it is written. */
  readonly text: string;
  readonly doc: string;
  /** Section that says so; none where it follows from the record alone. */
  readonly clause?: string;
}

export interface PlanStage {
  readonly name: string;
  readonly doc: string;
  readonly columns: readonly PlanColumn[];
}

/**
 * A stage over groups of records: which records repeat an earlier one. Its answer is a table `name(seq) → first`, which later stages
 * look up. `key`: the records of equal fields after the first. `points`: records of one call by different switches; all but the
 * one that `rank` prefers (lowest, then earliest).
 */
export type PlanMatch =
  | {
      readonly kind: 'key';
      readonly name: string;
      readonly where: Expr;
      /** Missing equals missing in a key, unless it must be complete. */
      readonly keys: readonly { readonly fields: readonly string[]; readonly complete: boolean }[];
      readonly clause: string;
      /** `month`: equal records may lie on different days, so they are found over the whole month. */
      readonly over?: 'month';
    }
  | {
      readonly kind: 'points';
      readonly name: string;
      readonly where: Expr;
      readonly same: readonly string[];
      readonly at: string;
      readonly point: string;
      readonly rank: string;
      /** Longest time between two records of one call, in milliseconds. */
      readonly withinMs: number;
      readonly clause: string;
    };

/**
 * The terms of an agreement and the tables of the network as one relational plan, for days on which none of them changes. Stages are
 * made of look-ups by equality, comparisons and whole numbers only, so that every engine and the interpreter come to the same.
 */
export interface UsagePlan {
  readonly days: Span;
  /** Columns of a landed record. */
  readonly fields: Readonly<Record<string, ValueType>>;
  readonly tables: readonly PlanTable[];
  readonly stages: readonly PlanStage[];
  readonly matches: readonly PlanMatch[];
  /** Columns of a rated call. */
  readonly output: readonly string[];
}
