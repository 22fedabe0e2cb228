import Type from 'typebox';
import type { Static } from 'typebox';
import { Code, Condition, misfits } from '../../../agreement/schema.ts';
import { readCsv } from '../../../agreement/table.ts';
import type { Expr, RowShape } from '../../../base/expr/ast.ts';
import { checkExpr } from '../../../base/expr/check.ts';
import { parseExpr } from '../../../base/expr/parse.ts';
import { didYouMean } from '../../../base/nearest.ts';
import type { Problem } from '../../../base/problem.ts';
import { ASR_FORMS, LSR_FORMS } from '../../../formats/order-forms/document.ts';
import type { FormCode } from '../../../formats/order-forms/document.ts';
import { split } from '../../../formats/order-forms/fields.ts';
import type { FieldsByForm } from '../../../formats/order-forms/usage.ts';
import { PLACEHOLDER } from '../edit-catalogue.ts';
import { namesIn } from './expr-names.ts';
import { SEVERITIES } from './form-edit.ts';
import type { FormEdit } from './form-edit.ts';

const EditRow = Type.Object(
  {
    id: Type.String({ pattern: '^(LSR|ASR)-\\d{4}$', description: 'Never reused' }),
    form: Code([...LSR_FORMS, ...ASR_FORMS], 'Form that it is tried on, section by section'),
    field: Type.String({ minLength: 1, description: 'Field as the form names it; * for the whole form' }),
    when: Condition('Fails where this holds'),
    severity: Code(SEVERITIES),
    sentence: Type.String({ minLength: 5 }),
    cure: Type.String({ minLength: 5 }),
    base: Type.String({ minLength: 1, description: 'Name of a clean document' }),
    fails: Type.String({ minLength: 1, description: 'Changes of it that fail the edit' }),
    passes: Type.Optional(Type.String({ description: 'Changes of it that do not' })),
    term: Type.Optional(Type.String({ description: 'Term of the agreement whose clause asks for it' })),
    rule: Type.Optional(Type.String({ description: 'Published rule ids' })),
    source: Type.String({ minLength: 3 }),
  },
  { additionalProperties: false },
);

/** An edit with a condition, and the documents that it is tried on. */
export interface ConditionEdit extends FormEdit {
  readonly kind: 'condition';
  readonly when: Expr;
  /** The condition as the catalogue writes it. */
  readonly text: string;
  readonly base: string;
  readonly fails: string;
  readonly passes: string;
  readonly file: string;
  readonly line: number;
}

/** Reads a catalogue of conditional edits; rows with problems are left out. */
export function readConditionEdits(
  file: string,
  text: string,
  shape: RowShape,
  fields: FieldsByForm,
): { edits: ConditionEdit[]; problems: Problem[] } {
  const { lines, problems } = readCsv(file, text);
  const edits = lines.flatMap(({ line, values }): ConditionEdit[] => {
    const row = Object.fromEntries(Object.entries(values).filter(([, cell]) => cell !== ''));
    const before = problems.length;
    const add = (slug: string, field: string, sentence: string, cure: string): void => {
      const id = values['id'] ?? '';
      problems.push({ id: `edits/${slug}`, file, line, field, sentence: `${id}: ${sentence}`, cure });
    };
    for (const each of misfits(EditRow, row)) add('row', each.path, each.sentence, each.cure);
    if (problems.length > before) return [];
    const { when, rule, ...edit } = row as Static<typeof EditRow>;
    const expr = parseExpr(when);
    if (!expr.ok) return [];
    for (const each of conditionProblems(expr.value, shape))
      add('condition', 'when', each.sentence, each.cure);
    const ofForm = fields.get(edit.form as FormCode);
    if (edit.field !== '*' && !ofForm?.has(edit.field))
      add(
        'field',
        'field',
        `Form ${edit.form} has no field ${edit.field}.`,
        `${didYouMean(edit.field, ofForm?.keys() ?? [])}Write a field of its catalogue.`,
      );
    for (const cell of ['sentence', 'cure'] as const)
      for (const [, name = ''] of edit[cell].matchAll(PLACEHOLDER))
        if (!Object.hasOwn(shape.fields, name))
          add('placeholder', cell, `There is no field {${name}}.`, nearest(name, shape));
    if (problems.length > before) return [];
    return [
      {
        ...edit,
        kind: 'condition',
        form: edit.form as FormCode,
        passes: edit.passes ?? '',
        rules: split(rule ?? ''),
        when: expr.value,
        text: when,
        file,
        line,
      },
    ];
  });
  return { edits, problems };
}

function conditionProblems(expr: Expr, shape: RowShape): { sentence: string; cure: string }[] {
  // The list of all fields is long: the nearest is told instead.
  const unknown = namesIn(expr).filter((name) => !Object.hasOwn(shape.fields, name));
  return unknown.length > 0
    ? unknown.map((name) => ({ sentence: `There is no field "${name}".`, cure: nearest(name, shape) }))
    : checkExpr(expr, shape, 'boolean');
}

const nearest = (name: string, shape: RowShape): string =>
  `${didYouMean(name, Object.keys(shape.fields))}See reference/forms/README.md for what may be named.`;
