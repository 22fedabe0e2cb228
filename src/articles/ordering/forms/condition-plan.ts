import type { Expr, Value } from '../../../base/expr/ast.ts';
import { compileCondition } from '../../../base/expr/compile.ts';
import { simplify } from '../../../base/expr/simplify.ts';
import { ASR_FORMS } from '../../../formats/order-forms/document.ts';
import type { FormCode, FormSection } from '../../../formats/order-forms/document.ts';
import type { ConditionEdit } from './condition-edits.ts';
import type { DocumentView } from './document-view.ts';
import { namesIn } from './expr-names.ts';
import { formAccess } from './row-fields.ts';
import type { rowFields } from './row-fields.ts';

/** A condition that an order with one request type and activity may still fail. */
export interface Condition {
  readonly edit: ConditionEdit;
  readonly holds: (view: DocumentView) => boolean;
}

type RowFields = ReturnType<typeof rowFields>;
const NO_TABLES: ReadonlySet<string> = new Set();
/** Sets of filled fields that are kept for one form. */
const MOST_SHAPES = 500;

/**
 * The conditions of one form. Most cannot hold unless some field of the section is filled: they are tried only where it is there. What
 * is tried on sections with the same fields is worked out once.
 */
export class FormConditions {
  readonly #all: readonly { readonly condition: Condition; readonly needs: readonly string[] }[];
  readonly #tried = new Map<string, readonly Condition[]>();

  constructor(all: readonly { readonly condition: Condition; readonly needs: readonly string[] }[]) {
    this.#all = all;
  }

  /** Those that may hold of a section, in the order of the catalogue. */
  of(section: FormSection): readonly Condition[] {
    let shape = '';
    for (const field in section) shape += `${field};`;
    let tried = this.#tried.get(shape);
    if (tried === undefined) {
      tried = this.#all
        .filter(({ needs }) => needs.every((field) => Object.hasOwn(section, field)))
        .map(({ condition }) => condition);
      if (this.#tried.size >= MOST_SHAPES) this.#tried.clear();
      this.#tried.set(shape, tried);
    }
    return tried;
  }
}

/** Conditions with what the first page's codes tell worked out, by form; those that cannot hold of such an order are gone. */
export function conditionPlan(
  conditions: readonly ConditionEdit[],
  rows: RowFields,
  first: 'LSR' | 'ASR',
  codes: { readonly reqtyp: string; readonly act: string },
): ReadonlyMap<FormCode, FormConditions> {
  const known = { fields: knownOf(first, codes), emptyTables: NO_TABLES };
  const planned = conditions
    .filter(({ form }) => (ASR_FORMS as readonly string[]).includes(form) === (first === 'ASR'))
    .flatMap((edit) => {
      const when = simplify(edit.when, known);
      if (when.kind === 'constant' && when.value !== true) return [];
      const holds = compileCondition(when, formAccess(edit.form, rows));
      return [{ condition: { edit, holds }, needs: needsOf(when, edit.form, rows) }];
    });
  return new Map(
    [...Map.groupBy(planned, ({ condition }) => condition.edit.form)].map(([form, all]) => [
      form,
      new FormConditions(all),
    ]),
  );
}

/** What fields and facts say of the request type and the activity. */
function knownOf(first: 'LSR' | 'ASR', { reqtyp, act }: { reqtyp: string; act: string }): Map<string, Value> {
  const text = (cell: string): Value => (cell === '' ? null : cell);
  const prefix = first.toLowerCase();
  return new Map<string, Value>([
    ['order_form', first],
    [`${prefix}_reqtyp`, text(reqtyp)],
    [`${prefix}_reqtyp_1`, text(reqtyp.slice(0, 1))],
    [`${prefix}_reqtyp_2`, text(reqtyp.slice(1, 2))],
    [`${prefix}_act`, text(act)],
  ]);
}

/** Trade names of the form's own fields without which the condition never holds. */
function needsOf(when: Expr, form: FormCode, rows: RowFields): string[] {
  const names = namesIn(when).filter((name) => rows.get(name)?.form === form);
  const fields = Map.groupBy(names, (name) => rows.get(name)?.field);
  return [...fields].flatMap(([field, own]) => {
    if (field === undefined) return [];
    const missing = new Map(own.map((name): [string, Value] => [name, null]));
    const without = simplify(when, { fields: missing, emptyTables: NO_TABLES });
    return without.kind === 'constant' && without.value !== true ? [field] : [];
  });
}
