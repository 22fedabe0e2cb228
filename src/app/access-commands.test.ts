import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadAgreement } from '../agreement/load.ts';
import { unwrap } from '../base/result.ts';
import { systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/database.ts';
import type { Database } from '../platform/database.ts';
import { silentLog } from '../platform/log.ts';
import { migrations, registerAgreement } from './database.ts';
import { vocabulary } from './vocabulary.ts';

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));
const tiny = fileURLToPath(new URL('../../agreements/tiny', import.meta.url));

describe('who may sign in, on the command line', () => {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'meetpoint-access-'));
  // Open all the while, so that the private server of the folder starts once.
  let db: Database;
  before(async () => {
    db = await openDatabase({ dataFolder, migrations, log: silentLog, clock: systemClock });
    await registerAgreement(db, unwrap(loadAgreement(tiny, { vocabulary })), []);
  });
  after(async () => {
    await db.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  const run = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words], {
      encoding: 'utf8',
      env: { ...process.env, MEETPOINT_DATA: dataFolder, DATABASE_URL: '' },
    });
    return { status, stdout, stderr };
  };

  test('a client is made, given another secret and ended, for its own party alone', () => {
    const made = run('clients', 'add', 'Orders', '--party', 'juniper', '--scope', 'orders:read', '--json');
    assert.equal(made.status, 0, made.stderr);
    const { client, secret } = JSON.parse(made.stdout) as {
      client: { id: string };
      secret: { secret: string };
    };
    assert.match(secret.secret, /^mps_/);
    const wrong = run('clients', 'end', client.id, '--party', 'prairie');
    assert.equal(wrong.status, 1);
    assert.match(wrong.stderr, /clients\/unknown/);
    const second = run('clients', 'rotate', client.id, '--party', 'juniper');
    assert.match(second.stdout, new RegExp(`^${client.id} has another secret: mps_`));
    assert.equal(run('clients', 'end', client.id, '--party', 'juniper').status, 0);
    const { stdout: list } = run('clients', 'list', '--json');
    const [ended] = JSON.parse(list) as { id: string; endedAt: string | null; secrets: unknown[] }[];
    assert.deepEqual([ended?.id, ended?.secrets.length], [client.id, 2]);
    assert.ok(ended?.endedAt);
    assert.ok(!list.includes('mps_'));
    const much = run(
      'clients',
      'add',
      'Bad',
      '--party',
      'juniper',
      '--scope',
      'orders:answer',
      'users:manage',
    );
    assert.equal(much.status, 1);
    assert.equal((much.stderr.match(/clients\/scope/g) ?? []).length, 2);
  });

  test('a commission is made known, and its users are regulators', () => {
    const made = run('commissions', 'add', 'co-puc', '--name', 'Commission of Colorado', '--state', 'CO');
    assert.equal(made.stdout, 'co-puc oversees the agreements of CO.\n', made.stderr);
    const user = ['users', 'add', 'reg@puc.example', '--name', 'Reg', '--party', 'co-puc', '--role'];
    assert.match(run(...user, 'clec-clerk').stderr, /users\/side/);
    assert.equal(run(...user, 'regulator').status, 0);
    assert.match(run(...user, 'regulator').stderr, /users\/exists/);
  });
});
