import { LineTypes, SLOT } from './compiled.ts';
import type { CompiledDetail, DigitFields, LineType, TextField } from './compiled.ts';
import { badDigit, isSigned } from './digits.ts';
import type { EmiLayout, EmiLayoutName } from './layout.ts';
import { LAYOUTS } from './layouts.ts';
import { readDigits } from './read-digits.ts';
import { readSummary } from './summary.ts';
import type { DamageReason, EmiOutcome, EmiSummary, RejectReason } from './record.ts';

const BLANK = 32;
const ZERO = 48;
const TWO = 50;
const DAY_MS = 86_400_000;
const TYPE_BYTES = 6;
export type EmiKind = EmiOutcome['kind'];

export interface EmiLineOptions {
  /** Default: the product's own 175 bytes. */
  readonly layout?: EmiLayoutName;
  /** A conversation over so many milliseconds is rejected as absurd. Default: what the digits hold. */
  readonly longestMs?: number;
}

/**
 * One line under the reader's finger. The same object reads every line: numbers are kept as numbers and text is
 * made only when asked for, so that a month of lines makes no garbage. What is -1 is not known.
 */
export class EmiLine {
  readonly layout: EmiLayout;
  kind: EmiKind = 'damaged';
  reason: DamageReason | RejectReason | undefined;
  /** 1-based column that `reason` speaks of. */
  column = 0;
  line = 0;
  offset = 0;
  /** Milliseconds from 1970-01-01T00:00 to the connect date and time on the recording point's clock; -1 unreadable. */
  localMs = -1;
  /** Telephone numbers as integers. */
  from = -1;
  to = -1;
  lrn = -1;
  chargeNumber = -1;
  dialled = -1;
  /** 6 digits */
  jip = -1;
  conversationMs = 0;
  elapsedMs = -1;
  answered = false;
  /** 1: began or ended in Internet protocol, 0: did not. */
  voip = -1;
  /** 0 where the layout has no number. */
  sequence = 0;
  /** The line is `bytes` from `start` to `end`, without its line end. */
  bytes: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;
  /** How the line is read; for a line of no known type, the first layout of details. */
  detail: CompiledDetail;
  #view: DataView = new DataView(new ArrayBuffer(0));
  readonly #types: LineTypes;
  readonly #lineBytes: number;
  readonly #longestMs: number;
  #type: LineType;
  #typeHead = -1;
  #typeTail = -1;
  #summary: EmiSummary | undefined;

  constructor({ layout = 'own-175', longestMs = Number.MAX_SAFE_INTEGER }: EmiLineOptions = {}) {
    this.layout = LAYOUTS[layout];
    this.#types = new LineTypes(this.layout);
    this.#lineBytes = this.layout.lineBytes;
    this.#longestMs = longestMs;
    this.#type = this.#types.of('');
    this.detail = this.#type.detail;
  }

