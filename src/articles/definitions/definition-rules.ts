import type { AgreementView, TableRow } from '../../agreement/agreement.ts';
import { checkExpr } from '../../base/expr/check.ts';
import { parseExpr } from '../../base/expr/parse.ts';
import type { RowRule } from '../../base/expr/ast.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { shapeOf } from './subject.ts';
import type { Subject } from './subject.ts';
import { SUBJECTS } from './subjects.ts';
import { definitionsTable } from './terms.ts';
import { termNumber } from './term-number.ts';
import { namesIn } from './walk.ts';
import type { Names } from './walk.ts';

export type DefinitionRow = NonNullable<(typeof definitionsTable)['type']>;

/** A row of the table, read and checked. `then` is yes or no. */
export interface DefinitionRule extends RowRule {
  readonly row: TableRow<DefinitionRow>;
  readonly names: Names;
}

/** One word with its rules in order. */
export interface Definition {
  readonly term: string;
  /** The article whose own meaning this is; undefined for the whole agreement. */
  readonly article: string | undefined;
  readonly subjectName: string;
  readonly subject: Subject;
  /** Section of its first rule. */
  readonly clause: string;
  readonly rules: readonly DefinitionRule[];
}

/** The definitions in force on one day. */
export class Definitions {
  readonly all: readonly Definition[];

  constructor(all: readonly Definition[]) {
    this.all = all;
  }

  /** An article's own meaning where it has one, then that of the agreement. */
  find(term: string, article?: string): Definition | undefined {
    const same = this.all.filter((definition) => definition.term === term);
    return (
      (article === undefined ? undefined : same.find((definition) => definition.article === article)) ??
      same.find((definition) => definition.article === undefined)
    );
  }

  /** The words of the whole agreement and of its articles, in the order written, each once. */
  get terms(): string[] {
    return [...new Set(this.all.map(({ term }) => term))];
  }

  /** Each fact and derived field that a definition names, itself or through others, and the facts that those come from. */
  factsOf(definition: Definition): Set<string> {
    const named = new Set<string>();
    const visit = (each: Definition, seen: readonly Definition[]): void => {
      for (const { names } of each.rules) {
        for (const field of names.fields) {
          named.add(field);
          for (const from of each.subject.derived?.[field]?.from ?? []) named.add(from);
        }
        for (const other of names.definitions) {
          const used = this.find(other, definition.article);
          if (used && !seen.includes(used)) visit(used, [...seen, used]);
        }
      }
    };
    visit(definition, [definition]);
    return named;
  }
}

/** The definitions in force, or everything that is wrong with them. */
export function readDefinitions(view: AgreementView): Result<Definitions> {
  const problems: Problem[] = [];
  const groups = new Map<string, DefinitionRule[]>();
  for (const row of view.rows(definitionsTable).toSorted((a, b) => a.value.order - b.value.order)) {
    const read = readRule(row, view);
    problems.push(...read.problems);
    const key = `${row.value.article ?? ''}#${row.value.term}`;
    if (read.rule) groups.set(key, [...(groups.get(key) ?? []), read.rule]);
  }
  if (problems.length > 0) return fail(...problems);
  const all = [...groups.values()].flatMap((rules) => {
    const [first] = rules;
    const subject = first && SUBJECTS[first.row.value.subject];
    if (!first || !subject) return [];
    const { term, article, subject: subjectName } = first.row.value;
    return [{ term, article, subjectName, subject, clause: first.clause, rules }];
  });
  const definitions = new Definitions(all);
  problems.push(...all.flatMap((each) => [...subjectProblems(each), ...usedProblems(each, definitions)]));
  return problems.length > 0 ? fail(...problems) : ok(definitions);
}

