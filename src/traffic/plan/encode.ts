import type { Expr } from '../../base/expr/ast.ts';
import { partsOf } from '../../base/expr/parts.ts';
import type { Cell, PlanTable, UsagePlan } from './types.ts';

/** Places where a text can be: a column of a record or of the plan, a key or a column of a table, a `case`. */
type Place = string;

const fieldPlace = (name: string): Place => `field ${name}`;
const cellPlace = (table: string, column: string): Place => `cell ${table} ${column}`;

/** Which places hold texts of one kind: those that are compared, copied or looked up among each other. */
class Kinds {
  readonly #parent = new Map<Place, Place>();

  of(place: Place): Place {
    const parent = this.#parent.get(place) ?? place;
    if (parent === place) return place;
    const root = this.of(parent);
    this.#parent.set(place, root);
    return root;
  }

  join(a: Place | undefined, b: Place | undefined): void {
    if (a !== undefined && b !== undefined) this.#parent.set(this.of(a), this.of(b));
  }
}

/**
 * The same plan with numbers in place of texts, wherever a text comes from its tables and rules and is only compared: numbers are
 * compared several times faster. They are in the order of the texts. The columns `wanted` stay as they are.
 */
export function encode(plan: UsagePlan, wanted: readonly string[]): UsagePlan {
  const kinds = new Kinds();
  const columns = plan.stages.flatMap((stage) => stage.columns);
  const tables = new Map(plan.tables.map((table) => [table.name, table]));
  const isText = new Map<string, boolean>([
    ...Object.entries(plan.fields).map(([name, type]): [string, boolean] => [name, type === 'text']),
    ...columns.map(({ name, type }): [string, boolean] => [name, type === 'text']),
  ]);
  const places = new Map<Expr, Place | undefined>();
  let cases = 0;

  /**
   * The place of a text; undefined for anything else, and for constants, which fit everywhere. What it joins it joins once: when
   * expressions are rewritten, which kinds there are is settled.
   */
  const placeOf = (expr: Expr): Place | undefined => {
    if (!places.has(expr)) places.set(expr, findPlace(expr));
    return places.get(expr);
  };
  const findPlace = (expr: Expr): Place | undefined => {
    switch (expr.kind) {
      case 'field':
        return isText.get(expr.name) ? fieldPlace(expr.name) : undefined;
      case 'lookup': {
        const table = tables.get(expr.table);
        const keys = Object.entries(table?.keys ?? {});
        expr.keys.forEach((key, at) => {
          const [name, type] = keys[at] ?? ['', 'integer'];
          const place = placeOf(key);
          if (type === 'text') kinds.join(place, cellPlace(expr.table, name));
        });
        return table?.columns[expr.column] === 'text' ? cellPlace(expr.table, expr.column) : undefined;
      }
      case 'compare':
        kinds.join(placeOf(expr.left), placeOf(expr.right));
        return undefined;
      case 'arithmetic':
        [expr.left, expr.right].forEach(placeOf);
        return undefined;
      case 'in':
      case 'missing':
      case 'not':
        placeOf(expr.item);
        return undefined;
      case 'and':
      case 'or':
        expr.items.forEach(placeOf);
        return undefined;
      case 'case': {
        const own = `case ${(cases += 1)}`;
        for (const { when, then } of expr.branches) {
          placeOf(when);
          kinds.join(placeOf(then), own);
        }
        kinds.join(placeOf(expr.otherwise), own);
        return own;
      }
      case 'constant':
        return undefined;
    }
  };
  for (const { name, type, expr } of columns) {
    const place = placeOf(expr);
    if (type === 'text') kinds.join(place, fieldPlace(name));
  }
  for (const match of plan.matches) placeOf(match.where);
  const kept = new Set(
    [
      ...Object.keys(plan.fields),
      ...wanted,
      ...plan.matches.flatMap((match) =>
        match.kind === 'key'
          ? match.keys.flatMap(({ fields }) => fields)
          : [...match.same, match.at, match.point, match.rank],
      ),
    ].map((name) => kinds.of(fieldPlace(name))),
  );
  const encoded = (place: Place | undefined): boolean => place !== undefined && !kept.has(kinds.of(place));
  const codes = dictionary(
    plan,
    columns.map(({ expr }) => expr),
    encoded,
  );
  const code = (text: string): bigint => {
    const found = codes.get(text);
    if (found === undefined) throw new Error(`"${text}" has no number.`);
    return BigInt(found);
  };
  const rewrite = (expr: Expr, asCode: boolean): Expr => {
    const plain = (inner: Expr): Expr => rewrite(inner, false);
    switch (expr.kind) {
      case 'field':
        return expr;
      case 'constant':
        return asCode && typeof expr.value === 'string' ? { ...expr, value: code(expr.value) } : expr;
      case 'lookup': {
        const keys = Object.keys(tables.get(expr.table)?.keys ?? {});
        return {
          ...expr,
          keys: expr.keys.map((key, at) => rewrite(key, encoded(cellPlace(expr.table, keys[at] ?? '')))),
        };
      }
      case 'compare': {
        const coded = encoded(placeOf(expr.left)) || encoded(placeOf(expr.right));
        return { ...expr, left: rewrite(expr.left, coded), right: rewrite(expr.right, coded) };
      }
      case 'arithmetic':
        return { ...expr, left: plain(expr.left), right: plain(expr.right) };
      case 'in': {
        const coded = encoded(placeOf(expr.item));
        const values = expr.values.map((value) => (coded && typeof value === 'string' ? code(value) : value));
        return { ...expr, item: rewrite(expr.item, coded), values };
      }
      case 'missing':
        return { ...expr, item: rewrite(expr.item, encoded(placeOf(expr.item))) };
      case 'not':
        return { ...expr, item: plain(expr.item) };
      case 'and':
      case 'or':
        return { ...expr, items: expr.items.map(plain) };
      case 'case':
        return {
          ...expr,
          branches: expr.branches.map(({ when, then }) => ({
            when: plain(when),
            then: rewrite(then, asCode),
          })),
          otherwise: rewrite(expr.otherwise, asCode),
        };
    }
  };
  return {
    ...plan,
    tables: plan.tables.map((table) =>
      encodeTable(table, (column) => encoded(cellPlace(table.name, column)), codes),
    ),
    stages: plan.stages.map((stage) => ({
      ...stage,
      columns: stage.columns.map((column) => {
        const coded = column.type === 'text' && encoded(fieldPlace(column.name));
        return { ...column, type: coded ? 'integer' : column.type, expr: rewrite(column.expr, coded) };
      }),
    })),
    matches: plan.matches.map((match) => ({ ...match, where: rewrite(match.where, false) })),
  };
}

