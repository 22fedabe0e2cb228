import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { sha256 } from '../base/canonical.ts';
import { contentHash, normativeFiles } from './release.ts';
import { ARTICLE, FEES, MANIFEST, folder, open, problemsOf, write } from './test-agreement.ts';

test('the hash is over the sorted paths and file hashes', () => {
  const dir = folder({ 'fees.csv': FEES });
  const expected = sha256(
    [
      ['agreement.yaml', MANIFEST],
      ['fees.csv', FEES],
      ['three.md', ARTICLE],
    ]
      .map(([name, text]) => `${name}\u0000${sha256(text ?? '')}\n`)
      .join(''),
  );
  assert.equal(contentHash(dir), expected);
  assert.equal(open(dir).ref.hash, expected);
});

test('what explains or tests an agreement is no part of it', () => {
  const dir = folder({});
  const before = contentHash(dir);
  for (const name of [
    'README.md',
    'scenarios/one.json',
    'amendments/README.md',
    'releases.yaml',
    '.DS_Store',
    '.idea/x.md',
  ])
    write(dir, name, '[]');
  assert.equal(contentHash(dir), before);
  write(dir, 'corrections/a.yaml', 'x');
  assert.deepEqual(normativeFiles(dir), ['agreement.yaml', 'corrections/a.yaml', 'three.md']);
  assert.notEqual(contentHash(dir), before);
  rmSync(path.join(dir, 'corrections'), { recursive: true });
  assert.equal(contentHash(dir), before);
});

test('line ends of another system make no other agreement', () => {
  const dir = folder({ 'fees.csv': FEES });
  const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
  const other = folder({
    'agreement.yaml': crlf(MANIFEST),
    'three.md': crlf(ARTICLE),
    'fees.csv': crlf(FEES),
  });
  assert.equal(contentHash(other), contentHash(dir));
  assert.ok(open(other));
});

const frozen = (hash: string, version = '0.1.0'): string =>
  `- version: ${version}\n  hash: ${hash}\n  releasedOn: 2026-10-01\n`;

test('a frozen version is refused when it changed', () => {
  const dir = folder({});
  write(dir, 'releases.yaml', `${frozen('a'.repeat(64), '0.0.9')}${frozen(contentHash(dir))}`);
  assert.ok(open(dir));
  write(dir, 'README.md', 'More.');
  assert.ok(open(dir));
  write(dir, 'three.md', ARTICLE.replace('A late', 'Each late'));
  assert.throws(() => open(dir), /release\/changed: Version 0\.1\.0 was released on 2026-10-01/);
  write(dir, 'agreement.yaml', MANIFEST.replace('0.1.0', '0.2.0'));
  assert.ok(open(dir));
});

test('a released version is frozen, and the list has its form', () => {
  const released = { 'agreement.yaml': MANIFEST.replace('draft', 'released') };
  assert.equal(problemsOf(released)[0]?.id, 'release/not-frozen');
  assert.deepEqual(
    problemsOf({ 'releases.yaml': frozen('xyz') }).map(({ id, at }) => [id, at]),
    [['release/shape', 'releases.yaml:2']],
  );
});