function readRule(
  row: TableRow<DefinitionRow>,
  view: AgreementView,
): { rule?: DefinitionRule; problems: Problem[] } {
  const { subject: name, when, reason, then, article } = row.value;
  const problems: Problem[] = [];
  const complain = (id: string, field: string, sentence: string, cure: string): void => {
    problems.push(problemAt(row, id, field, sentence, cure));
  };
  const subject = Object.hasOwn(SUBJECTS, name) ? SUBJECTS[name] : undefined;
  if (!subject)
    complain(
      'definitions/subject',
      'subject',
      `Nothing is known of a "${name}".`,
      `Subjects are: ${Object.keys(SUBJECTS).join(', ')}.`,
    );
  if (article !== undefined && !row.citation.startsWith(`${article} `))
    complain(
      'definitions/article',
      'article',
      `The rule is of article ${article} and cites ${row.citation}.`,
      'Cite a section of that article, or leave the article empty.',
    );
  const parsed = parseExpr(when);
  const found = !parsed.ok
    ? parsed.problems
    : subject
      ? checkExpr(parsed.value, shapeOf(subject), 'boolean')
      : [];
  for (const problem of found) complain(problem.id, 'when', problem.sentence, problem.cure);
  if (!parsed.ok) return { problems };
  const names = namesIn(parsed.value);
  for (const table of names.open)
    complain(
      'definitions/open-lookup',
      'when',
      `A look-up of ${table} does not write its key out.`,
      "Write the key in quotes: definition('local-traffic').holds.",
    );
  for (const number of names.numbers) {
    if (termNumber(view, number) === undefined)
      complain(
        'definitions/number',
        'when',
        `The agreement has no ${number.column} "${number.key}.${number.field}".`,
        'Name a number of a term definitions.* in force, or add one of the agreement’s own: definitions.number.<name> with count or percent.',
      );
  }
  const rule = { id: row.id, clause: row.citation, when: parsed.value, text: when, then, reason };
  return { rule: { ...rule, provenance: row.provenance, row, names }, problems };
}

/** All rules of a word are about one subject. */
const subjectProblems = ({ term, subjectName, rules }: Definition): Problem[] =>
  rules
    .filter(({ row }) => row.value.subject !== subjectName)
    .map(({ row }) =>
      problemAt(
        row,
        'definitions/subject',
        'subject',
        `"${term}" is said of a ${subjectName} above and of a ${row.value.subject} here.`,
        'Give two words, or one subject.',
      ),
    );

/** Definitions that are used exist, are about the same subject, and do not lead back. */
function usedProblems(definition: Definition, all: Definitions): Problem[] {
  return definition.rules.flatMap(({ row, names }) =>
    [...names.definitions].flatMap((other) => {
      const used = all.find(other, definition.article);
      const problem = (id: string, sentence: string, cure: string): Problem[] => [
        problemAt(row, id, 'when', sentence, cure),
      ];
      if (!used)
        return problem(
          'definitions/reference',
          `There is no definition of "${other}".`,
          `Definitions are: ${all.terms.join(', ')}.`,
        );
      if (used.subjectName !== definition.subjectName)
        return problem(
          'definitions/reference',
          `"${other}" is said of a ${used.subjectName}, and "${definition.term}" of a ${definition.subjectName}.`,
          'Use a definition of the same subject.',
        );
      const path = wayBack(definition, used, all);
      return path === undefined
        ? []
        : problem(
            'definitions/cycle',
            `The definition leads back to itself: ${[definition.term, ...path].join(' → ')}.`,
            'Say one of them without the others.',
          );
    }),
  );
}

/** The words from `from` back to `target`, when there is such a way. */
function wayBack(target: Definition, from: Definition, all: Definitions): string[] | undefined {
  const search = (at: Definition, seen: ReadonlySet<Definition>): string[] | undefined => {
    if (at === target) return [at.term];
    for (const other of at.rules.flatMap(({ names }) => [...names.definitions])) {
      const next = all.find(other, target.article);
      if (!next || seen.has(next)) continue;
      const rest = search(next, new Set([...seen, next]));
      if (rest) return [at.term, ...rest];
    }
    return undefined;
  };
  return search(from, new Set([from]));
}

const problemAt = (
  row: TableRow<unknown>,
  id: string,
  field: string,
  sentence: string,
  cure: string,
): Problem => ({
  id,
  file: row.file,
  line: row.line,
  field: `${row.id}.${field}`,
  sentence,
  cure,
  clause: row.citation,
});
