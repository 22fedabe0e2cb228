import { prepared } from '../../platform/transaction.ts';
import type { Prepared, Tx } from '../../platform/transaction.ts';

/** How rows of one table come in: one array a column, so that a statement has few parameters whatever the number of rows. */
export interface Upsert {
  readonly statement: Prepared;
  readonly columns: number;
}

/**
 * A statement that adds rows of an incumbent, and puts what is given in the place of rows that have their key.
 * @param columns after `provider`, with their SQL types.
 * @param more what else stands behind the conflict: in place of setting all columns.
 */
export function upsertInto(
  table: string,
  key: readonly string[],
  columns: Readonly<Record<string, string>>,
  more?: string,
): Upsert {
  const names = Object.keys(columns);
  const picks = names.map((name, index) => `u.c${index}::${columns[name]}`);
  const set = names.filter((name) => !key.includes(name)).map((name) => `${name} = excluded.${name}`);
  return {
    columns: names.length,
    statement: prepared(
      `INSERT INTO ${table} (provider, ${names.join(', ')})
       SELECT $1, ${picks.join(', ')} FROM unnest(${names.map((_, index) => `$${index + 2}::text[]`).join(', ')})
              AS u(${names.map((_, index) => `c${index}`).join(', ')})
       ON CONFLICT (provider, ${key.join(', ')}) DO UPDATE SET ${more ?? set.join(', ')}`,
    ),
  };
}

/** Writes the rows. Each key stands in them once. */
export async function upsert(
  tx: Tx,
  provider: string,
  { statement, columns }: Upsert,
  rows: readonly (readonly (string | null)[])[],
): Promise<void> {
  if (rows.length === 0) return;
  const arrays = Array.from({ length: columns }, (_, index) => rows.map((row) => row[index] ?? null));
  await tx.execute(statement, [provider, ...arrays]);
}
