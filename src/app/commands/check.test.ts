import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const LAUNCHER = path.join(import.meta.dirname, '..', '..', '..', 'bin', 'meetpoint.cjs');
const TINY = 'agreements/tiny';
const GENERAL = `${TINY}/a-general.md`;
const text = readFileSync(GENERAL, 'utf8');

interface Answer {
  readonly ok: boolean;
  readonly problems?: readonly {
    readonly id: string;
    readonly line?: number;
    readonly also?: { readonly line: number };
  }[];
}

function check(input: string, ...words: string[]): { status: number | null; answer: Answer } {
  const { status, stdout } = spawnSync(process.execPath, [LAUNCHER, 'check', TINY, '--json', ...words], {
    encoding: 'utf8',
    input,
  });
  return { status, answer: JSON.parse(stdout) as Answer };
}

test('a file that is not saved is checked from standard input', () => {
  const same = check(text, '--stdin', GENERAL);
  assert.deepEqual([same.status, same.answer.ok], [0, true]);
  const line = text.split('\n').findIndex((one) => one.includes('45 calendar days after')) + 1;
  const term = text.split('\n').findIndex((one) => one.includes('length: 45 calendar days')) + 1;
  assert.ok(line > 0 && term > line);
  const changed = text.replace('45 calendar days after', '46 calendar days after');
  for (const name of [GENERAL, 'a-general.md']) {
    const { status, answer } = check(changed, '--stdin', name);
    assert.equal(status, 1);
    const conflicts = answer.problems?.filter(({ id }) => id === 'agreement/contradiction');
    assert.deepEqual(
      conflicts?.map((one) => [one.line, one.also?.line]),
      [
        [line, term],
        [term, line],
      ],
    );
    // The folder is frozen: its text may not change at all.
    assert.ok(answer.problems?.some(({ id }) => id === 'release/changed'));
  }
});
