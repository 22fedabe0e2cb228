import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Problem } from '../../base/problem.ts';
import { ASR_FORMS, LSR_FORMS } from './document.ts';
import type { FormCode } from './document.ts';
import { readFields } from './fields.ts';
import type { FormField } from './fields.ts';
import { readUsage } from './usage.ts';
import type { FieldsByForm, UsageRow } from './usage.ts';

/** The forms as the program comes with them. */
export interface FormCatalogue {
  readonly fields: FieldsByForm;
  readonly usage: readonly UsageRow[];
}

/** Folder of the forms' data. */
export const formsFolder = path.join(
  findRoot(path.dirname(fileURLToPath(import.meta.url))),
  'reference',
  'forms',
);

function findRoot(from: string): string {
  const above = path.dirname(from);
  return above === from || existsSync(path.join(from, 'reference', 'forms')) ? from : findRoot(above);
}

/** Reads the catalogues of all forms in a folder; forms without a file have no fields yet. */
export function readForms(folder: string): FormCatalogue & { readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const fields = new Map<FormCode, ReadonlyMap<string, FormField>>();
  const show = (file: string): string => path.relative(path.dirname(path.dirname(folder)), file);
  for (const form of [...LSR_FORMS, ...ASR_FORMS]) {
    const file = path.join(folder, `${form.toLowerCase()}.csv`);
    if (!existsSync(file)) continue;
    const found = readFields(form, show(file), readFileSync(file, 'utf8'));
    problems.push(...found.problems);
    fields.set(form, found.fields);
  }
  const file = path.join(folder, 'usage.csv');
  if (!existsSync(file)) return { fields, usage: [], problems };
  const { usage, problems: more } = readUsage(show(file), readFileSync(file, 'utf8'), fields);
  return { fields, usage, problems: [...problems, ...more] };
}

let shipped: (FormCatalogue & { readonly problems: readonly Problem[] }) | undefined;

/** The forms that come with the program, read once. */
export function shippedForms(): FormCatalogue & { readonly problems: readonly Problem[] } {
  return (shipped ??= readForms(formsFolder));
}
