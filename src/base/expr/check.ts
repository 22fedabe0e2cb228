import type { Problem } from '../problem.ts';
import type { Expr, RowShape, Value, ValueType } from './ast.ts';

/** Problems of an expression against the row that it will read: unknown names, wrong types. */
export function checkExpr(expr: Expr, shape: RowShape, wanted: ValueType): Problem[] {
  const problems: Problem[] = [];
  const complain = (sentence: string, cure: string): undefined => {
    problems.push({ id: 'expr/type', sentence, cure });
    return undefined;
  };
  const expect = (inner: Expr, type: ValueType, where: string): void => {
    const found = typeOf(inner);
    if (found !== undefined && found !== type)
      complain(`${where} needs ${type} and got ${found}.`, 'Compare and calculate with values of one type.');
  };
  const typeOf = (inner: Expr): ValueType | undefined => {
    switch (inner.kind) {
      case 'field': {
        const known = Object.keys(shape.fields).join(', ');
        return (
          own(shape.fields, inner.name) ??
          complain(`There is no field "${inner.name}".`, `Use one of: ${known}.`)
        );
      }
      case 'constant':
        return valueType(inner.value);
      case 'lookup': {
        const table = own(shape.tables, inner.table);
        if (!table)
          return complain(
            `There is no table "${inner.table}".`,
            `Use one of: ${Object.keys(shape.tables).join(', ')}.`,
          );
        if (table.keys.length !== inner.keys.length)
          complain(
            `${inner.table} is looked up by ${table.keys.length} keys, not ${inner.keys.length}.`,
            'Give each key.',
          );
        inner.keys.forEach((key, index) =>
          expect(key, table.keys[index] ?? 'text', `Key ${index + 1} of ${inner.table}`),
        );
        return (
          own(table.columns, inner.column) ??
          complain(
            `${inner.table} has no column "${inner.column}".`,
            `Use one of: ${Object.keys(table.columns).join(', ')}.`,
          )
        );
      }
      case 'compare': {
        const left = typeOf(inner.left);
        if (left === undefined) typeOf(inner.right);
        else expect(inner.right, left, `The right of ${inner.op}`);
        return 'boolean';
      }
      case 'in': {
        const item = typeOf(inner.item);
        for (const value of inner.values) {
          const type = valueType(value);
          if (item !== undefined && type !== undefined && type !== item)
            complain(
              `${String(value)} is ${type} and is looked for in ${item}.`,
              'List values of the same type.',
            );
        }
        return 'boolean';
      }
      case 'missing':
        typeOf(inner.item);
        return 'boolean';
      case 'and':
      case 'or':
        for (const item of inner.items) expect(item, 'boolean', inner.kind);
        return 'boolean';
      case 'not':
        expect(inner.item, 'boolean', 'not');
        return 'boolean';
      case 'arithmetic':
        expect(inner.left, 'integer', inner.op);
        expect(inner.right, 'integer', inner.op);
        return 'integer';
      case 'case': {
        for (const branch of inner.branches) expect(branch.when, 'boolean', 'when');
        let type = typeOf(inner.otherwise);
        for (const branch of inner.branches) {
          if (type === undefined) type = typeOf(branch.then);
          else expect(branch.then, type, 'then');
        }
        return type;
      }
    }
  };
  expect(expr, wanted, 'The rule');
  return problems;
}

/** What a record holds under a name of its own: `constructor` is no field. */
const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

function valueType(value: Value): ValueType | undefined {
  if (value === null) return undefined;
  return typeof value === 'string' ? 'text' : typeof value === 'bigint' ? 'integer' : 'boolean';
}
