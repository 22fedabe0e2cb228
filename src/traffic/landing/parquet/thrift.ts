const STRUCT = 12;
const LIST = 9;
const BINARY = 8;
const I64 = 6;
const I32 = 5;
const FALSE = 2;
const TRUE = 1;
const SHORT_LIST = 15;

/** Writes Thrift's compact protocol, as far as the metadata of Parquet needs it. Fields are written in the order of their numbers. */
export class ThriftWriter {
  #bytes: number[] = [];
  readonly #lastFields: number[] = [];
  #last = 0;

  /** A field of 32 or 64 bits. @throws RangeError for what no double holds exactly. */
  i32(field: number, value: number): void {
    this.#field(field, I32);
    this.#zigzag(value);
  }

  i64(field: number, value: number): void {
    this.#field(field, I64);
    this.#zigzag(value);
  }

  flag(field: number, value: boolean): void {
    this.#field(field, value ? TRUE : FALSE);
  }

  binary(field: number, value: string | Uint8Array): void {
    this.#field(field, BINARY);
    this.#binary(value);
  }

  struct(field: number, write: () => void): void {
    this.#field(field, STRUCT);
    this.#struct(write);
  }

  structs<T>(field: number, values: readonly T[], write: (value: T, index: number) => void): void {
    this.#list(field, STRUCT, values.length);
    values.forEach((value, index) => this.#struct(() => write(value, index)));
  }

  i32s(field: number, values: readonly number[]): void {
    this.#list(field, I32, values.length);
    for (const value of values) this.#zigzag(value);
  }

  binaries(field: number, values: readonly string[]): void {
    this.#list(field, BINARY, values.length);
    for (const value of values) this.#binary(value);
  }

  /** Ends the outermost struct. @returns its bytes; the writer is then empty. */
  end(): Buffer {
    this.#bytes.push(0);
    const bytes = Buffer.from(this.#bytes);
    this.#bytes = [];
    this.#last = 0;
    return bytes;
  }

  #struct(write: () => void): void {
    this.#lastFields.push(this.#last);
    this.#last = 0;
    write();
    this.#bytes.push(0);
    this.#last = this.#lastFields.pop() ?? 0;
  }

  #field(field: number, type: number): void {
    this.#bytes.push(((field - this.#last) << 4) | type);
    this.#last = field;
  }

  #list(field: number, type: number, length: number): void {
    this.#field(field, LIST);
    if (length < SHORT_LIST) this.#bytes.push((length << 4) | type);
    else {
      this.#bytes.push((SHORT_LIST << 4) | type);
      pushVarint(this.#bytes, length);
    }
  }

  #binary(value: string | Uint8Array): void {
    const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
    pushVarint(this.#bytes, bytes.length);
    for (const byte of bytes) this.#bytes.push(byte);
  }

  #zigzag(value: number): void {
    if (!Number.isSafeInteger(value * 2)) throw new RangeError(`${value} is not a whole number of 52 bits.`);
    pushVarint(this.#bytes, value < 0 ? -2 * value - 1 : 2 * value);
  }
}

/** A whole number from 0 in groups of seven bits, the lowest first. */
export function pushVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
}
