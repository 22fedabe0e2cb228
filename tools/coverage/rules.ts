import { globSync, readFileSync } from 'node:fs';
import { readCsv } from '../../src/agreement/table.ts';
import type { Problem } from '../../src/base/problem.ts';

/** What a rule of the reference is; the words stand in the column `type`. */
export const TYPES = ['rule', 'clock', 'number', 'states', 'record', 'edge', 'mistake'] as const;
export type RuleType = (typeof TYPES)[number];

/** One numbered rule of the reference: a row of `reference/rules/*.csv`. Its state is computed, never written. */
export interface Rule {
  /** Section of the reference and number in it: `III.4-3`. */
  readonly id: string;
  readonly type: RuleType;
  readonly name: string;
  /** The room that executes it, or will. */
  readonly subject: string;
  /** What executes it, and tests named on purpose. */
  readonly by: readonly string[];
  /** What is missing. */
  readonly reason: string;
  readonly file: string;
  readonly line: number;
}

const COLUMNS = ['id', 'type', 'name', 'subject', 'by', 'reason'];
const ID = /^(?:[0IVX]+|P)\.\d+-\w+$/;
const MOST_WORDS = 12;

/** All rules in the order of the files' names, with what is wrong in the rows themselves. */
export function readRules(folder: string): { rules: Rule[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const rules: Rule[] = [];
  const seen = new Map<string, string>();
  const order = (file: string): string => file.replace(/\.csv$/, '');
  for (const file of globSync(`${folder}/*.csv`).sort((a, b) => (order(a) < order(b) ? -1 : 1))) {
    const { header, lines, problems: unreadable } = readCsv(file, readFileSync(file, 'utf8'));
    problems.push(...unreadable);
    if (header.join() !== COLUMNS.join())
      problems.push(
        problem({ file, line: 1 }, 'header', 'The columns are not those of rules.', COLUMNS.join(',')),
      );
    for (const { line, values } of lines) {
      const rule = toRule(file, line, values);
      const before = seen.get(rule.id);
      if (before !== undefined)
        problems.push(problem(rule, 'id', `${rule.id} stands at ${before} already.`, 'Number it anew.'));
      seen.set(rule.id, `${file}:${line}`);
      problems.push(...rowProblems(rule, values['type'] ?? ''));
      rules.push(rule);
    }
  }
  return { rules, problems };
}

function toRule(file: string, line: number, values: Readonly<Record<string, string>>): Rule {
  const { id = '', type = '', name = '', subject = '', by = '', reason = '' } = values;
  return {
    id,
    type: TYPES.find((one) => one === type) ?? 'rule',
    name,
    subject,
    by: by.split(/\s+/).filter((entry) => entry !== ''),
    reason,
    file,
    line,
  };
}

function rowProblems(rule: Rule, type: string): Problem[] {
  const { id, name, subject, by, reason } = rule;
  const wrong = (field: string, sentence: string, cure: string): Problem =>
    problem(rule, field, sentence, cure);
  return [
    ...(ID.test(id) ? [] : [wrong('id', `"${id}" is no section and number.`, 'Write it like III.4-3.')]),
    ...(TYPES.some((one) => one === type)
      ? []
      : [wrong('type', `"${type}" is no type of rule.`, `Types are ${TYPES.join(', ')}.`)]),
    ...(name !== '' && name.split(/\s+/).length <= MOST_WORDS
      ? []
      : [wrong('name', `"${name}" is no short name.`, `Say it in at most ${MOST_WORDS} words of ours.`)]),
    ...(/^[a-z]+(-[a-z]+)*$/.test(subject)
      ? []
      : [wrong('subject', `"${subject}" is no room.`, 'Name the room that executes the rule.')]),
    ...(by.length === 0 && reason === ''
      ? [
          wrong(
            'reason',
            `${id} says neither what executes it nor why nothing does.`,
            'Fill "by" or "reason".',
          ),
        ]
      : []),
  ];
}

export const problem = (
  { file, line }: { file: string; line: number },
  field: string,
  sentence: string,
  cure: string,
): Problem => ({ id: 'coverage/rule', file, line, field, sentence, cure });
