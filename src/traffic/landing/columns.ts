import { LANDED_COLUMNS } from '../landed.ts';
import type { LandedColumnName } from '../landed.ts';

/** Columns that the sink fills by itself. */
export type OwnColumn = 'file' | 'format';
export type FilledColumn = Exclude<LandedColumnName, OwnColumn>;

/** Texts that seldom repeat are kept as they are; the others as numbers of the file's dictionary. */
const KEPT = ['raw', 'record_id'] as const;
type Kept = (typeof KEPT)[number];

type ArrayOf<K extends FilledColumn> = K extends Kept
  ? (string | undefined)[]
  : (typeof LANDED_COLUMNS)[K]['type'] extends 'VARCHAR'
    ? Int32Array
    : (typeof LANDED_COLUMNS)[K]['type'] extends 'BOOLEAN'
      ? Int8Array
      : Float64Array;

/**
 * Rows as they are collected, one array a column. Whole numbers are doubles, exact below 2^53, because that costs no
 * BigInt a value. VARCHAR columns hold numbers of the file's dictionary, but `raw` and
 * `record_id`. -1 is missing.
 */
export type RowArrays = { -readonly [K in FilledColumn]: ArrayOf<K> };

const isKept = (name: FilledColumn): name is Kept => (KEPT as readonly string[]).includes(name);

/** Arrays for `capacity` rows of the columns that a format fills; those of the others are empty. */
export function rowArrays(filled: readonly FilledColumn[], capacity: number): RowArrays {
  const arrays: Partial<Record<FilledColumn, ArrayOf<FilledColumn>>> = {};
  for (const name of Object.keys(LANDED_COLUMNS) as LandedColumnName[]) {
    if (name === 'file' || name === 'format') continue;
    arrays[name] = arrayOf(name, filled.includes(name) ? capacity : 0);
  }
  return arrays as RowArrays;
}

function arrayOf(name: FilledColumn, length: number): ArrayOf<FilledColumn> {
  if (isKept(name)) return [];
  switch (LANDED_COLUMNS[name].type) {
    case 'VARCHAR':
      return new Int32Array(length).fill(-1);
    case 'BOOLEAN':
      return new Int8Array(length).fill(-1);
    default:
      return new Float64Array(length).fill(-1);
  }
}

/** Copies the first `rows` values into arrays that are longer. */
export function copyRows(from: RowArrays, to: RowArrays, rows: number): void {
  for (const name of Object.keys(from) as FilledColumn[]) {
    const [source, target] = [from[name], to[name]];
    if (Array.isArray(source)) {
      if (Array.isArray(target)) target.push(...source);
    } else if (!Array.isArray(target) && target.length > 0) target.set(source.subarray(0, rows));
  }
}

/** Makes the first `rows` values missing again. */
export function clearRows(arrays: RowArrays, rows: number): void {
  for (const values of Object.values(arrays)) {
    if (Array.isArray(values)) values.length = 0;
    else values.fill(-1, 0, rows);
  }
}
