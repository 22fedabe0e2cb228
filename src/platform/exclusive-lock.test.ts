import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { withExclusiveLock } from './exclusive-lock.ts';

const folder = await mkdtemp(join(tmpdir(), 'meetpoint-lock-'));
after(() => rm(folder, { recursive: true }));

test('one holder at a time', async () => {
  let holders = 0;
  const work = async (): Promise<void> => {
    holders += 1;
    assert.equal(holders, 1);
    await sleep(5);
    holders -= 1;
  };
  await Promise.all(Array.from({ length: 8 }, () => withExclusiveLock(join(folder, 'one'), work)));
});

test('a lock whose holder was killed is free at once', async () => {
  const file = join(folder, 'two');
  const script = `import { withExclusiveLock } from ${JSON.stringify(import.meta.resolve('./exclusive-lock.ts'))};
    await withExclusiveLock(${JSON.stringify(file)}, async () => {
      process.stdout.write('held'); await new Promise((done) => setTimeout(done, 60000)); });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await assert.rejects(
    withExclusiveLock(file, () => Promise.resolve(), 60),
    /Another process has held/,
  );
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.equal(await withExclusiveLock(file, () => Promise.resolve('free'), 60), 'free');
});

test('the lock is released when the work fails', async () => {
  const file = join(folder, 'three');
  await assert.rejects(
    withExclusiveLock(file, () => Promise.reject(new Error('no'))),
    /no/,
  );
  await withExclusiveLock(file, () => Promise.resolve(), 60);
});
