/** Numbers of the Parquet format (parquet.thrift of apache/parquet-format). */
export const PHYSICAL = { BOOLEAN: 0, INT32: 1, INT64: 2, BYTE_ARRAY: 6 } as const;
export const ENCODING = { PLAIN: 0, RLE: 3, DELTA_BINARY_PACKED: 5, RLE_DICTIONARY: 8 } as const;
export const CODEC = { UNCOMPRESSED: 0, ZSTD: 6 } as const;
export const PAGE = { DATA: 0, DICTIONARY: 2 } as const;
export const OPTIONAL = 1;
/** Converted type of a text. */
export const UTF8 = 0;
export const MAGIC = 'PAR1';
