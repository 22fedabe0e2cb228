import fc from 'fast-check';
import type { Expr, Row, RowRule, Value, ValueType } from './ast.ts';

/** Two columns of each type, which the expressions below read. */
export const FIELDS: Readonly<Record<ValueType, readonly string[]>> = {
  text: ['t1', 't2'],
  integer: ['i1', 'i2'],
  boolean: ['b1', 'b2'],
};
export const TYPES = ['text', 'integer', 'boolean'] as const;

/** The columns of a row, in the order of a table that holds it. */
export const COLUMNS = TYPES.flatMap((type) => FIELDS[type].map((name) => ({ name, type })));

const text = fc.constantFrom('', 'a', 'b', 'A', 'é', "it's", 'zz', '10', '9', 'a\\nb', '\\');
/** Small enough that no product of the depth below leaves 64 bits. */
const integer = fc.bigInt({ min: -50n, max: 50n });
const values: Readonly<Record<ValueType, fc.Arbitrary<Value>>> = { text, integer, boolean: fc.boolean() };

/** An expression of a type, as the checker would pass it. */
export function expressions(type: ValueType, depth: number): fc.Arbitrary<Expr> {
  const constant = values[type].map((value): Expr => ({ kind: 'constant', value }));
  const field = fc.constantFrom(...FIELDS[type]).map((name): Expr => ({ kind: 'field', name }));
  if (depth === 0) return fc.oneof(constant, field);
  const inner = (of: ValueType): fc.Arbitrary<Expr> => expressions(of, depth - 1);
  const choice = fc
    .record({
      branches: fc.array(fc.record({ when: inner('boolean'), then: inner(type) }), { maxLength: 2 }),
      otherwise: inner(type),
    })
    .map((parts): Expr => ({ kind: 'case', ...parts }));
  if (type === 'text') return fc.oneof(constant, field, choice);
  if (type === 'integer') {
    const arithmetic = fc
      .record({ op: fc.constantFrom('+', '-', '*', 'div'), left: inner(type), right: inner(type) })
      .map((parts) => ({ kind: 'arithmetic', ...parts }) as Expr);
    return fc.oneof(constant, field, choice, arithmetic);
  }
  const ofAny = fc.constantFrom(...TYPES);
  const op = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
  const compare = ofAny.chain((of) =>
    fc
      .record({ op, left: inner(of), right: inner(of) })
      .map((parts) => ({ kind: 'compare', ...parts }) as Expr),
  );
  const within = ofAny.chain((of) =>
    fc
      .record({ item: inner(of), values: fc.array(values[of], { maxLength: 3 }) })
      .map((parts): Expr => ({ kind: 'in', ...parts })),
  );
  const missing = ofAny.chain((of) => inner(of).map((item): Expr => ({ kind: 'missing', item })));
  const list = fc
    .record({ kind: fc.constantFrom('and', 'or'), items: fc.array(inner('boolean'), { maxLength: 3 }) })
    .map((parts) => parts as Expr);
  const not = inner('boolean').map((item): Expr => ({ kind: 'not', item }));
  return fc.oneof(constant, field, choice, compare, within, missing, list, not);
}

const row: fc.Arbitrary<Row> = fc.record(
  Object.fromEntries(COLUMNS.map(({ name, type }) => [name, fc.option(values[type])])),
);

export const rowLists = fc.array(row, { minLength: 1, maxLength: 20 });

export const ruleLists = fc.array(expressions('boolean', 3), { minLength: 1, maxLength: 6 }).map((list) =>
  list.map((when, index): RowRule => ({
    id: `R${index}`,
    clause: 'X §1',
    when,
    text: '',
    then: '',
    reason: '',
    provenance: 'assumed',
  })),
);
