import type { Expr } from '../../base/expr/ast.ts';

/** What a condition names: fields of its subject, other definitions, numbers of terms. */
export interface Names {
  readonly fields: ReadonlySet<string>;
  readonly definitions: ReadonlySet<string>;
  readonly numbers: readonly NumberName[];
  /** Look-ups whose keys are not written out, which nothing can check. */
  readonly open: readonly string[];
}

/** `number('definitions.affiliate', 'ownershipOver').percent` */
export interface NumberName {
  readonly key: string;
  readonly field: string;
  readonly column: string;
}

export function namesIn(expr: Expr): Names {
  const fields = new Set<string>();
  const definitions = new Set<string>();
  const numbers: NumberName[] = [];
  const open: string[] = [];
  const visit = (inner: Expr): void => {
    switch (inner.kind) {
      case 'field':
        fields.add(inner.name);
        break;
      case 'constant':
        break;
      case 'lookup': {
        const keys = inner.keys.map((key) => (key.kind === 'constant' ? key.value : null));
        const [first, second] = keys;
        if (inner.table === 'definition' && typeof first === 'string') definitions.add(first);
        else if (inner.table === 'number' && typeof first === 'string' && typeof second === 'string')
          numbers.push({ key: first, field: second, column: inner.column });
        else open.push(inner.table);
        break;
      }
      case 'compare':
      case 'arithmetic':
        visit(inner.left);
        visit(inner.right);
        break;
      case 'in':
      case 'missing':
      case 'not':
        visit(inner.item);
        break;
      case 'and':
      case 'or':
        inner.items.forEach(visit);
        break;
      case 'case':
        for (const { when, then } of inner.branches) {
          visit(when);
          visit(then);
        }
        visit(inner.otherwise);
        break;
    }
  };
  visit(expr);
  return { fields, definitions, numbers, open };
}
