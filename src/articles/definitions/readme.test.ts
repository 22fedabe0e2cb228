import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { definitions } from './index.ts';
import { subjectTable } from './subject-table.ts';

const readme = readFileSync('src/articles/definitions/README.md', 'utf8');

test('the README lists the subjects and their facts as the code has them', () => {
  const [, listed] = /<!-- subjects -->\n\n([\s\S]*?)\n\n<!-- \/subjects -->/.exec(readme) ?? [];
  assert.equal(listed, subjectTable());
});

test('and every decision', () => {
  const rows = [...readme.matchAll(/^\| `([a-z0-9-]+)`/gm)].map(([, name]) => name);
  assert.deepEqual(
    rows,
    definitions.decisions.map(({ name }) => name),
  );
});
