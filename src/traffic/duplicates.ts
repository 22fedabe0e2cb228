import { callsRelation, select, withDuckDb } from './duck.ts';
import type { SqlRow } from './duck.ts';
import type { DuplicateKey, KeyField } from './terms.ts';

const DAY_MS = 86_400_000;

const COLUMN: Readonly<Record<KeyField, string>> = {
  'connect-date': `connect_ms // ${DAY_MS}`,
  'connect-time': `connect_ms % ${DAY_MS}`,
  'from-number': 'from_number',
  'to-number': 'to_number',
  'trunk-group': 'trunk_group',
  'conversation-time': 'conversation_ms',
  'routing-number': 'lrn',
  'record-id': 'record_id',
  'recorded-by': 'recorded_by',
};

/**
 * Query for the records that repeat an earlier one, from `timed`. Two missing values are equal in the first key; the second key
 * needs all its fields.
 */
export function duplicatesSql(term: DuplicateKey): string {
  const sets = [
    repeats(term.same, false),
    ...(term.orSame === undefined ? [] : [repeats(term.orSame, true)]),
  ];
  return sets.join(' UNION ');
}

function repeats(fields: readonly KeyField[], complete: boolean): string {
  const columns = fields.map((field) => COLUMN[field]);
  const keys = columns.map((column, index) => `${column} AS k${index}`).join(', ');
  const names = columns.map((_, index) => `k${index}`).join(', ');
  const same = columns.map((_, index) => `t.k${index} IS NOT DISTINCT FROM g.k${index}`).join(' AND ');
  const present = complete ? columns.map((column) => ` AND ${column} IS NOT NULL`).join('') : '';
  const keyed = `(SELECT seq, ${keys} FROM timed WHERE status = 'record'${present})`;
  return `
    SELECT t.seq FROM ${keyed} t
    JOIN (SELECT ${names}, min(seq) AS first FROM ${keyed} GROUP BY ${names} HAVING count(*) > 1) g ON ${same}
    WHERE t.seq > g.first`;
}

export const joinDuplicates = (record: string, duplicate: string): string =>
  `LEFT JOIN duplicate ${duplicate} ON ${duplicate}.seq = ${record}.seq`;

/** Id of the earliest record of the same call. */
export async function firstOfDuplicates(
  callsParquet: string,
  row: SqlRow,
  term: DuplicateKey | undefined,
): Promise<string> {
  if (!term) return 'an earlier record';
  const same = (fields: readonly KeyField[], complete: boolean): string =>
    fields
      .map((field) => COLUMN[field])
      .map(
        (sql) =>
          `(${sql.replaceAll(/[a-z_]+/g, 'c.$&')}) ${complete ? '=' : 'IS NOT DISTINCT FROM'} (${sql.replaceAll(/[a-z_]+/g, 'me.$&')})`,
      )
      .join(' AND ');
  const either = [same(term.same, false), ...(term.orSame ? [same(term.orSame, true)] : [])];
  const calls = callsRelation(callsParquet);
  const [first] = await withDuckDb(undefined, (db) =>
    select(
      db,
      `SELECT c.file, c.line FROM ${calls} c, (SELECT * FROM ${calls} WHERE seq = ${String(row['seq'])}) me
       WHERE c.status = 'record' AND c.seq < me.seq AND ((${either.join(') OR (')}))
       ORDER BY c.seq LIMIT 1`,
    ),
  );
  return `${String(first?.['file'])}:${String(first?.['line'])}`;
}
