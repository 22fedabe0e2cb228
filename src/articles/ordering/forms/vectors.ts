import type { Problem } from '../../../base/problem.ts';
import type { OrderDocument } from '../../../formats/order-forms/document.ts';
import type { FormField } from '../../../formats/order-forms/fields.ts';
import type { FormCatalogue } from '../../../formats/order-forms/shipped.ts';
import type { FieldType } from '../../../formats/order-forms/well-formed.ts';
import { applyChanges } from './changes.ts';
import type { Changed } from './changes.ts';
import type { CompiledEdits } from './compiled-edits.ts';
import type { ConditionEdit } from './condition-edits.ts';

/** One document on which an edit is tried. */
export interface Vector {
  readonly edit: string;
  readonly base: string;
  readonly changes: string;
  /** Whether the edit must fire. */
  readonly fires: boolean;
  readonly file: string;
  readonly line: number;
}

/** The documents that each edit is tried on: written ones of conditions, made ones of formats and usage. */
export function vectorsOf(
  catalogue: FormCatalogue,
  conditions: readonly ConditionEdit[],
  bases: ReadonlyMap<string, OrderDocument>,
): { vectors: Vector[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const vectors: Vector[] = [];
  const untried = (edit: string, place: { file: string; line: number }, why: string, cure: string): void => {
    const { file, line } = place;
    problems.push({
      id: 'edits/untried',
      file,
      line,
      field: edit,
      sentence: `${edit} is not tried: ${why}`,
      cure,
    });
  };
  const add = (
    edit: string,
    place: { file: string; line: number },
    base: string,
    fails: string,
    passes = '',
  ) => {
    if (!bases.has(base)) {
      untried(edit, place, `there is no base "${base}".`, 'Name a document of reference/forms/bases.yaml.');
      return;
    }
    const { file, line } = place;
    vectors.push({ edit, base, changes: fails, fires: true, file, line });
    vectors.push({ edit, base, changes: passes, fires: false, file, line });
  };
  for (const edit of conditions) add(edit.id, edit, edit.base, edit.fails, edit.passes);
  for (const fields of catalogue.fields.values())
    for (const field of fields.values()) {
      const base = [...bases].find(([, document]) => (document[field.form]?.length ?? 0) > 0)?.[0];
      const wrong = wrongText(field);
      if (base === undefined)
        untried(field.edit, field, `no base has form ${field.form}.`, 'Add a base with the form.');
      else if (wrong === undefined)
        untried(
          field.edit,
          field,
          'every text is well-formed.',
          'Say what is well-formed: a length, values.',
        );
      else add(field.edit, field, base, `${field.form}.${field.field}=${wrong}`);
    }
  for (const row of catalogue.usage) {
    if (row.edit === '') continue;
    const whole = row.field === '*';
    const field = catalogue.fields.get(row.form)?.get(row.field);
    const right = field && rightText(field);
    if (row.usage === 'R') add(row.edit, row, row.base, whole ? `-${row.form}` : `-${row.form}.${row.field}`);
    else if (whole) add(row.edit, row, row.base, `+${row.form}`);
    else if (right === undefined)
      untried(row.edit, row, 'no well-formed text is known.', 'Give the field values or a length.');
    else add(row.edit, row, row.base, `${row.form}.${row.field}=${right}`);
  }
  return { vectors, problems };
}

/** Tries each vector; `run` says which edits a changed document fails. */
export function tryVectors(
  vectors: readonly Vector[],
  bases: ReadonlyMap<string, OrderDocument>,
  run: (changed: Changed) => ReadonlySet<string>,
): Problem[] {
  return vectors.flatMap(({ edit, base, changes, fires, file, line }): Problem[] => {
    const place = { file, line, field: edit };
    const document = bases.get(base);
    if (document === undefined) return [];
    const { changed, wrong } = applyChanges(document, changes);
    if (wrong.length > 0)
      return wrong.map((sentence) => ({
        id: 'edits/vector',
        ...place,
        sentence: `${edit}: ${sentence}`,
        cure: 'Write changes as reference/forms/README.md says.',
      }));
    if (run(changed).has(edit) === fires) return [];
    return [
      {
        id: fires ? 'edits/does-not-fire' : 'edits/fires',
        ...place,
        sentence: fires
          ? `${edit} does not fail ${base} with "${changes}".`
          : `${edit} fails ${base}${changes === '' ? ' as it stands' : ` with "${changes}"`}.`,
        cure: 'Correct the condition, the base or the changes.',
      },
    ];
  });
}

/** Bases that fail an edit as they stand. */
export function uncleanBases(
  bases: ReadonlyMap<string, OrderDocument>,
  compiled: CompiledEdits,
  run: (changed: Changed) => ReadonlySet<string>,
  file: string,
): Problem[] {
  const severity = new Map(compiled.edits.map(({ id, severity: how }) => [id, how]));
  return [...bases].flatMap(([name, document]) =>
    [...run({ document, facts: {} })]
      .filter((id) => severity.get(id) !== 'warning')
      .map((id) => ({
        id: 'edits/base',
        file,
        field: name,
        sentence: `The base ${name} fails ${id}.`,
        cure: 'Correct the base or the edit.',
      })),
  );
}

/** A text that is not well-formed in a field; changes are written with semicolons, so there is none in it. */
export function wrongText(field: FormField): string | undefined {
  const long = field.max === Infinity ? [] : ['1'.repeat(field.max + 1), 'A'.repeat(field.max + 1)];
  return ['~', '#', ...long, '\u0007'].find((text) => !field.wellFormed(text));
}

const RIGHT: Readonly<Record<FieldType, readonly string[]>> = {
  alpha: ['A'],
  numeric: ['1'],
  alphanumeric: ['A'],
  facility: ['A'],
  text: ['A'],
  date: ['11-16-2026'],
  datetime: ['11-16-2026-0900AM'],
  telephone: ['573-777-0100', '5737770100'],
  clli: ['CLMAMOXA', 'CLMAMOXADS0'],
  flag: ['Y'],
};

/** A text that is well-formed in a field. */
export function rightText(field: FormField): string | undefined {
  const longer = RIGHT[field.type].map((text) => text.padEnd(field.min, text));
  return [...field.values, ...longer].find((text) => !text.includes(';') && field.wellFormed(text));
}
