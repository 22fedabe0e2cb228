import { appendFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import { encodeColumn } from './column.ts';
import type { ColumnValues, EncodedColumn } from './column.ts';
import { CODEC, ENCODING, MAGIC, OPTIONAL, PAGE, PHYSICAL, UTF8 } from './format.ts';
import { ThriftWriter } from './thrift.ts';

export interface ParquetColumn {
  readonly name: string;
  readonly type: 'BIGINT' | 'INTEGER' | 'VARCHAR' | 'BOOLEAN';
}

interface WrittenColumn {
  readonly about: Omit<EncodedColumn, 'page' | 'dictionary'>;
  readonly hasDictionary: boolean;
  readonly codec: number;
  readonly at: number;
  readonly dataAt: number;
  readonly size: number;
  readonly plainSize: number;
}

interface RowGroup {
  readonly rows: number;
  readonly columns: readonly WrittenColumn[];
}

const PHYSICAL_TYPE = {
  BIGINT: PHYSICAL.INT64,
  INTEGER: PHYSICAL.INT32,
  VARCHAR: PHYSICAL.BYTE_ARRAY,
  BOOLEAN: PHYSICAL.BOOLEAN,
} as const;

const compress = promisify(zstdCompress);

/** Pages smaller than this are stored as they are: there is nothing to win. */
const SMALL_BYTES = 256;
/** The lowest level: packed columns leave little to find. */
const ZSTD = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/**
 * Writes one Parquet file, row group by row group: the same rows make the same bytes. Compression and writing go on beside the caller;
 * the caller's arrays are free again when `add` returns.
 */
export class ParquetWriter {
  readonly #file: string;
  readonly #columns: readonly ParquetColumn[];
  readonly #groups: RowGroup[] = [];
  #size = MAGIC.length;
  #writing: Promise<void>;
  rows = 0;

  constructor(file: string, columns: readonly ParquetColumn[]) {
    this.#file = file;
    this.#columns = columns;
    this.#writing = appendFile(file, MAGIC);
    // Who awaits what comes after it is told of its failure.
    this.#writing.catch(() => undefined);
  }

  /** Adds a row group of the first `rows` values. @returns when it is written. */
  add(values: readonly ColumnValues[], rows: number): Promise<void> {
    this.rows += rows;
    const columns = values.map((column) => compressColumn(encodeColumn(column, rows), rows));
    const before = this.#writing;
    this.#writing = (async () => {
      const done = await Promise.all(columns);
      await before;
      const written = done.map(({ pages, ...column }): WrittenColumn => {
        const at = this.#size;
        this.#size += column.size;
        return { ...column, at, dataAt: at + (column.hasDictionary ? (pages[0]?.length ?? 0) : 0) };
      });
      this.#groups.push({ rows, columns: written });
      await appendFile(this.#file, Buffer.concat(done.flatMap(({ pages }) => pages)));
    })();
    this.#writing.catch(() => undefined);
    return this.#writing;
  }

  /** Writes the footer and everything through to the disk. */
  async end(): Promise<void> {
    await this.#writing;
    const footer = this.#footer();
    const length = Buffer.alloc(4);
    length.writeUInt32LE(footer.length);
    await appendFile(this.#file, Buffer.concat([footer, length, Buffer.from(MAGIC)]), { flush: true });
  }

  #footer(): Buffer {
    const out = new ThriftWriter();
    out.i32(1, 1);
    const schema = [undefined, ...this.#columns];
    out.structs(2, schema, (column) => {
      if (!column) {
        out.binary(4, 'schema');
        out.i32(5, this.#columns.length);
        return;
      }
      out.i32(1, PHYSICAL_TYPE[column.type]);
      out.i32(3, OPTIONAL);
      out.binary(4, column.name);
      if (column.type === 'VARCHAR') out.i32(6, UTF8);
    });
    out.i64(3, this.rows);
    out.structs(4, this.#groups, (group) => this.#rowGroup(out, group));
    out.binary(6, 'meetpoint');
    // The order of least and most: by the type of the column.
    out.structs(7, this.#columns, () => out.struct(1, () => undefined));
    return out.end();
  }

  #rowGroup(out: ThriftWriter, { rows, columns }: RowGroup): void {
    const total = (of: (column: WrittenColumn) => number): number =>
      columns.reduce((sum, column) => sum + of(column), 0);
    out.structs(1, columns, (column, index) => {
      out.i64(2, column.at);
      out.struct(3, () => writeColumn(out, this.#columns[index] as ParquetColumn, column, rows));
    });
    out.i64(
      2,
      total(({ plainSize }) => plainSize),
    );
    out.i64(3, rows);
    out.i64(5, columns[0]?.at ?? 0);
    out.i64(
      6,
      total(({ size }) => size),
    );
  }
}

function writeColumn(out: ThriftWriter, schema: ParquetColumn, column: WrittenColumn, rows: number): void {
  const { encoding, nulls, least, most } = column.about;
  const encodings = new Set([ENCODING.RLE, ENCODING.PLAIN, encoding]);
  out.i32(1, PHYSICAL_TYPE[schema.type]);
  out.i32s(2, [...encodings]);
  out.binaries(3, [schema.name]);
  out.i32(4, column.codec);
  out.i64(5, rows);
  out.i64(6, column.plainSize);
  out.i64(7, column.size);
  out.i64(9, column.dataAt);
  if (column.hasDictionary) out.i64(11, column.at);
  out.struct(12, () => {
    out.i64(3, nulls);
    if (least === undefined || most === undefined) return;
    out.binary(5, wholeBytes(most, schema.type));
    out.binary(6, wholeBytes(least, schema.type));
  });
}

function wholeBytes(value: number, type: ParquetColumn['type']): Buffer {
  const bytes = Buffer.alloc(type === 'BIGINT' ? 8 : 4);
  if (type === 'BIGINT') bytes.writeBigInt64LE(BigInt(value));
  else bytes.writeInt32LE(value);
  return bytes;
}

type CompressedColumn = Omit<WrittenColumn, 'at' | 'dataAt'> & { readonly pages: readonly Buffer[] };

async function compressColumn(
  { dictionary, page, ...about }: EncodedColumn,
  rows: number,
): Promise<CompressedColumn> {
  const small = page.length + (dictionary?.page.length ?? 0) < SMALL_BYTES;
  const codec = small ? CODEC.UNCOMPRESSED : CODEC.ZSTD;
  const pages = await Promise.all([
    ...(dictionary
      ? [pageBytes(PAGE.DICTIONARY, dictionary.page, codec, dictionary.values, ENCODING.PLAIN)]
      : []),
    pageBytes(PAGE.DATA, page, codec, rows, about.encoding),
  ]);
  return {
    about,
    hasDictionary: dictionary !== undefined,
    codec,
    pages: pages.map(({ bytes }) => bytes),
    size: pages.reduce((sum, { bytes }) => sum + bytes.length, 0),
    plainSize: pages.reduce((sum, { plainSize }) => sum + plainSize, 0),
  };
}

/** What a page takes when it cannot be made smaller: it is then compressed in one go. */
const roomFor = (bytes: number): number => bytes + Math.ceil(bytes / SMALL_BYTES) + SMALL_BYTES;

/** A page with its header. */
async function pageBytes(
  type: (typeof PAGE)[keyof typeof PAGE],
  page: Buffer,
  codec: number,
  values: number,
  encoding: number,
): Promise<{ bytes: Buffer; plainSize: number }> {
  const body =
    codec === CODEC.ZSTD ? await compress(page, { ...ZSTD, chunkSize: roomFor(page.length) }) : page;
  const out = new ThriftWriter();
  out.i32(1, type);
  out.i32(2, page.length);
  out.i32(3, body.length);
  out.struct(type === PAGE.DATA ? 5 : 7, () => {
    out.i32(1, values);
    out.i32(2, encoding);
    if (type === PAGE.DICTIONARY) return;
    out.i32(3, ENCODING.RLE);
    out.i32(4, ENCODING.RLE);
  });
  const head = out.end();
  return { bytes: Buffer.concat([head, body]), plainSize: head.length + page.length };
}