  /** Reads bytes [start, end), which hold no line end. */
  read(bytes: Buffer, start: number, end: number, line: number, offset: number): this {
    if (bytes !== this.bytes) {
      this.bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    this.start = start;
    this.end = end;
    this.line = line;
    this.offset = offset;
    this.reason = undefined;
    this.column = 0;
    this.conversationMs = 0;
    this.localMs = -1;
    this.sequence = 0;
    const length = end - start;
    if (length >= TYPE_BYTES) this.#readType(bytes, start);
    else if (length !== this.#lineBytes) return this.#bad('damaged', 'line-length', length);
    const { kind, detail } = this.#type;
    this.detail = detail;
    if (kind === 'header' || kind === 'trailer') {
      this.kind = kind;
      return this;
    }
    if (length !== this.#lineBytes) return this.#bad('damaged', 'line-length', length);
    if (kind === 'summary') return this.#readSummary();
    const bad = readDigits(this.#view, start, detail.digits, detail.values);
    if (bad >= 0) return this.#damaged(detail.digits, bad);
    return this.#content(kind === 'detail', detail);
  }

  #readType(bytes: Buffer, at: number): void {
    const head = ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);
    const tail =
      ((bytes[at + 3] as number) << 16) | ((bytes[at + 4] as number) << 8) | (bytes[at + 5] as number);
    if (head === this.#typeHead && tail === this.#typeTail) return;
    this.#typeHead = head;
    this.#typeTail = tail;
    this.#type = this.#types.of(bytes.toString('latin1', at, at + TYPE_BYTES));
  }

  #damaged(fields: DigitFields, field: number): this {
    const at = this.start + (fields.from[field] as number);
    const length = fields.length[field] as number;
    const reason = isSigned(this.bytes, at, length) ? 'signed-number' : 'not-a-digit';
    const bad = badDigit(this.bytes, at, length, fields.optional[field] === 1);
    return this.#bad('damaged', reason, bad - this.start + 1);
  }

  #bad(kind: 'damaged' | 'rejected', reason: DamageReason | RejectReason, column: number): this {
    this.kind = kind;
    this.reason = reason;
    this.column = column;
    return this;
  }

  #content(known: boolean, detail: CompiledDetail): this {
    const values = detail.values;
    const bytes = this.bytes;
    const none = detail.zerosAreNone ? 0 : -1;
    const from = values[SLOT.fromNumber] as number;
    const lrn = values[SLOT.lrn] as number;
    const charge = values[SLOT.chargeNumber] as number;
    const to = values[SLOT.toNumber] as number;
    this.from = from <= none ? -1 : from;
    this.to = to;
    this.lrn = lrn <= none ? -1 : lrn;
    this.chargeNumber = charge <= none ? -1 : charge;
    this.dialled = values[SLOT.dialled] as number;
    this.jip = values[SLOT.jip] as number;
    this.sequence = detail.hasSequence ? (values[SLOT.sequence] as number) : 0;
    const answer = bytes[this.start + detail.answerAt] as number;
    this.answered = detail.answeredYes < 0 ? answer !== detail.answeredNo : answer === detail.answeredYes;
    const voip = bytes[this.start + detail.voipAt] as number;
    this.voip = voip === detail.voipYes ? 1 : voip === detail.voipNo ? 0 : -1;
    const conversation = duration(values[SLOT.conversationTime] as number, detail.hoursInDurations);
    const elapsed = detail.hasElapsed
      ? duration(values[SLOT.elapsedTime] as number, detail.hoursInDurations)
      : -1;
    this.conversationMs = Math.abs(conversation);
    this.elapsedMs = detail.hasElapsed ? Math.abs(elapsed) : -1;
    const day = this.#day(values[SLOT.connectDate] as number);
    const time = timeOfDay(values[SLOT.connectTime] as number);
    if (!known) return this.#reject('record-type', 'recordType');
    if (day < 0) return this.#reject('connect-date', 'connectDate');
    if (time < 0) return this.#reject('connect-time', 'connectTime');
    this.localMs = day * DAY_MS + time;
    if (this.returnCode !== '') return this.#reject('returned', 'returnCode');
    if (conversation < 0) return this.#reject('conversation-time', 'conversationTime');
    if (detail.hasElapsed) {
      if (elapsed < 0) return this.#reject('elapsed-time', 'elapsedTime');
      if (conversation > elapsed) return this.#reject('conversation-over-elapsed', 'conversationTime');
    }
    if (conversation > this.#longestMs) return this.#reject('conversation-too-long', 'conversationTime');
    if (values[SLOT.fromLength] !== (this.from < 0 ? 0 : 10))
      return this.#reject('from-length', 'fromLength');
    if (values[SLOT.toLength] !== 10) return this.#reject('to-length', 'toLength');
    if (detail.answeredYes >= 0 && answer !== detail.answeredYes && answer !== detail.answeredNo)
      return this.#reject('answer-indicator', 'answerIndicator');
    if (this.from >= 0 && !isNanp(bytes, this.start + detail.fromNumberAt))
      return this.#reject('calling-not-nanp', 'fromNumber');
    if (!isNanp(bytes, this.start + detail.toNumberAt)) return this.#reject('called-not-nanp', 'toNumber');
    this.kind = 'record';
    return this;
  }

  #reject(reason: RejectReason, field: string): this {
    return this.#bad('rejected', reason, this.#position(field));
  }

