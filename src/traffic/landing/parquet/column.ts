import { delta } from './delta.ts';
import { ENCODING } from './format.ts';
import { hybrid, run } from './hybrid.ts';
import { bitWidth, packSmall } from './pack-bits.ts';

/** Missing in columns of whole numbers, codes and flags. */
export const MISSING = -1;

/**
 * Values of one column of a row group. Whole numbers are from 0 and exact in a double. `word` columns hold numbers of texts in `words`.
 * `constant` columns have one value in every row, `null` for none at all.
 */
export type ColumnValues =
  | { readonly kind: 'whole'; readonly values: Float64Array }
  | { readonly kind: 'flag'; readonly values: Int8Array }
  | { readonly kind: 'word'; readonly values: Int32Array; readonly words: readonly string[] }
  | { readonly kind: 'text'; readonly values: readonly (string | undefined)[] }
  | { readonly kind: 'constant'; readonly value: string | number | null };

/** A column of a row group as bytes, not compressed yet. */
export interface EncodedColumn {
  readonly encoding: (typeof ENCODING)[keyof typeof ENCODING];
  readonly dictionary?: { readonly page: Buffer; readonly values: number };
  /** Definition levels and values. */
  readonly page: Buffer;
  readonly nulls: number;
  /** Of whole numbers. */
  readonly least?: number;
  readonly most?: number;
}

/** The first `rows` values of a column. */
export function encodeColumn(column: ColumnValues, rows: number): EncodedColumn {
  switch (column.kind) {
    case 'whole':
      return wholes(column.values, rows);
    case 'flag':
      return flags(column.values, rows);
    case 'word':
      return words(column.values, rows, column.words);
    case 'text':
      return texts(column.values, rows);
    case 'constant':
      return constant(column.value, rows);
  }
}

function wholes(values: Float64Array, rows: number): EncodedColumn {
  let [nulls, least, most] = [0, Infinity, 0];
  for (let i = 0; i < rows; i++) {
    const value = values[i] as number;
    if (value < 0) nulls += 1;
    else {
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  const present = nulls === 0 ? values : withoutMissing(values, rows, nulls);
  return {
    encoding: ENCODING.DELTA_BINARY_PACKED,
    page: Buffer.concat([levels(values, rows, nulls), delta(present, rows - nulls)]),
    nulls,
    ...(nulls === rows ? {} : { least, most }),
  };
}

function flags(values: Int8Array, rows: number): EncodedColumn {
  const present = new Int32Array(rows);
  let count = 0;
  for (let i = 0; i < rows; i++) {
    const value = values[i] as number;
    if (value >= 0) present[count++] = value;
  }
  const bits = Buffer.alloc(Math.ceil(count / 8));
  packSmall(bits, 0, present, count, 1);
  return {
    encoding: ENCODING.PLAIN,
    page: Buffer.concat([levels(values, rows, rows - count), bits]),
    nulls: rows - count,
  };
}

function withoutMissing(values: Float64Array, rows: number, nulls: number): Float64Array {
  const present = new Float64Array(rows - nulls);
  let count = 0;
  for (let i = 0; i < rows; i++) {
    const value = values[i] as number;
    if (value >= 0) present[count++] = value;
  }
  return present;
}

/** The dictionary of a row group has the texts that it uses, in the order in which they come. */
function words(values: Int32Array, rows: number, all: readonly string[]): EncodedColumn {
  const codes = new Int32Array(all.length).fill(MISSING);
  const used: string[] = [];
  const present = new Int32Array(rows);
  let count = 0;
  for (let i = 0; i < rows; i++) {
    const word = values[i] as number;
    if (word < 0) continue;
    let code = codes[word] as number;
    if (code < 0) {
      code = used.length;
      codes[word] = code;
      used.push(all[word] as string);
    }
    present[count++] = code;
  }
  const width = bitWidth(Math.max(used.length - 1, 0));
  return {
    encoding: ENCODING.RLE_DICTIONARY,
    dictionary: { page: plainTexts(used), values: used.length },
    page: Buffer.concat([
      levels(values, rows, rows - count),
      Buffer.of(width),
      hybrid(present, count, width),
    ]),
    nulls: rows - count,
  };
}

function texts(values: readonly (string | undefined)[], rows: number): EncodedColumn {
  const present: string[] = [];
  const defined = new Int8Array(rows).fill(MISSING);
  for (let i = 0; i < rows; i++) {
    const value = values[i];
    if (value === undefined) continue;
    present.push(value);
    defined[i] = 1;
  }
  const nulls = rows - present.length;
  return {
    encoding: ENCODING.PLAIN,
    page: Buffer.concat([levels(defined, rows, nulls), plainTexts(present)]),
    nulls,
  };
}

function constant(value: string | number | null, rows: number): EncodedColumn {
  if (value === null) return { encoding: ENCODING.PLAIN, page: withLength(run(0, rows, 1)), nulls: rows };
  const page = Buffer.concat([withLength(run(1, rows, 1)), Buffer.of(0), run(0, rows, 0)]);
  const column = { encoding: ENCODING.RLE_DICTIONARY, page, nulls: 0 };
  if (typeof value === 'string') return { ...column, dictionary: { page: plainTexts([value]), values: 1 } };
  const whole = Buffer.alloc(8);
  whole.writeBigInt64LE(BigInt(value));
  return { ...column, dictionary: { page: whole, values: 1 }, least: value, most: value };
}

/** Which rows have a value: definition levels 1 and 0. */
function levels(values: ArrayLike<number>, rows: number, nulls: number): Buffer {
  if (nulls === 0 || nulls === rows) return withLength(run(nulls === 0 ? 1 : 0, rows, 1));
  const defined = new Int32Array(rows);
  for (let i = 0; i < rows; i++) defined[i] = (values[i] as number) < 0 ? 0 : 1;
  return withLength(hybrid(defined, rows, 1));
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function plainTexts(values: readonly string[]): Buffer {
  return Buffer.concat(values.map((value) => withLength(Buffer.from(value, 'utf8'))));
}
