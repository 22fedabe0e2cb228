import { createHash } from 'node:crypto';
import pg from 'pg';
import { bulkInserts, COLUMN_TYPES_SQL, quotedName, type ColumnType } from './bulk-insert.ts';
import { APP_ROLE, OWNER_ROLE } from './roles.ts';
import { sqlValue } from './sql-types.ts';

/**
 * On whose behalf a transaction runs; row-level security sees it through `meetpoint_agreement()`,
 * `meetpoint_party()` and `meetpoint_user()`. `install` is the owner of the tables: migrations, registering
 * agreements and users, looking for due work.
 */
export type Scope =
  | { kind: 'agreement'; agreementId: string }
  | { kind: 'party'; party: string; user: string }
  | { kind: 'install' };

/** A statement that the server parses and plans once a connection, and knows by its name afterwards. */
export interface Prepared {
  readonly name: string;
  readonly text: string;
}

/** For statements that run for each of many rows of work, the same way whatever their values are. */
export const prepared = (text: string): Prepared => ({
  name: createHash('sha256').update(text).digest('hex').slice(0, 32),
  text,
});

/** The statements of one transaction. All statements run in order; do not use it after its function has returned. */
export interface Tx {
  /**
   * Runs one statement and returns its rows: int8 as bigint, numeric and date as text, timestamptz as an ISO
   * instant. Parameters may be `Temporal` values and bigint; JSON parameters must be stringified by the caller.
   */
  query<Row>(sql: string | Prepared, values?: readonly unknown[]): Promise<Row[]>;
  /** Runs one statement and returns the number of rows that it touched. */
  execute(sql: string | Prepared, values?: readonly unknown[]): Promise<number>;
  /**
   * Inserts many rows, each in the order of `columns`; JSON columns take plain values.
   * @param onConflict `skip` leaves out rows that a unique key already holds.
   * @returns the number of rows inserted.
   */
  insertMany(
    table: string,
    columns: readonly string[],
    rows: readonly (readonly unknown[])[],
    onConflict?: 'fail' | 'skip',
  ): Promise<number>;
  /**
   * Narrows an install transaction to one agreement or party for its remaining statements.
   * @throws Error from any other scope: a scope never widens.
   */
  narrow(scope: Scope): Promise<void>;
}

/** The statements that open a scope inside a transaction. */
export function scopeSql(scope: Scope): string {
  const role = scope.kind === 'install' ? OWNER_ROLE : APP_ROLE;
  const settings = {
    'meetpoint.agreement': scope.kind === 'agreement' ? scope.agreementId : '',
    'meetpoint.party': scope.kind === 'party' ? scope.party : '',
    'meetpoint.user': scope.kind === 'party' ? scope.user : '',
  };
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`,
  );
  return `SET LOCAL ROLE ${role}; SELECT ${calls.join(', ')}`;
}

/** The transaction's face over a connection that has begun one. */
export function openTx(client: pg.ClientBase, begun: Scope, tableColumns: Map<string, ColumnType[]>): Tx {
  let scope = begun;
  const run = async (sql: string | Prepared, values: readonly unknown[]): Promise<pg.QueryResult> =>
    client.query({ ...(typeof sql === 'string' ? { text: sql } : sql), values: values.map(sqlValue) });
  const columnsOf = async (table: string): Promise<ColumnType[]> => {
    const known = tableColumns.get(table);
    if (known !== undefined) return known;
    const { rows } = await run(COLUMN_TYPES_SQL, [quotedName(table)]);
    tableColumns.set(table, rows as ColumnType[]);
    return rows as ColumnType[];
  };
  return {
    query: async <Row>(sql: string | Prepared, values: readonly unknown[] = []) =>
      (await run(sql, values)).rows as Row[],
    execute: async (sql, values = []) => (await run(sql, values)).rowCount ?? 0,
    insertMany: async (table, columns, rows, onConflict = 'fail') => {
      if (rows.length === 0) return 0;
      let inserted = 0;
      for (const { sql, values } of bulkInserts(table, columns, await columnsOf(table), rows, onConflict)) {
        inserted += (await client.query(sql, values)).rowCount ?? 0;
      }
      return inserted;
    },
    narrow: async (next) => {
      if (scope.kind !== 'install') throw new Error(`A ${scope.kind} transaction cannot change its scope.`);
      await client.query(scopeSql(next));
      scope = next;
    },
  };
}
