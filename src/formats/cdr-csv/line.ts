import { CsvError, parse } from 'csv-parse/sync';
import { readTime } from './instant.ts';
import type { WrittenTime } from './instant.ts';
import { COLUMNS, TOLERANCE_MS } from './record.ts';
import type { CdrColumn, CdrDamage, CdrOutcome, CdrRecord, CdrReject } from './record.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const EMPTY_ALLOWED = new Set<CdrColumn>(['calling', 'lrn', 'originating_ocn', 'answer_at', 'release_code']);

/** Times of a call that is a record: connect (answer, else attempt) on both clocks. */
export interface CdrTimes {
  readonly connect: WrittenTime;
  readonly elapsedMs: number;
}

export type CdrRow = CdrOutcome & { readonly times?: CdrTimes };

/** Reads the rows of one file. A row is one physical line: a cell with a line break in it is damaged. */
export class CdrRows {
  /** For each cell of a row the column that it holds; undefined until a good header was read. */
  #columns: readonly (CdrColumn | undefined)[] | undefined;
  #headerSeen = false;

  /** What is wrong with the header, when something is. */
  headerFault: string | undefined;

  /** Bytes without line end; undefined for an empty line, which is none. */
  read(bytes: Buffer, line: number, offset: number): CdrRow | undefined {
    if (bytes.length === 0) return undefined;
    const at = { line, offset };
    const damaged = (reason: CdrDamage, column = 0): CdrRow => ({
      ...at,
      kind: 'damaged',
      reason,
      column,
      raw: bytes.toString('latin1'),
    });
    const text = decode(bytes, line === 1);
    const cells = text === undefined ? undefined : split(text);
    if (!this.#headerSeen) {
      this.#headerSeen = true;
      this.#header(cells ?? []);
      return { ...at, kind: 'header' };
    }
    if (!this.#columns) return damaged('no-header');
    if (text === undefined) return damaged('not-text');
    if (!cells) return damaged('quotes');
    if (cells.length !== this.#columns.length) return damaged('cells');
    const values = {} as Record<CdrColumn, string>;
    this.#columns.forEach((name, index) => {
      if (name) values[name] = cells[index] ?? '';
    });
    const fault = findFault(values);
    if (fault && 'damage' in fault)
      return damaged(fault.damage, (this.#columns.indexOf(fault.field) ?? -1) + 1);
    if (fault) return { ...at, kind: 'rejected', reason: fault.reject, field: fault.field, raw: text };
    return { ...at, kind: 'record', ...toRecord(values) };
  }

  #header(cells: readonly string[]): void {
    const missing = COLUMNS.filter((name) => !cells.includes(name));
    const twice = COLUMNS.filter((name) => cells.indexOf(name) !== cells.lastIndexOf(name));
    if (missing.length > 0) this.headerFault = `The header has no column ${missing.join(', ')}.`;
    else if (twice.length > 0) this.headerFault = `The header has column ${twice.join(', ')} twice.`;
    else this.#columns = cells.map((cell) => COLUMNS.find((name) => name === cell));
  }
}

function decode(bytes: Buffer, first: boolean): string | undefined {
  try {
    const text = utf8.decode(bytes);
    return first && text.startsWith('\uFEFF') ? text.slice(1) : text;
  } catch {
    return undefined;
  }
}

function split(text: string): string[] | undefined {
  if (!text.includes('"')) return text.split(',');
  try {
    return (parse(text, { relax_column_count: true }) as string[][])[0];
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

type Fault = { damage: CdrDamage; field: CdrColumn } | { reject: CdrReject; field: CdrColumn };

/** C0, DEL and C1: no cell holds them, and a NUL cannot be stored as text. */
const CONTROL = /\p{Cc}/u;

function findFault(values: Readonly<Record<CdrColumn, string>>): Fault | undefined {
  const control = COLUMNS.find((name) => CONTROL.test(values[name]));
  if (control) return { damage: 'control-character', field: control };
  const empty = COLUMNS.find((name) => values[name] === '' && !EMPTY_ALLOWED.has(name));
  if (empty) return { damage: 'empty', field: empty };
  for (const name of ['calling', 'called', 'lrn'] as const)
    if (values[name] !== '' && !/^\d{10}$/.test(values[name])) return { damage: 'not-a-number', field: name };
  if (!/^\d{1,9}$/.test(values.conversation_ms)) return { damage: 'not-a-number', field: 'conversation_ms' };
  const times = (['invite_at', 'answer_at', 'end_at'] as const).filter((name) => values[name] !== '');
  const read = times.map((name) => ({ name, time: readTime(values[name]) }));
  const formless = read.find(({ time }) => time === 'no-form');
  if (formless) return { damage: 'not-a-time', field: formless.name };
  const absent = read.find(({ time }) => time === 'no-time');
  if (absent) return { reject: 'no-such-time', field: absent.name };
  const late = read.find(({ time }, i) => i > 0 && utc(time) < utc(read[i - 1]?.time));
  if (late) return { reject: 'times-out-of-order', field: late.name };
  const conversation = Number(values.conversation_ms);
  if (values.answer_at === '') {
    return conversation > 0 ? { reject: 'conversation-without-answer', field: 'conversation_ms' } : undefined;
  }
  const between = utc(read[2]?.time) - utc(read[1]?.time);
  return Math.abs(between - conversation) >= TOLERANCE_MS
    ? { reject: 'conversation-differs', field: 'conversation_ms' }
    : undefined;
}

const utc = (time: WrittenTime | string | undefined): number => (typeof time === 'object' ? time.utcMs : 0);

/** Only for values without a fault. */
function toRecord(values: Readonly<Record<CdrColumn, string>>): { record: CdrRecord; times: CdrTimes } {
  const optional = (key: keyof CdrRecord, name: CdrColumn): Partial<CdrRecord> =>
    values[name] === '' ? {} : { [key]: values[name] };
  const invite = readTime(values.invite_at) as WrittenTime;
  const connect = values.answer_at === '' ? invite : (readTime(values.answer_at) as WrittenTime);
  return {
    record: {
      recordId: values.record_id,
      trunkGroup: values.trunk_group,
      ...optional('calling', 'calling'),
      called: values.called,
      ...optional('lrn', 'lrn'),
      ...optional('originatingOcn', 'originating_ocn'),
      inviteAt: values.invite_at,
      ...optional('answerAt', 'answer_at'),
      endAt: values.end_at,
      conversationMs: Number(values.conversation_ms),
      releaseCode: values.release_code,
      recordedBy: values.recorded_by,
    },
    times: { connect, elapsedMs: utc(readTime(values.end_at)) - invite.utcMs },
  };
}
