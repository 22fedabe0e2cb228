/**
 * The waist: a closed language of conditions and whole-number arithmetic over the fields of one row.
 * The interpreter (`interpret.ts`) and the SQL printers give the same answer on every row.
 *
 * A missing value is `null`. A comparison with a missing value is false, never unknown; arithmetic
 * with a missing value, or division by zero, is missing.
 */
export type Value = string | bigint | boolean | null;
export type ValueType = 'text' | 'integer' | 'boolean';
export type CompareOp = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOp = '+' | '-' | '*' | 'div';

export type Expr =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'constant'; readonly value: Value }
  | {
      readonly kind: 'lookup';
      readonly table: string;
      readonly keys: readonly Expr[];
      readonly column: string;
    }
  | { readonly kind: 'compare'; readonly op: CompareOp; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'in'; readonly item: Expr; readonly values: readonly Value[] }
  | { readonly kind: 'missing'; readonly item: Expr }
  | { readonly kind: 'and'; readonly items: readonly Expr[] }
  | { readonly kind: 'or'; readonly items: readonly Expr[] }
  | { readonly kind: 'not'; readonly item: Expr }
  | { readonly kind: 'arithmetic'; readonly op: ArithmeticOp; readonly left: Expr; readonly right: Expr }
  | {
      readonly kind: 'case';
      readonly branches: readonly { readonly when: Expr; readonly then: Expr }[];
      readonly otherwise: Expr;
    };

/** The fields that a rule may name, with their types, and the tables that it may look up. */
export interface RowShape {
  readonly fields: Readonly<Record<string, ValueType>>;
  readonly tables: Readonly<Record<string, TableShape>>;
}

export interface TableShape {
  readonly keys: readonly ValueType[];
  readonly columns: Readonly<Record<string, ValueType>>;
}

/** A row that rules read. */
export type Row = Readonly<Record<string, Value>>;

/** A rule that puts a row where it belongs: the first whose condition holds decides. */
export interface RowRule {
  readonly id: string;
  readonly clause: string;
  readonly when: Expr;
  /** The condition as the agreement writes it. */
  readonly text: string;
  readonly then: string;
  readonly reason: string;
  readonly provenance: string;
}
