import { SUBJECTS } from './subjects.ts';

/** The facts of every subject as Markdown, for the README: a needed fact is marked with `*`, a derived one with `=`. */
export function subjectTable(): string {
  return Object.entries(SUBJECTS)
    .map(([name, { doc, facts, derived = {} }]) =>
      [
        `### ${name}`,
        '',
        `${doc}.`,
        '',
        ...Object.entries(facts).map(
          ([fact, { type, doc: about, values, needed }]) =>
            `- \`${fact}\`${needed ? '\\*' : ''} (${type}): ${about}${values ? `: ${values.join(', ')}` : ''}`,
        ),
        ...Object.entries(derived).map(
          ([field, { type, doc: about, from }]) =>
            `- \`${field}\` = (${type}, from ${from.join(', ')}): ${about}`,
        ),
      ].join('\n'),
    )
    .join('\n\n');
}
