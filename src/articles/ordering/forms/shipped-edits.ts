import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { formsFolder, shippedForms } from '../../../formats/order-forms/shipped.ts';
import type { FormCatalogue } from '../../../formats/order-forms/shipped.ts';
import { CompiledEdits } from './compiled-edits.ts';
import { readConditionEdits } from './condition-edits.ts';
import type { ConditionEdit } from './condition-edits.ts';
import { formShape, rowFields } from './row-fields.ts';

/** The forms with all their edits, as read: what is wrong is told, and left out. */
export interface FormEdits {
  readonly forms: FormCatalogue;
  readonly conditions: readonly ConditionEdit[];
  readonly compiled: CompiledEdits;
  readonly problems: readonly Problem[];
}

const editsFolder = path.join(path.dirname(formsFolder), 'edits');

/** Reads the forms and the conditional edits of these catalogues: `lsog`, `asog`. */
export function readFormEdits(names: readonly string[]): FormEdits {
  const forms = shippedForms();
  const shape = formShape(rowFields(forms.fields));
  const problems: Problem[] = [...forms.problems];
  const conditions: ConditionEdit[] = [];
  for (const name of names) {
    const file = path.join(editsFolder, `${name}.csv`);
    if (!existsSync(file)) {
      problems.push({
        id: 'edits/no-catalogue',
        field: name,
        sentence: `There is no edit catalogue "${name}".`,
        cure: 'Name a file of reference/edits.',
      });
      continue;
    }
    const shown = `reference/edits/${name}.csv`;
    const found = readConditionEdits(shown, readFileSync(file, 'utf8'), shape, forms.fields);
    conditions.push(...found.edits);
    problems.push(...found.problems);
  }
  const compiled = new CompiledEdits(forms, conditions);
  return { forms, conditions, compiled, problems: [...problems, ...duplicates(forms, conditions)] };
}

/** Numbers that two edits have. */
function duplicates(forms: FormCatalogue, conditions: readonly ConditionEdit[]): Problem[] {
  const seen = new Map<string, { file: string; line: number }>();
  const all = [
    ...[...forms.fields.values()].flatMap((fields) =>
      [...fields.values()].map(({ edit, file, line }) => ({ id: edit, file, line })),
    ),
    ...forms.usage
      .filter(({ edit }) => edit !== '')
      .map(({ edit, file, line }) => ({ id: edit, file, line })),
    ...conditions.map(({ id, file, line }) => ({ id, file, line })),
  ];
  return all.flatMap(({ id, file, line }): Problem[] => {
    const also = seen.get(id);
    if (also === undefined) {
      seen.set(id, { file, line });
      return [];
    }
    return [
      {
        id: 'edits/duplicate-id',
        file,
        line,
        also,
        field: id,
        sentence: `${id} is used twice.`,
        cure: 'Give each edit its own number.',
      },
    ];
  });
}

const kept = new Map<string, Result<CompiledEdits>>();

/** The edits of these catalogues, made ready once. A catalogue with problems is not run at all. */
export function formEdits(names: readonly string[]): Result<CompiledEdits> {
  const key = names.join(' ');
  let found = kept.get(key);
  if (found === undefined) {
    const { compiled, problems } = readFormEdits(names);
    found = problems.length > 0 ? fail(...problems) : ok(compiled);
    kept.set(key, found);
  }
  return found;
}
