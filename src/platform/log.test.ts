import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog } from './log.ts';

function captured(level?: string): { lines: string[]; log: ReturnType<typeof createLog> } {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  return { lines, log: createLog({ stream, ...(level === undefined ? {} : { level }) }) };
}

test('secrets are blanked at every level down to four', () => {
  const { lines, log } = captured('info');
  log.info(
    {
      password: 'one',
      account: { token: 'two', headers: { Authorization: 'three', cookie: 'four', 'set-cookie': 'five' } },
      a: { b: { c: { secret: 'six', kept: 'visible' } } },
    },
    'A user signed in.',
  );
  assert.match(lines[0] ?? '', /visible/);
  assert.doesNotMatch(lines[0] ?? '', /"(one|two|three|four|five|six)"/);
});

test('the level is warn unless another is asked for', () => {
  const quiet = captured('nonsense');
  quiet.log.info('not written');
  quiet.log.warn('written');
  assert.equal(quiet.lines.length, 1);
});
