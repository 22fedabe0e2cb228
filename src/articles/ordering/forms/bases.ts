import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Problem } from '../../../base/problem.ts';
import type { OrderDocument } from '../../../formats/order-forms/document.ts';
import { formsFolder } from '../../../formats/order-forms/shipped.ts';

export const BASES_FILE = 'reference/forms/bases.yaml';

/** The clean documents on which edits are tried, by name (`reference/forms/bases.yaml`). */
export function readBases(): { bases: ReadonlyMap<string, OrderDocument>; problems: Problem[] } {
  const problems: Problem[] = [];
  const problem = (field: string, sentence: string, cure: string): void => {
    problems.push({ id: 'forms/bases', file: BASES_FILE, field, sentence, cure });
  };
  let read: Record<string, Record<string, unknown>>;
  try {
    read = parse(readFileSync(path.join(formsFolder, 'bases.yaml'), 'utf8')) as typeof read;
  } catch (error) {
    problem('', String(error), 'Write it as YAML.');
    return { bases: new Map(), problems };
  }
  for (const [name, document] of Object.entries(read))
    for (const [form, sections] of Object.entries(document)) {
      if (!Array.isArray(sections)) {
        problem(name, `Form ${form} of ${name} is no list of sections.`, 'Write each section behind a dash.');
        document[form] = [];
        continue;
      }
      for (const section of sections as Record<string, unknown>[])
        for (const [field, text] of Object.entries(section ?? {}))
          if (typeof text !== 'string') {
            problem(
              name,
              `${form}.${field} of ${name} is no text.`,
              `Write it in quotes: '${String(text)}'.`,
            );
            section[field] = String(text);
          }
    }
  return { bases: new Map(Object.entries(read)) as ReadonlyMap<string, OrderDocument>, problems };
}
