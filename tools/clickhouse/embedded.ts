/**
 * The embedded ClickHouse of `chdb`, as a connection for the official client: tests run the statements of a cluster
 * without one. It is installed apart (README.md), so a machine without it skips those tests; CI must have it.
 */
import { createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createClient } from '@clickhouse/client';
import type { ClickHouseClient, ClickHouseClientConfigOptions } from '@clickhouse/client';

type Connection = NonNullable<ClickHouseClientConfigOptions['connection']>;

const HERE = fileURLToPath(new URL('.', import.meta.url));
const INSTALL = 'npm install --prefix tools/clickhouse';

/**
 * For `test(name, { skip: withoutClickHouse() }, …)`: why a test of the second engine cannot run here, or false where it can.
 * @throws where CI has no engine, so that no run there passes by skipping.
 */
export function withoutClickHouse(): string | false {
  if (existsSync(path.join(HERE, 'node_modules/chdb'))) return false;
  if (process.env['CI'] === 'true') throw new Error(`CI has no embedded ClickHouse: ${INSTALL}`);
  return `no embedded ClickHouse; ${INSTALL}`;
}

/** A client of a private engine, whose data go with `close`. A process has one at a time. */
export function openEmbeddedClickHouse(): ClickHouseClient {
  const folder = mkdtempSync(path.join(tmpdir(), 'meetpoint-clickhouse-'));
  const chdb = createRequire(import.meta.url)('chdb/connection') as {
    createChdbConnection(options: { path: string }): Connection;
  };
  const connection = chdb.createChdbConnection({ path: folder });
  const insert = connection.insert.bind(connection);
  connection.insert = (params) =>
    params.query.endsWith(PARQUET) ? insertParquet(connection, params, folder) : insert(params);
  const close = connection.close.bind(connection);
  connection.close = async () => {
    await close();
    rmSync(folder, { recursive: true, force: true });
  };
  return createClient({ connection });
}

const PARQUET = 'FORMAT Parquet';
let files = 0;

/** A server reads the bytes of an insert as they come; the embedded engine takes them for text, so they go through a file. */
async function insertParquet(
  connection: Connection,
  { query, values, ...params }: Parameters<Connection['insert']>[0],
  folder: string,
): Promise<Awaited<ReturnType<Connection['insert']>>> {
  const file = path.join(folder, `insert-${(files += 1)}.parquet`);
  await pipeline(values, createWriteStream(file));
  const columns = /\(([^()]*)\)\s*$/.exec(query.slice(0, -PARQUET.length))?.[1] ?? '*';
  const select = `SELECT ${columns} FROM file('${file}', Parquet)`;
  const result = await connection.command({ ...params, query: query.replace(PARQUET, select) });
  rmSync(file);
  return result;
}