/** Numbers for all texts of encoded cells and of constants, in the order of the texts. */
function dictionary(
  plan: UsagePlan,
  exprs: readonly Expr[],
  encoded: (place: Place) => boolean,
): Map<string, number> {
  const texts = new Set<string>();
  const add = (value: unknown): void => {
    if (typeof value === 'string') texts.add(value);
  };
  for (const { name, keys, columns, rows } of plan.tables) {
    const places = Object.keys({ ...keys, ...columns }).map((column) => encoded(cellPlace(name, column)));
    if (places.some(Boolean)) for (const row of rows) row.forEach((cell, at) => places[at] && add(cell));
  }
  const constants = (expr: Expr): void => {
    if (expr.kind === 'constant') add(expr.value);
    else if (expr.kind === 'in') {
      expr.values.forEach(add);
      constants(expr.item);
    } else partsOf(expr).forEach(constants);
  };
  exprs.forEach(constants);
  for (const match of plan.matches) constants(match.where);
  const sorted = [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return new Map(sorted.map((text, at) => [text, at + 1]));
}

function encodeTable(
  table: PlanTable,
  encoded: (column: string) => boolean,
  codes: ReadonlyMap<string, number>,
): PlanTable {
  const coded = Object.keys({ ...table.keys, ...table.columns }).map(encoded);
  if (!coded.some(Boolean)) return table;
  const types = (columns: PlanTable['columns']): PlanTable['columns'] =>
    Object.fromEntries(
      Object.entries(columns).map(([name, type]) => [
        name,
        type === 'text' && encoded(name) ? 'integer' : type,
      ]),
    );
  const cell = (value: Cell, at: number): Cell =>
    coded[at] && typeof value === 'string' ? (codes.get(value) ?? null) : value;
  return {
    ...table,
    keys: types(table.keys),
    columns: types(table.columns),
    rows: table.rows.map((row) => row.map(cell)),
  };
}
