import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Type from 'typebox';
import type { Static } from 'typebox';
import { Code, Condition, misfits } from '../../agreement/schema.ts';
import { readCsv } from '../../agreement/table.ts';
import type { Expr } from '../../base/expr/ast.ts';
import { checkExpr } from '../../base/expr/check.ts';
import { parseExpr } from '../../base/expr/parse.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { EDIT_SHAPE } from './edit-row.ts';
import { SEVERITIES } from './forms/form-edit.ts';

const EditRow = Type.Object(
  {
    id: Type.String({ pattern: '^LSR-\\d{4}$', description: 'Never reused' }),
    form: Code(['LSR', 'EU', 'LS', 'NP'], 'Form that the field is on'),
    field: Type.String({ pattern: '^[A-Z][A-Z/ -]*$', description: 'Field as the form names it' }),
    when: Condition('Fails where this holds'),
    severity: Code(SEVERITIES),
    sentence: Type.String({
      minLength: 5,
      description: 'What is wrong; {name} stands for a field of the row',
    }),
    cure: Type.String({ minLength: 5 }),
    term: Type.Optional(Type.String({ description: 'Term of the agreement whose clause asks for it' })),
    source: Type.String({ minLength: 3, description: 'Where the edit is published' }),
  },
  { additionalProperties: false },
);

/** One numbered edit: a version fails it where its condition holds. */
export interface Edit extends Omit<Static<typeof EditRow>, 'when'> {
  readonly when: Expr;
}

/** Folder of the edit catalogues that come with the program. */
const folder = path.join(findRoot(path.dirname(fileURLToPath(import.meta.url))), 'reference', 'edits');

function findRoot(from: string): string {
  const above = path.dirname(from);
  return above === from || existsSync(path.join(from, 'reference', 'edits')) ? from : findRoot(above);
}

/** Reads a catalogue; conditions are checked against the fields that edits may name. All problems come back. */
export function readEdits(name: string): Result<Edit[]> {
  const file = path.join(folder, `${name}.csv`);
  if (!existsSync(file)) {
    return fail({
      id: 'edits/no-catalogue',
      field: name,
      sentence: `There is no edit catalogue "${name}".`,
      cure: 'Name a file of reference/edits.',
    });
  }
  return parseEdits(file, readFileSync(file, 'utf8'));
}

export function parseEdits(file: string, text: string): Result<Edit[]> {
  const { lines, problems } = readCsv(file, text);
  const seen = new Set<string>();
  const edits = lines.flatMap(({ line, values }) => {
    const row = Object.fromEntries(Object.entries(values).filter(([, cell]) => cell !== ''));
    const add = (id: string, field: string, sentence: string, cure: string): void => {
      problems.push({ id, file, line, field, sentence, cure });
    };
    const wrong = misfits(EditRow, row);
    for (const each of wrong) add('edits/row', each.path, each.sentence, each.cure);
    if (wrong.length > 0) return [];
    const { when, ...edit } = row as Static<typeof EditRow>;
    if (seen.has(edit.id))
      add('edits/duplicate-id', 'id', `${edit.id} is used twice.`, 'Give each edit its own number.');
    seen.add(edit.id);
    const expr = parseExpr(when);
    if (!expr.ok) return [];
    for (const each of checkExpr(expr.value, EDIT_SHAPE, 'boolean'))
      add('edits/condition', 'when', each.sentence, each.cure);
    for (const [, name = ''] of edit.sentence.matchAll(PLACEHOLDER)) {
      if (!Object.hasOwn(EDIT_SHAPE.fields, name)) {
        add('edits/placeholder', 'sentence', `There is no field {${name}}.`, 'Name a field of the row.');
      }
    }
    return [{ ...edit, when: expr.value }];
  });
  return problems.length > 0 ? fail(...problems) : ok(edits);
}

export const PLACEHOLDER = /\{([a-z][a-z0-9_]*)\}/g;

/** For `meetpoint check`: the catalogue that the agreement names can be read, and its clauses are terms in force. */
export function editProblems(name: string, hasTerm: (key: string) => boolean): Problem[] {
  const edits = readEdits(name);
  if (!edits.ok) return [...edits.problems];
  return edits.value
    .filter(({ term }) => term !== undefined && !hasTerm(term))
    .map(({ id, term }) => ({
      id: 'edits/unknown-term',
      field: id,
      sentence: `Edit ${id} rests on the term "${term}", which the agreement does not have.`,
      cure: 'Add the term to the section that says it, or name another catalogue.',
    }));
}
