import type pg from 'pg';

/** Owns schemas and tables; every install transaction and every migration runs as it. */
export const OWNER_ROLE = 'meetpoint_owner';

/** Runs everything that is done for an agreement or a party; row-level security holds for it. */
export const APP_ROLE = 'meetpoint_app';

/** Reads and writes schema `auth` and nothing else. */
export const AUTH_ROLE = 'meetpoint_auth';

const ROLES = [OWNER_ROLE, APP_ROLE, AUTH_ROLE];
const ATTRIBUTES = 'NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS';
const RETRIES = 10;

/**
 * Makes the three roles if they are missing and lets the login role act as them. Roles belong to the whole server,
 * so several databases may come here at once.
 * @throws Error that names the statements for an administrator when the login role may not do it itself, and when a
 *   role that exists is too powerful for row-level security to hold.
 */
export async function ensureRoles(client: pg.ClientBase): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await makeRoles(client);
      break;
    } catch (error) {
      if (errorCode(error) === '42501') throw new Error(adminSentence(), { cause: error });
      if (attempt === RETRIES || !isRace(error)) throw error;
    }
  }
  const powerful = await client.query<{ rolname: string }>(
    'SELECT rolname FROM pg_roles WHERE rolname = ANY($1) AND (rolsuper OR rolbypassrls)',
    [ROLES],
  );
  const role = powerful.rows[0]?.rolname;
  if (role !== undefined) {
    throw new Error(`Role ${role} bypasses row-level security: ALTER ROLE ${role} NOSUPERUSER NOBYPASSRLS.`);
  }
}

async function makeRoles(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>(
    'SELECT rolname FROM pg_roles WHERE rolname = ANY($1)',
    [ROLES],
  );
  const existing = new Set(rows.map(({ rolname }) => rolname));
  for (const role of ROLES) {
    if (!existing.has(role)) await client.query(`CREATE ROLE ${role} ${ATTRIBUTES}`);
    if (!(await mayBecome(client, role))) await client.query(`GRANT ${role} TO CURRENT_USER`);
  }
  await client.query(`
    DO $$ BEGIN EXECUTE format('GRANT CREATE, TEMPORARY ON DATABASE %I TO ${OWNER_ROLE}', current_database()); END $$;
    GRANT USAGE, CREATE ON SCHEMA public TO ${OWNER_ROLE};
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    GRANT USAGE ON SCHEMA public TO ${APP_ROLE};`);
}

async function mayBecome(client: pg.ClientBase, role: string): Promise<boolean> {
  const version = await client.query<{ number: number }>(
    "SELECT current_setting('server_version_num')::int AS number",
  );
  // Since PostgreSQL 16 a member may lack the right to SET ROLE.
  const right = (version.rows[0]?.number ?? 0) >= 160_000 ? 'SET' : 'MEMBER';
  const { rows } = await client.query<{ may: boolean }>('SELECT pg_has_role($1, $2) AS may', [role, right]);
  return rows[0]?.may === true;
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Somebody else created the role or touched the same catalogue row between the look and the statement. */
function isRace(error: unknown): boolean {
  return ['42710', '23505', 'XX000'].includes(errorCode(error));
}

function adminSentence(): string {
  const statements = ROLES.map((role) => `CREATE ROLE ${role} ${ATTRIBUTES}; GRANT ${role} TO <login>;`);
  return (
    'The database login may not prepare its roles. Let an administrator make it the owner of the database and run: ' +
    statements.join(' ')
  );
}
