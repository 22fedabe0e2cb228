import type { ValueType } from '../../base/expr/ast.ts';
import { checkExpr } from '../../base/expr/check.ts';
import { parseExpr } from '../../base/expr/parse.ts';
import type { Expr } from '../../base/expr/ast.ts';
import { unwrap } from '../../base/result.ts';
import type { PlanColumn, PlanStage, PlanTable, UsagePlan } from './types.ts';

/** A column as it is written down: an expression in text, or one that was built from rows of the agreement. */
export interface Draft {
  readonly type: ValueType;
  readonly is: string | { readonly expr: Expr; readonly text: string };
  readonly doc: string;
  readonly clause?: string;
}

export interface DraftStage {
  readonly name: string;
  readonly doc: string;
  readonly columns: Readonly<Record<string, Draft>>;
}

export const text = (is: Draft['is'], doc: string, clause?: string): Draft => draft('text', is, doc, clause);
export const whole = (is: Draft['is'], doc: string, clause?: string): Draft =>
  draft('integer', is, doc, clause);
export const truth = (is: Draft['is'], doc: string, clause?: string): Draft =>
  draft('boolean', is, doc, clause);

const draft = (type: ValueType, is: Draft['is'], doc: string, clause?: string): Draft => ({
  type,
  is,
  doc,
  ...(clause === undefined ? {} : { clause }),
});

/** A text as a constant of the language. */
export const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** `case when … then … else … end` of the first branch that holds; `'missing'` text is written as no `else`. */
export function firstOf(
  branches: readonly (readonly [when: string, then: string])[],
  otherwise?: string,
): string {
  if (branches.length === 0) return otherwise ?? 'case end';
  const whens = branches.map(([when, then]) => `when ${when} then ${then}`);
  return `case ${whens.join(' ')}${otherwise === undefined ? '' : ` else ${otherwise}`} end`;
}

/**
 * Reads the drafts and checks each expression against the record, the tables and the other columns.
 * @throws Error for a draft that does not fit, which is a bug.
 */
export function readStages(
  drafts: readonly DraftStage[],
  fields: UsagePlan['fields'],
  tables: readonly PlanTable[],
  matches: readonly string[],
): PlanStage[] {
  const known = Object.fromEntries(
    drafts.flatMap(({ columns }) => Object.entries(columns).map(([name, { type }]) => [name, type])),
  );
  const shape = {
    fields: { ...fields, ...known },
    tables: Object.fromEntries([
      ...tables.map(({ name, keys, columns }) => [name, { keys: Object.values(keys), columns }]),
      ...matches.map((name) => [name, { keys: ['integer'], columns: { first: 'integer' } }]),
    ]),
  };
  const read = (name: string, { type, is, doc, clause }: Draft): PlanColumn => {
    const written = typeof is === 'string' ? { text: is, expr: unwrap(parseExpr(is)) } : is;
    const [problem] = checkExpr(written.expr, shape, type);
    if (problem) throw new Error(`Column ${name} of the plan: ${problem.sentence} (${written.text})`);
    return { name, type, ...written, doc, ...(clause === undefined ? {} : { clause }) };
  };
  return drafts.map(({ name, doc, columns }) => ({
    name,
    doc,
    columns: Object.entries(columns).map(([column, one]) => read(column, one)),
  }));
}
