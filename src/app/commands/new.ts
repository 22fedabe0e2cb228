import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { parse } from 'yaml';
import { formatProblem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { newAgreement } from '../../flows/new-agreement/new-agreement.ts';
import type { Answers } from '../../flows/new-agreement/new-agreement.ts';
import { answerProblem, readTemplate } from '../../flows/new-agreement/template.ts';
import type { Template } from '../../flows/new-agreement/template.ts';
import { withJson } from '../options.ts';
import { print, printJson, reportProblems, table } from '../output.ts';
import { packageRoot } from '../paths.ts';
import { vocabulary } from '../vocabulary.ts';

interface NewOptions {
  readonly template: string;
  readonly answers?: string;
  readonly set?: readonly string[];
  readonly questions?: boolean;
  readonly json?: boolean;
}

export function addNew(program: Command): void {
  withJson(program.command('new <dir>'))
    .description('start an agreement folder from a template: asks at a terminal what is not given')
    .option('--template <dir>', 'template folder', path.join(packageRoot, 'templates', 'two-carriers'))
    .option('--answers <file>', 'answers as YAML, key: answer')
    .option('--set <key=answer>', 'one answer; repeat for more', (value, before: string[] = []) => [
      ...before,
      value,
    ])
    .option('--questions', 'list the questions with their defaults')
    .action((dir: string, options: NewOptions) => start(dir, options));
}

async function start(dir: string, options: NewOptions): Promise<void> {
  const json = options.json === true;
  const template = readTemplate(options.template);
  if (!template.ok) return reportProblems(template.problems, json);
  if (options.questions) return listQuestions(template.value, json);
  const given = readAnswers(options);
  if (!given.ok) return reportProblems(given.problems, json);
  const asks = process.stdin.isTTY && !json && options.answers === undefined;
  const answers = asks ? await askAll(template.value, given.value) : given.value;
  const made = newAgreement(template.value, answers, dir, vocabulary);
  if (!made.ok) return reportProblems(made.problems, json);
  const agreement = made.value;
  if (json) return printJson({ ok: true, folder: dir, agreement: agreement.ref, open: agreement.open });
  print(`${dir}: ${agreement.id}, a draft that passes check.`);
  for (const problem of agreement.open) print(`To be settled: ${formatProblem(problem)}`);
}

function listQuestions({ title, about, questions }: Template, json: boolean): void {
  if (json) return printJson({ title, about, questions });
  print(`${title}. ${about}`);
  print(
    table(
      ['key', 'question', 'form', 'default'],
      questions.map(({ key, ask, form, words, default: usual }) => [
        key,
        ask,
        words ? Object.keys(words).join(' | ') : form,
        usual ?? '',
      ]),
      [],
      [null, 48, 36, 36],
    ),
  );
}

function readAnswers({ answers, set = [] }: NewOptions): Result<Answers> {
  let given: Record<string, string> = {};
  if (answers !== undefined) {
    let text: string;
    try {
      text = readFileSync(answers, 'utf8');
    } catch {
      return fail({
        id: 'new/answers',
        file: answers,
        sentence: 'There is no such file.',
        cure: 'Name a YAML file of answers.',
      });
    }
    const value: unknown = parse(text);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      return fail({
        id: 'new/answers',
        file: answers,
        sentence: 'These are no answers.',
        cure: 'Write lines such as "due: 30 calendar days".',
      });
    }
    given = Object.fromEntries(Object.entries(value).map(([key, answer]) => [key, String(answer)]));
  }
  const wrong = set.filter((pair) => !/^[A-Za-z]+=/.test(pair));
  if (wrong.length > 0) {
    return fail(
      ...wrong.map((pair) => ({
        id: 'new/answers',
        field: 'set',
        sentence: `"${pair}" is no answer.`,
        cure: 'Write --set key=answer.',
      })),
    );
  }
  for (const pair of set) given[pair.slice(0, pair.indexOf('='))] = pair.slice(pair.indexOf('=') + 1);
  return ok(given);
}

/** Asks for what is not given, again until the answer has the form that is asked for. */
async function askAll(template: Template, given: Answers): Promise<Answers> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answers: Record<string, string> = { ...given };
  for (const question of template.questions) {
    while (answers[question.key] === undefined) {
      const choices = question.words ? ` (${Object.keys(question.words).join(' | ')})` : '';
      const usual = question.default === undefined ? '' : ` [${question.default}]`;
      const said =
        (await terminal.question(`${question.ask}${choices}${usual}: `)).trim() || question.default;
      const wrong = said === undefined ? undefined : answerProblem(question, said);
      if (wrong) process.stderr.write(`${wrong.cure}\n`);
      else if (said !== undefined) answers[question.key] = said;
    }
  }
  terminal.close();
  return answers;
}
