import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const FOLDER = path.join(import.meta.dirname, '..', '..', 'agreements', 'missouri-2006');
const read = (name: string): string => readFileSync(path.join(FOLDER, name), 'utf8');

/** The article without what makes it executable: blocks, markers, heading marks. */
const signedWords = (markdown: string): string[] =>
  markdown
    .replaceAll(/^```(?:terms|unmodelled)\n[\s\S]*?^```$/gm, '')
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/^#+ /gm, '')
    .split(/\s+/)
    .filter((word) => word !== '');

test('cover and Article I are the signed text, word for word', () => {
  const ours = signedWords(`${read('00-cover.md')}\n${read('01-scope-and-intent.md')}`);
  const signed = read('scenarios/seed.txt').split(/\s+/).filter(Boolean);
  const at = signed.findIndex((word, index) => word !== ours[index]);
  assert.equal(
    at,
    -1,
    `word ${at}: ${signed.slice(at, at + 8).join(' ')} | ${ours.slice(at, at + 8).join(' ')}`,
  );
  assert.equal(ours.length, signed.length);
});