  #position(field: string): number {
    const fields = this.#type.kind === 'summary' ? this.layout.summary : this.detail.layout.fields;
    return fields.find(({ name }) => name === field)?.position ?? 0;
  }

  #readSummary(): this {
    const read = readSummary(this.layout, this.bytes, this.start);
    this.sequence = read.sequence;
    if (read.kind === 'damaged') return this.#bad('damaged', read.reason, read.column);
    if (read.kind === 'rejected') return this.#reject(read.reason, read.field);
    this.#summary = read.summary;
    this.kind = 'summary';
    return this;
  }

  /** Only for a line of kind `summary`. */
  get summary(): EmiSummary | undefined {
    return this.kind === 'summary' ? this.#summary : undefined;
  }

  #lastDate = -1;
  #lastDay = -1;

  /** Days since 1970-01-01; -1 when there is no such date. Most lines have the date of the line before. */
  #day(date: number): number {
    if (date !== this.#lastDate) {
      this.#lastDate = date;
      this.#lastDay = dayOf(date);
    }
    return this.#lastDay;
  }

  /** A text field without its trailing blanks; empty where the layout has no such field. */
  text(field: TextField): string {
    return this.detail.texts[field]?.read(this.bytes, this.start) ?? '';
  }

  /** Six characters. */
  get recordType(): string {
    return this.bytes.toString('latin1', this.start, Math.min(this.end, this.start + TYPE_BYTES));
  }

  /** Code with which the receiver sent the record back; empty when it did not. */
  get returnCode(): string {
    const at = this.start + this.detail.returnCodeAt;
    const first = this.bytes[at];
    if ((first === BLANK || first === ZERO) && this.bytes[at + 1] === first) return '';
    return this.bytes.toString('latin1', at, at + 2).trim();
  }

  /** The line as it came, one character a byte. */
  raw(): string {
    return this.bytes.toString('latin1', this.start, this.end);
  }

  /** The name of the field that a rejection speaks of. */
  get field(): string {
    const fields = this.#type.kind === 'summary' ? this.layout.summary : this.detail.layout.fields;
    return fields.find(({ position }) => position === this.column)?.name ?? '';
  }
}

/** Milliseconds; negative when minutes of an hour or seconds are over 59. `digits` has at most seven. */
function duration(digits: number, hours: boolean): number {
  const whole = digits | 0;
  const head = (whole / 1000) | 0;
  const tail = whole - head * 1000;
  const seconds = (tail / 10) | 0;
  const wholeHours = hours ? (head / 100) | 0 : 0;
  const minutes = head - wholeHours * 100;
  const ms = (wholeHours * 60 + minutes) * 60_000 + tail * 100;
  return seconds > 59 || (hours && minutes > 59) ? -ms : ms;
}

/** Milliseconds since midnight of HHMMSS; -1 when there is no such time. */
function timeOfDay(digits: number): number {
  const whole = digits | 0;
  const hours = (whole / 10_000) | 0;
  const minutes = ((whole / 100) | 0) - hours * 100;
  const seconds = whole - hours * 10_000 - minutes * 100;
  return hours > 23 || minutes > 59 || seconds > 59 ? -1 : ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** Days since 1970-01-01 of YYMMDD in this century; -1 when there is no such date. */
export function dayOf(date: number): number {
  const [year, month, day] = [2000 + Math.floor(date / 10_000), Math.floor(date / 100) % 100, date % 100];
  const last = month === 2 ? (year % 4 === 0 ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return month < 1 || month > 12 || day < 1 || day > last ? -1 : Date.UTC(year, month - 1, day) / DAY_MS;
}

/** Whether area code and exchange have the form NXX, N from 2 to 9. */
const isNanp = (bytes: Buffer, at: number): boolean =>
  (bytes[at] as number) >= TWO && (bytes[at + 3] as number) >= TWO;

/** A telephone number that was kept as an integer. */
export const tenDigits = (value: number | bigint): string => value.toString().padStart(10, '0');
