import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { definitions } from './index.ts';
import { SUBJECTS } from './subjects.ts';

/** The facts of every subject as Markdown, for the README: a needed fact is marked with `*`, a derived one with `=`. */
function subjectTable(): string {
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

const readme = readFileSync('src/articles/definitions/README.md', 'utf8');

test('the README lists the subjects and their facts as the code has them', () => {
  const [, listed] = /<!-- subjects -->\n\n([\s\S]*?)\n\n<!-- \/subjects -->/.exec(readme) ?? [];
  const [written, wanted] = [(listed ?? '').split('\n'), subjectTable().split('\n')];
  assert.deepEqual(
    {
      missing: wanted.filter((line) => !written.includes(line)),
      wrong: written.filter((line) => !wanted.includes(line)),
    },
    { missing: [], wrong: [] },
  );
  assert.equal(written.length, wanted.length);
});

test('and every decision', () => {
  const rows = [...readme.matchAll(/^\| `([a-z0-9-]+)`/gm)].map(([, name]) => name);
  assert.deepEqual(
    rows,
    definitions.decisions.map(({ name }) => name),
  );
});
