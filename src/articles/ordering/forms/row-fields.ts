import type { RowShape, Value, ValueType } from '../../../base/expr/ast.ts';
import type { Access } from '../../../base/expr/compile.ts';
import type { FormCode, FormSection } from '../../../formats/order-forms/document.ts';
import type { FormField } from '../../../formats/order-forms/fields.ts';
import { carrierSystem, isoDay } from '../../../formats/order-forms/well-formed.ts';
import type { FieldsByForm } from '../../../formats/order-forms/usage.ts';
import { EDIT_SHAPE } from '../edit-row.ts';
import { textIn } from './document-view.ts';
import type { DocumentView } from './document-view.ts';

/** A field that conditions over forms may name. */
interface RowField {
  readonly form: FormCode;
  /** Trade name; absent where it is about the form as a whole. */
  readonly field?: string;
  readonly type: ValueType;
  readonly read: (view: DocumentView, section: FormSection | undefined) => Value;
}

/** Every field of the catalogue by the names that conditions know it by (`reference/forms/README.md`). */
export function rowFields(fields: FieldsByForm): ReadonlyMap<string, RowField> {
  const found = new Map<string, RowField>();
  for (const [form, ofForm] of fields) {
    const prefix = form.toLowerCase();
    found.set(`${prefix}_sections`, {
      form,
      type: 'integer',
      read: (view) => BigInt(view.sections(form).length),
    });
    for (const field of ofForm.values())
      for (const [suffix, row] of fieldNames(form, field)) found.set(`${prefix}_${field.name}${suffix}`, row);
  }
  return found;
}

function fieldNames(form: FormCode, { field, type, positions, wellFormed }: FormField): [string, RowField][] {
  const make = (
    suffix: string,
    valueType: ValueType,
    read: (text: string, view: DocumentView) => Value,
  ): [string, RowField] => [
    suffix,
    {
      form,
      field,
      type: valueType,
      read: (view, section) => {
        const text = textIn(section, field);
        return text === null ? null : read(text, view);
      },
    },
  ];
  return [
    make('', 'text', (text) => text),
    make('_ok', 'boolean', wellFormed),
    make('_repeated', 'boolean', (text, view) => view.isRepeated(form, field, text)),
    ...positions.map((at) => make(`_${at}`, 'text', (text) => text[at - 1] ?? null)),
    ...(type === 'numeric'
      ? [make('_n', 'integer', (text) => (/^\d+$/.test(text) ? BigInt(text) : null))]
      : []),
    ...(type === 'facility' ? [make('_system', 'text', (text) => carrierSystem(text) ?? null)] : []),
    ...(type === 'date' || type === 'datetime' ? [make('_on', 'text', (text) => isoDay(text) ?? null)] : []),
  ];
}

/** What conditions over forms may name: the fields of the forms, and all that edits over the order know. */
export function formShape(rows: ReadonlyMap<string, RowField>): RowShape {
  const fields = [...rows].map(([name, { type }]) => [name, type] as const);
  return { fields: { ...EDIT_SHAPE.fields, ...Object.fromEntries(fields) }, tables: EDIT_SHAPE.tables };
}

/** How an edit of one form reads: the section under test of its own form, the first of the others. */
export function formAccess(form: FormCode, rows: ReadonlyMap<string, RowField>): Access<DocumentView> {
  return {
    field: (name) => {
      const row = rows.get(name);
      if (row === undefined) return (view) => view.fact(name);
      const { read, form: of } = row;
      return of === form ? (view) => read(view, view.section) : (view) => read(view, view.sections(of)[0]);
    },
    lookup: (table, column) => (view, keys) => view.lookup(table, keys, column),
  };
}
