import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { folder, problemsOf } from './test-agreement.ts';
import { loadAgreement } from './load.ts';
import { defineTable } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';

const steps = defineTable({
  name: 'steps',
  identity: ['list', 'order'],
  ranked: { by: 'order', within: ['list'] },
  schema: Type.Object({ list: Type.String(), order: Type.Integer() }),
  doc: 'Steps.',
});
const vocabulary: readonly Vocabulary[] = [{ subject: 'steps', terms: [], tables: [steps], decisions: [] }];
const ARTICLE = '# Three\n\n## 1 Steps\n\nSteps are tried in order.\n';
const table = (rows: string): string =>
  `id,list,order,clause,variant,effective_from,effective_to,provenance,source\n${rows
    .trim()
    .split('\n')
    .map((row) => {
      const [id, list, order, to = ''] = row.trim().split(' ');
      return `${id},${list},${order},III §1,,,${to},assumed,a test`;
    })
    .join('\n')}\n`;

test('rows stand in the order in which they are tried, each list for itself', () => {
  const good = table('a x 10\nb x 20\nc y 5\nd y 7');
  assert.ok(loadAgreement(folder({ 'three.md': ARTICLE, 'steps.csv': good }), { vocabulary }).ok);
  const found = problemsOf(
    { 'three.md': ARTICLE, 'steps.csv': table('a x 21\nb x 20\nc y 5\nd y 4') },
    { vocabulary },
  );
  assert.deepEqual(
    found.map(({ id, at }) => [id, at]),
    [
      ['table/rank', 'steps.csv:3'],
      ['table/rank', 'steps.csv:5'],
    ],
  );
});
