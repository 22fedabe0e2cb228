import type { Row, Value } from '../../base/expr/ast.ts';
import { evaluate } from '../../base/expr/interpret.ts';
import type { Lookup } from '../../base/expr/interpret.ts';
import { layersFor } from './layers.ts';
import type { Cell, UsagePlan } from './types.ts';

/** Answers of the matches: for the `seq` of a record that repeats another, the `seq` of that one. */
export type Repeats = Readonly<Record<string, ReadonlyMap<bigint, bigint>>>;

const toValue = (cell: Cell): Value => (typeof cell === 'number' ? BigInt(cell) : cell);
const keyOf = (keys: readonly Value[]): string => keys.map(String).join('\u0000');

/** The plan as a function of one record: what each engine does with a month, done by the interpreter. */
export function planInterpreter(
  plan: UsagePlan,
  repeats: Repeats = {},
): (record: Row, wanted?: readonly string[]) => Row {
  const tables = new Map(
    plan.tables.map((table) => {
      const width = Object.keys(table.keys).length;
      const places = new Map(Object.keys(table.columns).map((column, at) => [column, width + at]));
      const rows = new Map(table.rows.map((row) => [keyOf(row.slice(0, width).map(toValue)), row]));
      return [table.name, { places, rows }] as const;
    }),
  );
  const lookup: Lookup = (name, keys, column) => {
    const repeated = repeats[name];
    if (repeated) return repeated.get(keys[0] as bigint) ?? null;
    const table = tables.get(name);
    const cell = table?.rows.get(keyOf(keys))?.[table.places.get(column) ?? -1];
    return cell === undefined ? null : toValue(cell);
  };
  const layers = new Map<readonly string[], ReturnType<typeof layersFor>>();
  return (record, wanted = plan.output) => {
    const known = layers.get(wanted) ?? layersFor(plan, wanted);
    layers.set(wanted, known);
    const row: Record<string, Value> = { ...record };
    for (const layer of known) for (const { name, expr } of layer) row[name] = evaluate(expr, row, lookup);
    return row;
  };
}
