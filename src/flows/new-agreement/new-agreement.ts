import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Agreement } from '../../agreement/agreement.ts';
import { loadAgreement } from '../../agreement/load.ts';
import { makeFolder } from '../../agreement/make-folder.ts';
import type { Vocabulary } from '../../agreement/vocabulary.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { answerProblem } from './template.ts';
import type { Template } from './template.ts';

export type Answers = Readonly<Record<string, string>>;

/** Every answer with its default where none is given, or all that is missing and wrong. */
export function completeAnswers(template: Template, given: Answers): Result<Answers> {
  const keys = template.questions.map(({ key }) => key);
  const problems: Problem[] = Object.keys(given)
    .filter((key) => !keys.includes(key))
    .map((key) => ({
      id: 'new/unknown-answer',
      field: key,
      sentence: `The template does not ask for "${key}".`,
      cure: `It asks for: ${keys.join(', ')}.`,
    }));
  const answers: Record<string, string> = {};
  for (const question of template.questions) {
    const answer = given[question.key] ?? question.default;
    if (answer === undefined) {
      problems.push({
        id: 'new/unanswered',
        field: question.key,
        sentence: `Not answered: ${question.ask}.`,
        cure: `Add ${question.key}.`,
      });
      continue;
    }
    const wrong = answerProblem(question, answer);
    if (wrong) problems.push(wrong);
    answers[question.key] = answer;
  }
  return problems.length > 0 ? fail(...problems) : ok(answers);
}

/**
 * Starts an agreement folder from a template: the answers stand in its text and in its terms alike, so that both say the
 * same. The folder must pass its check before it is put in its place, and nothing is left behind when it does not; prices that
 * are to be determined are what it leaves open.
 */
export function newAgreement(
  template: Template,
  given: Answers,
  out: string,
  vocabulary: readonly Vocabulary[],
): Result<Agreement> {
  const answers = completeAnswers(template, given);
  if (!answers.ok) return answers;
  const made = makeFolder({ out, area: 'new', field: 'dir' }, (work) => {
    for (const file of readdirSync(template.folder)) {
      if (file === 'template.yaml' || file === 'README.md') continue;
      const text = readFileSync(path.join(template.folder, file), 'utf8');
      writeFileSync(path.join(work, file), fill(template, text, answers.value, file));
    }
    return loadAgreement(work, { vocabulary });
  });
  if (made.ok || made.problems.some(({ id }) => id === 'new/exists'))
    return made.ok ? loadAgreement(out, { vocabulary }) : made;
  return fail(
    {
      id: 'new/answers',
      field: 'dir',
      sentence:
        'These answers make no sound agreement, and nothing was written: the places below are those of the folder that it would have been.',
      cure: 'Change the answers that stand there.',
    },
    ...made.problems,
  );
}

/** @throws Error when the template names a question that it does not ask: a bug of the template. */
function fill({ questions }: Template, text: string, answers: Answers, file: string): string {
  return text.replaceAll(/\{\{([A-Za-z]+)(:words)?\}\}/g, (mark, key: string, words?: string) => {
    const answer = answers[key];
    const said = words ? questions.find((question) => question.key === key)?.words?.[answer ?? ''] : answer;
    if (said === undefined) throw new Error(`${file} asks for ${mark} and the template does not.`);
    return file.endsWith('.csv') && said.includes(',') ? `"${said}"` : said;
  });
}
