import { DETAIL, DETAIL_TYPE, HEADER_TYPE, LINE_BYTES, PACK, TRAILER_TYPE, offsets } from './layout.ts';
import { TextReader } from './text-reader.ts';
import type { TextField } from './text-reader.ts';
import type { DamageReason, EmiOutcome, EmiRecord, PackLine, RejectReason } from './record.ts';

const AT = offsets(DETAIL);
const RECORD_TYPE = AT.recordType;
const CONNECT_DATE = AT.connectDate;
const FROM_LENGTH = AT.fromLength;
const FROM_NUMBER = AT.fromNumber;
const TO_LENGTH = AT.toLength;
const TO_NUMBER = AT.toNumber;
const CONNECT_TIME = AT.connectTime;
const CONVERSATION_TIME = AT.conversationTime;
const ELAPSED_TIME = AT.elapsedTime;
const ANSWER_INDICATOR = AT.answerIndicator;
const LRN = AT.lrn;
const SEQUENCE = AT.sequence;
const PACK_AT = offsets(PACK);
const BLANK = 32;
const ZERO = 48;
const DAY_MS = 86_400_000;
const DETAIL_NUMBER = Number(DETAIL_TYPE);
const PACK_FIRST = HEADER_TYPE.charCodeAt(0);

const CHECKED = DETAIL.filter(({ kind }) => kind === 'digits' || kind === 'digits-or-blank');
const CHECKED_FROM = CHECKED.map(({ position }) => position - 1);
const CHECKED_TO = CHECKED.map(({ position, length }) => position - 1 + length);
const CHECKED_BLANK = CHECKED.map(({ kind }) => kind === 'digits-or-blank');

export type EmiKind = EmiOutcome['kind'];

/**
 * One line under the reader's finger. The same object reads every line: numbers are kept as numbers and text is
 * made only when asked for, so that a month of lines makes no garbage. `outcome()` is a copy to keep.
 */
