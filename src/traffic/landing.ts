import { DOUBLE, DuckDBDataChunk, INTEGER, VARCHAR } from '@duckdb/node-api';
import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import { quote } from './duck.ts';

const ROWS = 2048;
/** Rows of a part: as many as are in memory at one time, here and when their outcomes are made. */
const PART_ROWS = 250_000;

/**
 * Columns as they are collected. Whole numbers over 32 bits (telephone numbers, milliseconds since 1970) travel as doubles,
 * exact below 2^53, because that costs no BigInt a value; they are 64-bit integers in the file. `word` columns hold the number of a
 * text in the run's dictionary. -1 is missing.
 */
const COLUMNS = {
  file_no: 'integer',
  file: 'word',
  format: 'word',
  line: 'integer',
  byte_offset: 'whole',
  status: 'word',
  reason: 'word',
  bad_column: 'integer',
  local_ms: 'whole',
  utc_ms: 'whole',
  from_number: 'whole',
  to_number: 'whole',
  lrn: 'whole',
  trunk_group: 'word',
  conversation_ms: 'integer',
  elapsed_ms: 'whole',
  answered: 'integer',
  sequence: 'integer',
  recording_switch: 'word',
  recorded_by: 'word',
  originating_ocn: 'word',
  terminating_ocn: 'word',
  release_code: 'word',
  record_id: 'text',
  raw: 'text',
} as const;

type Columns = typeof COLUMNS;
type NumberColumn = { [K in keyof Columns]: Columns[K] extends 'text' ? never : K }[keyof Columns];
type WordColumn = { [K in keyof Columns]: Columns[K] extends 'word' ? K : never }[keyof Columns];
type TextColumn = { [K in keyof Columns]: Columns[K] extends 'text' ? K : never }[keyof Columns];

const NAMES = Object.keys(COLUMNS) as (keyof Columns)[];
const MISSING = -1;

/**
 * Collects rows in column arrays, hands them to the engine by chunks and writes them as Parquet parts in the order they came:
 * file by file, line by line.
 */
export class Landing {
  readonly parts: string[] = [];
  readonly #db: DuckDBConnection;
  readonly #dir: string;
  readonly #words = new Map<string, number>();
  readonly #numbers: Record<NumberColumn, number[]>;
  readonly #texts: Record<TextColumn, (string | null)[]> = { record_id: [], raw: [] };
  #appender: DuckDBAppender | undefined;
  #filled = 0;
  #inPart = 0;
  #file = { no: 0, name: '', format: '' };

  constructor(db: DuckDBConnection, dir: string) {
    this.#db = db;
    this.#dir = dir;
    this.#numbers = Object.fromEntries(
      NAMES.filter((name) => COLUMNS[name] !== 'text').map((name) => [
        name,
        Array.from({ length: ROWS }, () => MISSING),
      ]),
    ) as Record<NumberColumn, number[]>;
    this.#clear();
  }

  /** Rows after this are of the file. */
  begin(file: { no: number; name: string; format: string }): void {
    this.#file = file;
  }

  /** Begins a row; values that are not set after it are missing. */
  row(): void {
    if (this.#filled === ROWS) this.#flush();
    this.#filled += 1;
    this.number('file_no', this.#file.no);
    this.word('file', this.#file.name);
    this.word('format', this.#file.format);
  }

  number(column: Exclude<NumberColumn, WordColumn>, value: number): void {
    this.#numbers[column][this.#filled - 1] = value;
  }

  /** An empty text is missing. */
  word(column: WordColumn, text: string): void {
    if (text === '') return;
    let code = this.#words.get(text);
    if (code === undefined) {
      code = this.#words.size;
      this.#words.set(text, code);
    }
    this.#numbers[column][this.#filled - 1] = code;
  }

  text(column: TextColumn, text: string): void {
    this.#texts[column][this.#filled - 1] = text;
  }

  /** To be awaited before rows are collected: opens a part, after writing the last one when it is full. */
  async ready(): Promise<void> {
    if (this.#inPart >= PART_ROWS) await this.writePart();
    if (this.#appender) return;
    const types = NAMES.map((name) => `${name} ${SQL_TYPE[COLUMNS[name]]}`);
    await this.#db.run(`CREATE OR REPLACE TABLE landing (${types.join(', ')})`);
    this.#appender = await this.#db.createAppender('landing');
  }

  /** Writes what was collected as one part; the first part also when nothing was. */
  async writePart(): Promise<void> {
    if (this.#filled > 0) this.#flush();
    this.#appender?.closeSync();
    this.#appender = undefined;
    if (this.#inPart === 0 && this.parts.length > 0) return;
    this.#inPart = 0;
    const words = [...this.#words.keys()].map(quote);
    await this.#db.run(`SET VARIABLE words = [${words.join(', ')}]::VARCHAR[]`);
    const part = `${this.#dir}/${String(this.parts.length + 1).padStart(5, '0')}.parquet`;
    await this.#db.run(copySql(part));
    await this.#db.run('DROP TABLE landing');
    this.parts.push(part);
  }

  #flush(): void {
    const count = this.#filled;
    const chunk = DuckDBDataChunk.create(
      NAMES.map((name) => CHUNK_TYPE[COLUMNS[name]]),
      count,
    );
    NAMES.forEach((name, index) => {
      if (COLUMNS[name] === 'text') {
        const values = this.#texts[name as TextColumn];
        chunk.setColumnValues(index, count === ROWS ? values : values.slice(0, count));
      } else {
        const values = this.#numbers[name as NumberColumn];
        chunk.setColumnValues(index, count === ROWS ? values : values.slice(0, count));
      }
    });
    if (!this.#appender) throw new Error('No part is open.');
    this.#appender.appendDataChunk(chunk);
    this.#inPart += count;
    this.#clear();
  }

  #clear(): void {
    this.#filled = 0;
    for (const column of Object.values(this.#numbers)) column.fill(MISSING);
    for (const column of Object.values(this.#texts)) column.length = 0;
    for (const column of Object.values(this.#texts)) while (column.length < ROWS) column.push(null);
  }
}

const SQL_TYPE = { integer: 'INTEGER', word: 'INTEGER', whole: 'DOUBLE', text: 'VARCHAR' } as const;
const CHUNK_TYPE = { integer: INTEGER, word: INTEGER, whole: DOUBLE, text: VARCHAR } as const;

function copySql(part: string): string {
  const values = NAMES.map((name) => {
    switch (COLUMNS[name]) {
      case 'text':
        return name;
      case 'whole':
        return `nullif(${name}, ${MISSING})::BIGINT AS ${name}`;
      case 'integer':
        return name === 'answered' ? `${name} = 1 AS ${name}` : `nullif(${name}, ${MISSING}) AS ${name}`;
      case 'word':
        return `getvariable('words')[nullif(${name}, ${MISSING}) + 1] AS ${name}`;
    }
  });
  return `COPY (
    SELECT ${values.join(', ')}
    FROM landing
  ) TO ${quote(part)} (FORMAT parquet, COMPRESSION zstd)`;
}
