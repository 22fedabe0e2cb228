import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import Format from 'typebox/format';
import { misfits } from '../../agreement/schema.ts';
import { readYaml } from '../../agreement/yaml-source.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

/** Forms of answers that are no form of a term, as patterns; the others are those of terms. */
const PATTERNS = {
  id: { pattern: /^[a-z0-9][a-z0-9-]*$/, example: 'small letters, digits and hyphens' },
  text: { pattern: /\S/, example: 'words' },
  state: { pattern: /^[A-Z]{2}$/, example: 'MO' },
  ocn: { pattern: /^[A-Z0-9]{4}$/, example: '9S01' },
  ccna: { pattern: /^[A-Z]{3}$/, example: 'SKT' },
  clli: { pattern: /^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}$/, example: 'CLMAMOXA' },
  count: { pattern: /^\d+$/, example: '1' },
} as const;
const TERM_FORMS = {
  duration: '30 calendar days',
  percent: '1.5 % per month',
  quantity: '6 seconds',
  time: '13:00',
  timezone: 'America/Chicago',
} as const;

const Question = Type.Object(
  {
    key: Type.String({ pattern: '^[a-z][A-Za-z]*$' }),
    ask: Type.String({ minLength: 3 }),
    form: Type.Enum([...Object.keys(PATTERNS), ...Object.keys(TERM_FORMS), 'choice']),
    default: Type.Optional(Type.String()),
    /** Of a choice: each answer with the words that the text says for it, as `{{key:words}}`. */
    words: Type.Optional(Type.Record(Type.String(), Type.String())),
  },
  { additionalProperties: false },
);
export type Question = Static<typeof Question>;

const TemplateSchema = Type.Object(
  {
    title: Type.String(),
    about: Type.String(),
    questions: Type.Array(Question, { minItems: 1 }),
  },
  { additionalProperties: false },
);

/** An agreement with questions in place of what differs between carriers. */
export interface Template extends Static<typeof TemplateSchema> {
  readonly folder: string;
}

export function readTemplate(folder: string): Result<Template> {
  const file = path.join(folder, 'template.yaml');
  if (!existsSync(file)) {
    return fail({
      id: 'new/no-template',
      file: folder,
      sentence: 'There is no template.yaml in this folder.',
      cure: 'Name a folder such as templates/two-carriers.',
    });
  }
  const { source, problems } = readYaml(file, readFileSync(file, 'utf8'));
  if (problems.length > 0) return fail(...problems);
  const found = misfits(TemplateSchema, source.value).map(({ path: field, sentence, cure }) => ({
    id: 'new/template',
    file,
    line: source.lineOf(field.split('.')),
    field,
    sentence,
    cure,
  }));
  if (found.length > 0) return fail(...found);
  return ok({ ...(source.value as Static<typeof TemplateSchema>), folder });
}

/** What is wrong with an answer; undefined: nothing. */
export function answerProblem(question: Question, answer: string): Problem | undefined {
  const { key, form, words, ask } = question;
  const problem = (cure: string): Problem => ({
    id: 'new/answer',
    field: key,
    sentence: `"${answer}" is no answer to: ${ask}.`,
    cure,
  });
  if (form === 'choice') {
    const choices = Object.keys(words ?? {});
    return choices.includes(answer) ? undefined : problem(`Write one of: ${choices.join(', ')}.`);
  }
  if (/[\n\r{}"]/.test(answer)) return problem('Write it on one line, without braces or quotation marks.');
  if (form in PATTERNS) {
    const { pattern, example } = PATTERNS[form as keyof typeof PATTERNS];
    return pattern.test(answer) ? undefined : problem(`Write it like ${example}.`);
  }
  return Format.Test(form, answer)
    ? undefined
    : problem(`Write it like ${TERM_FORMS[form as keyof typeof TERM_FORMS]}.`);
}
