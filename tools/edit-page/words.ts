import type { CompareOp, Expr, Value } from '../../src/base/expr/ast.ts';
import type { FieldsByForm } from '../../src/formats/order-forms/usage.ts';

/** Says a condition in words, with the fields by the names that they have on their forms. */
export function conditionWords(expr: Expr, fields: FieldsByForm): string {
  const names = fieldWords(fields);
  const say = (one: Expr): string => {
    switch (one.kind) {
      case 'field':
        return names(one.name);
      case 'constant':
        return value(one.value);
      case 'lookup':
        return `${one.column.replaceAll('_', ' ')} of the ${one.table.replaceAll('_', ' ')}`;
      case 'compare':
        if (one.right.kind === 'constant' && typeof one.right.value === 'boolean')
          return say((one.op === '=') === one.right.value ? one.left : { kind: 'not', item: one.left });
        return `${say(one.left)} ${COMPARED[one.op]} ${say(one.right)}`;
      case 'in':
        return `${say(one.item)} is ${list(one.values.map(value), 'or')}`;
      case 'missing':
        return `${say(one.item)} is empty`;
      case 'and':
        return one.items.map((item) => (item.kind === 'or' ? `(${say(item)})` : say(item))).join(', and ');
      case 'or':
        return one.items.map((item) => (item.kind === 'and' ? `(${say(item)})` : say(item))).join(', or ');
      case 'not':
        return denied(one.item);
      case 'arithmetic':
        return `${say(one.left)} ${one.op === 'div' ? 'by' : one.op} ${say(one.right)}`;
      case 'case':
        return `${one.branches.map(({ when, then }) => `${say(then)} if ${say(when)}`).join(', ')}, else ${say(one.otherwise)}`;
    }
  };
  const denied = (item: Expr): string => {
    if (item.kind === 'missing') return `${say(item.item)} is filled`;
    if (item.kind === 'in') return `${say(item.item)} is not ${list(item.values.map(value), 'or')}`;
    if (item.kind === 'field') {
      const words = say(item);
      const isSaid = / is well-formed$| stands in another section too$/.test(words);
      return isSaid
        ? words
            .replace(/ is well-formed$/, ' is not well-formed')
            .replace(/ another section too$/, ' no other section')
        : `not ${words}`;
    }
    return `not (${say(item)})`;
  };
  return say(expr);
}

const COMPARED: Readonly<Record<CompareOp, string>> = {
  '=': 'is',
  '!=': 'is not',
  '<': 'is below',
  '<=': 'is at most',
  '>': 'is above',
  '>=': 'is at least',
};

const value = (one: Value): string => (one === null ? 'nothing' : String(one));

const list = (items: readonly string[], last: string): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;

/** `lsr_reqtyp_1` → `character 1 of LSR REQTYP`; what is no field of a form is said as it is written. */
function fieldWords(fields: FieldsByForm): (name: string) => string {
  const known = new Map<string, string>();
  for (const [form, ofForm] of fields) {
    const prefix = form.toLowerCase();
    known.set(`${prefix}_sections`, `the number of sections of form ${form}`);
    for (const { field, name, positions } of ofForm.values()) {
      const trade = `${form} ${field}`;
      known.set(`${prefix}_${name}`, trade);
      known.set(`${prefix}_${name}_n`, trade);
      known.set(`${prefix}_${name}_on`, `the day of ${trade}`);
      known.set(`${prefix}_${name}_ok`, `${trade} is well-formed`);
      known.set(`${prefix}_${name}_repeated`, `${trade} stands in another section too`);
      for (const at of positions) known.set(`${prefix}_${name}_${at}`, `character ${at} of ${trade}`);
    }
  }
  return (name) => known.get(name) ?? name.replaceAll('_', ' ');
}
