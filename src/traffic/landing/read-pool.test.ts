import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { emiPack, temporaryFolder, usageFolder } from './test-usage.ts';
import { findUsageFiles } from './find-usage-files.ts';
import { identityOf } from './identity.ts';
import { landFiles } from './land-files.ts';
import { ReadPool } from './read-pool.ts';
import { readTask } from './read-task.ts';

const input = usageFolder(
  Object.fromEntries(
    Array.from({ length: 7 }, (_, i) => [`emi/${i}.emi`, emiPack([{ connectTime: `0${i}:00:00` }, {}])]),
  ),
);

test('threads read what the thread of the caller reads', async () => {
  const pool = new ReadPool(2);
  try {
    const tasks = await Promise.all(
      findUsageFiles(input).map(async (file) => ({
        file,
        identity: await identityOf(file),
        dir: temporaryFolder(),
      })),
    );
    const read = await Promise.all(tasks.map((task) => pool.read(task)));
    const own = await Promise.all(tasks.map((task) => readTask({ ...task, dir: temporaryFolder() })));
    assert.deepEqual(read, own);
    assert.equal(read.length, 7);
  } finally {
    await pool.close();
  }
});

test('with several at a time the store is the same, and so is the answer', async () => {
  const [one, three] = [temporaryFolder(), temporaryFolder()];
  const without = (landed: Awaited<ReturnType<typeof landFiles>>, store: string) => ({
    ...landed,
    parts: landed.parts.map((part) => ({ ...part, path: path.relative(store, part.path) })),
  });
  const files = findUsageFiles(input);
  const twice = [...files, ...files.map((file) => ({ ...file, name: `again-${file.name}` }))];
  assert.deepEqual(
    without(await landFiles(twice, three, { parallel: 3 }), three),
    without(await landFiles(twice, one), one),
  );
});

test('a disk that fails ends the landing with what it says, also with files that still wait', async () => {
  const store = temporaryFolder();
  // The temporary folder of a file cannot be made where a file has its name.
  const files = findUsageFiles(input);
  const pool = new ReadPool(2);
  const [file] = files;
  assert.ok(file);
  const identity = await identityOf(file);
  const missing = path.join(store, 'not', 'there', '\0');
  await assert.rejects(pool.read({ file, identity, dir: missing }));
  // The thread is free again for others.
  const read = await pool.read({ file, identity, dir: temporaryFolder() });
  assert.equal(read.report.read, 2);
  const waiting = Array.from({ length: 6 }, () => pool.read({ file, identity, dir: temporaryFolder() }));
  const settled = Promise.allSettled(waiting);
  await pool.close();
  assert.equal((await settled).length, 6);
  await assert.rejects(pool.read({ file, identity, dir: temporaryFolder() }), /was ended/);
});
