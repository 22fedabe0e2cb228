import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fail, ok } from '../base/result.ts';
import { makeFolder } from './make-folder.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'make-folder-'));
after(() => rmSync(dir, { recursive: true, force: true }));
const place = (name: string) => ({ out: path.join(dir, name), area: 'sample', field: 'dir' });
const write = (work: string): void => writeFileSync(path.join(work, 'a.md'), 'text');

test('a folder is there when it is whole, in folders that are not there yet', () => {
  const made = makeFolder(place('deep/one'), (work) => {
    write(work);
    assert.equal(existsSync(path.join(dir, 'deep/one')), false);
    return ok(1);
  });
  assert.deepEqual(made, ok(1));
  assert.equal(readFileSync(path.join(dir, 'deep/one/a.md'), 'utf8'), 'text');
  assert.deepEqual(readdirSync(path.join(dir, 'deep')), ['one']);
});

test('nothing is left of one that is not whole, and its problems name files of the place', () => {
  const made = makeFolder(place('two'), (work) => {
    write(work);
    const problem = { id: 'sample/wrong', sentence: 'It is wrong.', cure: 'Mend it.' };
    return fail({ ...problem, file: path.join(work, 'a.md') }, problem);
  });
  assert.ok(!made.ok);
  assert.deepEqual(
    made.problems.map(({ file }) => file),
    [path.join(dir, 'two', 'a.md'), undefined],
  );
  assert.throws(() =>
    makeFolder(place('three'), () => {
      throw new Error('a bug');
    }),
  );
  assert.deepEqual(readdirSync(dir), ['deep']);
});

test('a place that is taken is left as it is', () => {
  const made = makeFolder({ ...place('deep'), area: 'adopt' }, () => ok(2));
  assert.ok(!made.ok);
  assert.deepEqual(
    made.problems.map(({ id, field }) => [id, field]),
    [['adopt/exists', 'dir']],
  );
});
