import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { stateDiagram } from '../../cases/kind.ts';
import { asrKind } from './asr.ts';
import { lsrKind } from './lsr.ts';

test('the README shows the states as they are declared, the same for both kinds', () => {
  const readme = readFileSync('src/articles/ordering/README.md', 'utf8');
  for (const kind of [lsrKind, asrKind]) assert.ok(readme.includes(stateDiagram(kind)), stateDiagram(kind));
});