export class EmiLine {
  kind: EmiKind = 'damaged';
  reason: DamageReason | RejectReason | undefined;
  /** 1-based column that `reason` speaks of. */
  column = 0;
  line = 0;
  offset = 0;
  /** Milliseconds from 1970-01-01T00:00 to the connect date and time on the recording point's clock; -1 unreadable. */
  localMs = -1;
  /** Telephone numbers as integers; -1 when blank. */
  from = -1;
  to = -1;
  lrn = -1;
  conversationMs = 0;
  elapsedMs = 0;
  answered = false;
  sequence = 0;
  readonly #texts: Readonly<Record<TextField, TextReader>> = {
    trunkGroup: new TextReader('trunkGroup'),
    recordingSwitch: new TextReader('recordingSwitch'),
    recordedBy: new TextReader('recordedBy'),
    originatingOcn: new TextReader('originatingOcn'),
    terminatingOcn: new TextReader('terminatingOcn'),
  };
  #bytes: Buffer = Buffer.alloc(0);
  #start = 0;
  #end = 0;

  /** Reads bytes [start, end), which hold no line end. */
  read(bytes: Buffer, start: number, end: number, line: number, offset: number): this {
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
    this.line = line;
    this.offset = offset;
    this.reason = undefined;
    this.column = 0;
    this.conversationMs = 0;
    this.localMs = -1;
    if (bytes[start] === PACK_FIRST && end - start >= 6) {
      const type = bytes.toString('latin1', start, start + 6);
      if (type === HEADER_TYPE || type === TRAILER_TYPE) {
        this.kind = type === HEADER_TYPE ? 'header' : 'trailer';
        return this;
      }
    }
    if (end - start !== LINE_BYTES) return this.#bad('damaged', 'line-length', end - start);
    const column = this.#notDigit();
    if (column > 0) return this.#bad('damaged', 'not-a-digit', column);
    return this.#content();
  }

  #bad(kind: 'damaged' | 'rejected', reason: DamageReason | RejectReason, column: number): this {
    this.kind = kind;
    this.reason = reason;
    this.column = column;
    return this;
  }

  #content(): this {
    this.from = this.#number(FROM_NUMBER, 10);
    this.to = this.#number(TO_NUMBER, 10);
    this.lrn = this.#number(LRN, 10);
    this.sequence = this.#number(SEQUENCE, 9);
    const answer = this.#number(ANSWER_INDICATOR, 1);
    this.answered = answer === 1;
    const conversation = this.#duration(CONVERSATION_TIME);
    const elapsed = this.#duration(ELAPSED_TIME);
    this.conversationMs = Math.abs(conversation);
    this.elapsedMs = Math.abs(elapsed);
    const day = this.#day();
    const time = this.#timeOfDay();
    if (this.#number(RECORD_TYPE, 6) !== DETAIL_NUMBER) return this.#reject('record-type', RECORD_TYPE);
    if (day < 0) return this.#reject('connect-date', CONNECT_DATE);
    if (time < 0) return this.#reject('connect-time', CONNECT_TIME);
    this.localMs = day * DAY_MS + time;
    if (conversation < 0) return this.#reject('conversation-time', CONVERSATION_TIME);
    if (elapsed < 0) return this.#reject('elapsed-time', ELAPSED_TIME);
    if (conversation > elapsed) return this.#reject('conversation-over-elapsed', CONVERSATION_TIME);
    if (this.#number(FROM_LENGTH, 2) !== (this.from < 0 ? 0 : 10))
      return this.#reject('from-length', FROM_LENGTH);
    if (this.#number(TO_LENGTH, 2) !== 10) return this.#reject('to-length', TO_LENGTH);
    if (answer > 1) return this.#reject('answer-indicator', ANSWER_INDICATOR);
    this.kind = 'record';
    return this;
  }

  #reject(reason: RejectReason, at: number): this {
    return this.#bad('rejected', reason, at + 1);
  }

  /** 1-based column of the first byte that should be a digit and is not; 0 when there is none. */
  #notDigit(): number {
    const bytes = this.#bytes;
    for (let field = 0; field < CHECKED_FROM.length; field++) {
      const from = CHECKED_FROM[field] as number;
      const to = CHECKED_TO[field] as number;
      let blanks = 0;
      for (let i = from; i < to; i++) {
        const byte = bytes[this.#start + i] as number;
        if (byte >= ZERO && byte <= ZERO + 9) {
          if (blanks > 0) return i + 1;
        } else if (byte === BLANK && CHECKED_BLANK[field] === true && blanks === i - from) blanks += 1;
        else return i + 1;
      }
    }
    return 0;
  }

  /** The number in `length` bytes at a 0-based offset; -1 when it begins with a blank. */
  #number(at: number, length: number): number {
    const bytes = this.#bytes;
    const start = this.#start + at;
    if (bytes[start] === BLANK) return -1;
    let value = 0;
    for (let i = start; i < start + length; i++) value = value * 10 + (bytes[i] as number) - ZERO;
    return value;
  }

  /** Milliseconds of HHMMSST; negative when minutes or seconds are over 59. */
  #duration(at: number): number {
    const minutes = this.#number(at + 2, 2);
    const seconds = this.#number(at + 4, 2);
    const ms = ((this.#number(at, 2) * 60 + minutes) * 60 + seconds) * 1000 + this.#number(at + 6, 1) * 100;
    return minutes > 59 || seconds > 59 ? -ms : ms;
  }

  #timeOfDay(): number {
    const hours = this.#number(CONNECT_TIME, 2);
    const minutes = this.#number(CONNECT_TIME + 2, 2);
    const seconds = this.#number(CONNECT_TIME + 4, 2);
    return hours > 23 || minutes > 59 || seconds > 59 ? -1 : ((hours * 60 + minutes) * 60 + seconds) * 1000;
  }

  #lastDate = -1;
  #lastDay = -1;

  /** Days since 1970-01-01; -1 when there is no such date. Most lines have the date of the line before. */
  #day(): number {
    const date = this.#number(CONNECT_DATE, 6);
    if (date !== this.#lastDate) {
      this.#lastDate = date;
      this.#lastDay = dayOf(2000 + Math.floor(date / 10_000), Math.floor(date / 100) % 100, date % 100);
    }
    return this.#lastDay;
  }

  /** A text field without its trailing blanks. */
  text(field: TextField): string {
    return this.#texts[field].read(this.#bytes, this.#start);
  }

  /** The line as it came, one character a byte. */
  raw(): string {
    return this.#bytes.toString('latin1', this.#start, this.#end);
  }

  /** Header and trailer fields; undefined when the line is too short to hold them. */
  pack(): PackLine | undefined {
    if (this.#end - this.#start !== LINE_BYTES) return undefined;
    const cut = (position: number, length: number): string =>
      this.#bytes.toString('latin1', this.#start + position, this.#start + position + length).trim();
    const lines = cut(PACK_AT.detailLines, 9);
    return {
      date: cut(PACK_AT.packDate, 6),
      sender: cut(PACK_AT.sender, 4),
      receiver: cut(PACK_AT.receiver, 4),
      pack: cut(PACK_AT.packNumber, 4),
      ...(/^\d{9}$/.test(lines) ? { detailLines: Number(lines) } : {}),
    };
  }

  /** Only for a line of kind `record`. */
  record(): EmiRecord {
    const iso = new Date(this.localMs).toISOString();
    const optional = (name: 'originatingOcn' | 'terminatingOcn'): Partial<EmiRecord> =>
      this.text(name) === '' ? {} : { [name]: this.text(name) };
    return {
      connectDate: iso.slice(0, 10),
      connectTime: iso.slice(11, 19),
      ...(this.from < 0 ? {} : { fromNumber: tenDigits(this.from) }),
      toNumber: tenDigits(this.to),
      trunkGroup: this.text('trunkGroup'),
      conversationMs: this.conversationMs,
      elapsedMs: this.elapsedMs,
      answered: this.answered,
      ...(this.lrn < 0 ? {} : { lrn: tenDigits(this.lrn) }),
      sequence: this.sequence,
      recordingSwitch: this.text('recordingSwitch'),
      recordedBy: this.text('recordedBy'),
      ...optional('originatingOcn'),
      ...optional('terminatingOcn'),
    };
  }

  /** The name of the field that a rejection speaks of. */
  get field(): string {
    return DETAIL.find(({ position }) => position === this.column)?.name ?? '';
  }

  outcome(): EmiOutcome {
    const at = { line: this.line, offset: this.offset };
    const pack = this.pack() ?? { date: '', sender: '', receiver: '', pack: '' };
    switch (this.kind) {
      case 'record':
        return { ...at, kind: 'record', record: this.record() };
      case 'damaged':
        return {
          ...at,
          kind: 'damaged',
          reason: this.reason as DamageReason,
          column: this.column,
          raw: this.raw(),
        };
      case 'rejected':
        return {
          ...at,
          kind: 'rejected',
          reason: this.reason as RejectReason,
          field: this.field,
          raw: this.raw(),
        };
      case 'header':
      case 'trailer':
        return { ...at, kind: this.kind, pack };
    }
  }
}

/** Days since 1970-01-01 of a date; -1 when it does not exist. */
function dayOf(year: number, month: number, day: number): number {
  const last = month === 2 ? (year % 4 === 0 ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return month < 1 || month > 12 || day < 1 || day > last ? -1 : Date.UTC(year, month - 1, day) / DAY_MS;
}

/** A telephone number that was kept as an integer. */
export const tenDigits = (value: number | bigint): string => value.toString().padStart(10, '0');
