import type { Problem } from '../../base/problem.ts';
import { readRows } from './csv-rows.ts';
import { ASR_FORMS, LSR_FORMS } from './document.ts';
import type { FormCode } from './document.ts';
import { EDIT_NUMBER, split } from './fields.ts';
import type { FormField } from './fields.ts';

export const USAGE_COLUMNS = [
  'edit',
  'form',
  'field',
  'reqtyp',
  'act',
  'usage',
  'base',
  'rule',
  'source',
  'provenance',
] as const;

export type Usage = 'R' | 'C' | 'P' | 'O';

/** When a field, or a whole form, is asked for. Rows R and P are edits. */
export interface UsageRow {
  /** Number of the edit; empty for C and O. */
  readonly edit: string;
  readonly form: FormCode;
  /** Trade name, or `*`: the form as a whole. */
  readonly field: string;
  /** First characters of REQTYP; `*` stands for all. */
  readonly reqtyps: readonly string[];
  /** Activities; `*` stands for all. */
  readonly acts: readonly string[];
  readonly usage: Usage;
  /** Name of a base document on which the row applies; empty where there is none to try it on. */
  readonly base: string;
  readonly rules: readonly string[];
  readonly source: string;
  readonly provenance: string;
  readonly file: string;
  readonly line: number;
}

export type FieldsByForm = ReadonlyMap<FormCode, ReadonlyMap<string, FormField>>;

/** The usage matrix; rows that name no known form or field are problems and are left out. */
export function readUsage(
  file: string,
  text: string,
  fields: FieldsByForm,
): { usage: UsageRow[]; problems: Problem[] } {
  const { rows, problems } = readRows(file, text, USAGE_COLUMNS);
  const usage: UsageRow[] = [];
  for (const { line, cells } of rows) {
    const cell = (name: (typeof USAGE_COLUMNS)[number]): string => cells[name] ?? '';
    const before = problems.length;
    const need = (name: (typeof USAGE_COLUMNS)[number], good: boolean, cure: string): void => {
      if (!good)
        problems.push({
          id: 'forms/usage',
          file,
          line,
          field: name,
          sentence: `"${cell(name)}" is not accepted in ${name}.`,
          cure,
        });
    };
    const form = cell('form') as FormCode;
    const isEdit = /^[RP]$/.test(cell('usage'));
    const known = [...LSR_FORMS, ...ASR_FORMS];
    need('form', known.includes(form), `Write one of: ${known.join(', ')}.`);
    need(
      'field',
      cell('field') === '*' || fields.get(form)?.has(cell('field')) === true,
      `Write a field of reference/forms/${form.toLowerCase()}.csv, or * for the whole form.`,
    );
    need('usage', /^[RCPO]$/.test(cell('usage')), 'Write R, C, P or O.');
    need(
      'edit',
      isEdit ? EDIT_NUMBER.test(cell('edit')) : cell('edit') === '' || EDIT_NUMBER.test(cell('edit')),
      'Write a number like LSR-1301.',
    );
    need(
      'reqtyp',
      /^(?:\*|[A-Z]{1,2}( [A-Z]{1,2})*)$/.test(cell('reqtyp')),
      'Write letters with blanks between, or *.',
    );
    need('act', /^(?:\*|[A-Z]( [A-Z])*)$/.test(cell('act')), 'Write letters with blanks between, or *.');
    need('source', cell('source') !== '', 'Say where it is published, or how it was assumed.');
    need('provenance', /^(?:sister|assumed)$/.test(cell('provenance')), 'Write sister or assumed.');
    if (problems.length > before) continue;
    usage.push({
      edit: isEdit ? cell('edit') : '',
      form,
      field: cell('field'),
      reqtyps: cell('reqtyp').split(' '),
      acts: cell('act').split(' '),
      usage: cell('usage') as Usage,
      base: cell('base'),
      rules: split(cell('rule')),
      source: cell('source'),
      provenance: cell('provenance'),
      file,
      line,
    });
  }
  return { usage, problems };
}

/** Whether a row speaks of orders with this request type and activity. */
export const applies = (row: UsageRow, reqtyp: string, act: string): boolean =>
  row.reqtyps.some((start) => start === '*' || (start !== '' && reqtyp.startsWith(start))) &&
  row.acts.some((code) => code === '*' || code === act);
