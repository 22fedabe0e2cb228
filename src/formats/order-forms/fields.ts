import type { Problem } from '../../base/problem.ts';
import { didYouMean } from '../../base/nearest.ts';
import { readRows } from './csv-rows.ts';
import type { CatalogueRow } from './csv-rows.ts';
import type { FormCode } from './document.ts';
import { FIELD_TYPES, wellFormedTest } from './well-formed.ts';
import type { FieldForm, FieldType } from './well-formed.ts';

export const FIELD_COLUMNS = [
  'edit',
  'field',
  'name',
  'title',
  'min',
  'max',
  'type',
  'values',
  'positions',
  'usage_note',
  'rule',
  'source',
  'provenance',
] as const;

/** One field of a form. */
export interface FormField extends FieldForm {
  /** Number of its format edit, e.g. `LSR-1101`. */
  readonly edit: string;
  readonly form: FormCode;
  /** Trade name as printed, e.g. `D/TSENT`. */
  readonly field: string;
  /** Name in rows, without its form, e.g. `dtsent`. */
  readonly name: string;
  readonly title: string;
  /** Characters, from 1, that rows show as fields of their own. */
  readonly positions: readonly number[];
  readonly usageNote: string;
  /** Published rule ids. */
  readonly rules: readonly string[];
  readonly source: string;
  readonly provenance: 'sister' | 'assumed';
  readonly file: string;
  readonly line: number;
  readonly wellFormed: (text: string) => boolean;
}

/** The fields of one form by their trade names; what is wrong with a row is a problem, and the row is left out. */
export function readFields(
  form: FormCode,
  file: string,
  text: string,
): { fields: Map<string, FormField>; problems: Problem[] } {
  const { rows, problems } = readRows(file, text, FIELD_COLUMNS);
  const fields = new Map<string, FormField>();
  const names = new Set<string>();
  for (const row of rows) {
    const found = readField(form, file, row);
    const twice = found.field && (fields.has(found.field.field) || names.has(found.field.name));
    if (twice)
      found.problems.push({
        id: 'forms/duplicate-field',
        file,
        line: row.line,
        field: row.cells['field'] ?? '',
        sentence: `Field ${row.cells['field']} (${row.cells['name']}) stands twice on form ${form}.`,
        cure: 'Give each field one row and its own name.',
      });
    problems.push(...found.problems);
    if (!found.field || twice) continue;
    fields.set(found.field.field, found.field);
    names.add(found.field.name);
  }
  return { fields, problems };
}

function readField(
  form: FormCode,
  file: string,
  { line, cells }: CatalogueRow,
): { field?: FormField; problems: Problem[] } {
  const cell = (name: (typeof FIELD_COLUMNS)[number]): string => cells[name] ?? '';
  const problems: Problem[] = [];
  const need = (name: (typeof FIELD_COLUMNS)[number], good: boolean, cure: string): void => {
    if (!good)
      problems.push({
        id: 'forms/field',
        file,
        line,
        field: name,
        sentence: `"${cell(name)}" is not accepted in ${name} of ${cell('field') || 'a field'}.`,
        cure,
      });
  };
  const type = cell('type') as FieldType;
  const values = split(cell('values'));
  const min = cell('min') === '' ? 1 : Number(cell('min'));
  const max = cell('max') === '' ? Infinity : Number(cell('max'));
  const positions = cell('positions').split(/\s+/).filter(Boolean).map(Number);
  need('edit', EDIT_NUMBER.test(cell('edit')), 'Write a number like LSR-1101.');
  need('field', /^[A-Z0-9][A-Z0-9/ &#()-]*$/.test(cell('field')), 'Write the trade name in capitals.');
  need('name', /^[a-z][a-z0-9_]*$/.test(cell('name')), 'Write small letters, digits and underscores.');
  need('title', cell('title') !== '', 'Say what the field is.');
  need('min', Number.isInteger(min) && min >= 1, 'Write a whole number from 1, or nothing.');
  need(
    'max',
    max === Infinity || (Number.isInteger(max) && max >= min),
    'Write a whole number from min, or nothing.',
  );
  need(
    'type',
    FIELD_TYPES.includes(type),
    `${didYouMean(cell('type'), FIELD_TYPES)}Write one of: ${FIELD_TYPES.join(', ')}.`,
  );
  need(
    'values',
    values.every((value) => value.length >= min && value.length <= max),
    'Each value has min to max characters.',
  );
  need(
    'positions',
    positions.every((at) => Number.isInteger(at) && at >= 1 && at <= max),
    'Write places from 1 to max, e.g. 1 2.',
  );
  need('source', cell('source') !== '', 'Say where it is published, or how it was assumed.');
  need('provenance', /^(?:sister|assumed)$/.test(cell('provenance')), 'Write sister or assumed.');
  if (problems.length > 0) return { problems };
  const field: FormField = {
    edit: cell('edit'),
    form,
    field: cell('field'),
    name: cell('name'),
    title: cell('title'),
    min,
    max,
    type,
    values,
    positions,
    usageNote: cell('usage_note'),
    rules: split(cell('rule')),
    source: cell('source'),
    provenance: cell('provenance') as 'sister' | 'assumed',
    file,
    line,
    wellFormed: wellFormedTest({ type, min, max, values }),
  };
  return { field, problems };
}

/** Numbers of edits: of local service requests and of access service requests. */
export const EDIT_NUMBER = /^(?:LSR|ASR)-\d{4}$/;

/** A list in a cell: semicolons between, blanks around do not count. */
export const split = (cell: string): string[] =>
  cell
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean);
