import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import type { WallClock } from './clock.ts';
import type { Log } from './log.ts';
import { ensureRoles, OWNER_ROLE } from './roles.ts';

/** The platform's own migrations; they always come first. */
const platformMigrations = fileURLToPath(new URL('./migrations', import.meta.url));

/** One numbered SQL file. */
export interface Migration {
  /** `<room>/<file>`, for example `cases/0002-clocks.sql`; stable, however the program is packed. */
  name: string;
  sql: string;
  sha256: string;
}

/** Any number, as long as all programs that share a database use the same: "meetpoint" in hexadecimal digits. */
const LOCK = 0x6d65_6574;

/**
 * Reads folders of `NNNN-name.sql` in the order given, files in the order of their numbers.
 * @throws Error on a file that is not named so, a number used twice, or two folders of one name.
 */
export function readMigrations(folders: readonly string[]): Migration[] {
  const distinct = [...new Set([platformMigrations, ...folders].map((folder) => resolve(folder)))];
  const rooms = distinct.map(roomOf);
  const twice = rooms.find((room, index) => rooms.indexOf(room) !== index);
  if (twice !== undefined) throw new Error(`Two folders of migrations are both named ${twice}.`);
  return distinct.flatMap(readFolder);
}

function readFolder(folder: string): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  const numbers = files.map((file) => /^(\d{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1]);
  files.forEach((file, index) => {
    const number = numbers[index];
    if (number === undefined) throw new Error(`${join(folder, file)} is not named like 0001-name.sql.`);
    if (numbers.indexOf(number) !== index) throw new Error(`Number ${number} is used twice in ${folder}.`);
  });
  return files.map((file) => {
    const sql = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
    return { name: `${roomOf(folder)}/${file}`, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
}

function roomOf(folder: string): string {
  return basename(basename(folder) === 'migrations' ? dirname(folder) : folder);
}

/**
 * Makes the roles and applies what the database lacks, each file in its own transaction under a lock, so that
 * several programs may start at once.
 * @returns the names applied now.
 * @throws Error when a recorded migration has another content, or is unknown to this program.
 */
export async function migrate(
  client: pg.ClientBase,
  migrations: readonly Migration[],
  options: { clock: WallClock; log: Log },
): Promise<string[]> {
  const recorded = await readRecorded(client);
  refuseChanges(migrations, recorded);
  if (migrations.every(({ name }) => recorded.has(name))) return [];
  await ensureRoles(client);
  const applied: string[] = [];
  for (const migration of migrations) {
    if (await applyOnce(client, migration, options.clock)) {
      options.log.info({ migration: migration.name }, 'A migration was applied.');
      applied.push(migration.name);
    }
  }
  return applied;
}

async function readRecorded(client: pg.ClientBase): Promise<Map<string, string>> {
  const table = await client.query<{ exists: boolean }>(
    "SELECT to_regclass('public.applied_migration') IS NOT NULL AS exists",
  );
  if (table.rows[0]?.exists !== true) return new Map();
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'SELECT name, sha256 FROM public.applied_migration',
  );
  return new Map(rows.map(({ name, sha256 }) => [name, sha256]));
}

function refuseChanges(migrations: readonly Migration[], recorded: ReadonlyMap<string, string>): void {
  for (const { name, sha256 } of migrations) {
    const known = recorded.get(name);
    if (known !== undefined && known !== sha256) {
      throw new Error(
        `Migration ${name} was changed after it was applied to this database: restore the released file and put ` +
          `the change into a new migration with the next number.`,
      );
    }
  }
  const rooms = new Set(migrations.map(({ name }) => name.split('/')[0]));
  const names = new Set(migrations.map(({ name }) => name));
  const unknown = [...recorded.keys()].find((name) => rooms.has(name.split('/')[0]) && !names.has(name));
  if (unknown !== undefined) {
    throw new Error(
      `This database has migration ${unknown}, which this program does not know: use a newer program.`,
    );
  }
}

async function applyOnce(client: pg.ClientBase, migration: Migration, clock: WallClock): Promise<boolean> {
  await client.query(`BEGIN; SELECT pg_advisory_xact_lock(${LOCK}); SET LOCAL ROLE ${OWNER_ROLE}`);
  try {
    await client.query(
      'CREATE TABLE IF NOT EXISTS public.applied_migration (name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL)',
    );
    const recorded = await readRecorded(client);
    refuseChanges([migration], new Map([...recorded].filter(([name]) => name === migration.name)));
    const isNew = !recorded.has(migration.name);
    if (isNew) {
      await client.query(migration.sql);
      const at = clock.now().toString();
      const values = [migration.name, migration.sha256, at];
      await client.query(
        'INSERT INTO public.applied_migration (name, sha256, applied_at) VALUES ($1, $2, $3)',
        values,
      );
    }
    await client.query('COMMIT');
    return isNew;
  } catch (error) {
    await client.query('ROLLBACK');
    const said = error instanceof Error ? error.message : String(error);
    throw new Error(`Migration ${migration.name} failed and was undone: ${said}`, { cause: error });
  }
}
