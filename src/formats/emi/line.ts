import { DETAIL, DETAIL_TYPE, HEADER_TYPE, LINE_BYTES, PACK, TRAILER_TYPE, offsets } from './layout.ts';
import type { DetailField } from './layout.ts';
import type { DamageReason, EmiOutcome, EmiRecord, PackLine, RejectReason } from './record.ts';

const AT = offsets(DETAIL);
const PACK_AT = offsets(PACK);
const BLANK = 32;
const ZERO = 48;
const DAY_MS = 86_400_000;
const DETAIL_NUMBER = Number(DETAIL_TYPE);
const PACK_FIRST = HEADER_TYPE.charCodeAt(0);

const CHECKED = DETAIL.filter(({ kind }) => kind === 'digits' || kind === 'digits-or-blank').map((f) => ({
  start: f.position - 1,
  end: f.position - 1 + f.length,
  mayBeBlank: f.kind === 'digits-or-blank',
}));

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
    this.from = this.#number('fromNumber', 10);
    this.to = this.#number('toNumber', 10);
    this.lrn = this.#number('lrn', 10);
    this.sequence = this.#number('sequence', 9);
    this.answered = this.#number('answerIndicator', 1) === 1;
    const conversation = this.#duration('conversationTime');
    const elapsed = this.#duration('elapsedTime');
    this.conversationMs = Math.abs(conversation);
    this.elapsedMs = Math.abs(elapsed);
    const day = this.#day('connectDate');
    const time = this.#timeOfDay('connectTime');
    const reject = (reason: RejectReason, field: DetailField): this =>
      this.#bad('rejected', reason, AT[field] + 1);
    if (this.#number('recordType', 6) !== DETAIL_NUMBER) return reject('record-type', 'recordType');
    if (day < 0) return reject('connect-date', 'connectDate');
    if (time < 0) return reject('connect-time', 'connectTime');
    this.localMs = day * DAY_MS + time;
    if (conversation < 0) return reject('conversation-time', 'conversationTime');
    if (elapsed < 0) return reject('elapsed-time', 'elapsedTime');
    if (conversation > elapsed) return reject('conversation-over-elapsed', 'conversationTime');
    if (this.#number('fromLength', 2) !== (this.from < 0 ? 0 : 10))
      return reject('from-length', 'fromLength');
    if (this.#number('toLength', 2) !== 10) return reject('to-length', 'toLength');
    if (this.#number('answerIndicator', 1) > 1) return reject('answer-indicator', 'answerIndicator');
    this.kind = 'record';
    return this;
  }

  /** 1-based column of the first byte that should be a digit and is not; 0 when there is none. */
  #notDigit(): number {
    for (const { start, end, mayBeBlank } of CHECKED) {
      let blanks = 0;
      for (let i = start; i < end; i++) {
        const byte = this.#bytes[this.#start + i] as number;
        if (byte >= ZERO && byte <= ZERO + 9) {
          if (blanks > 0) return i + 1;
        } else if (mayBeBlank && byte === BLANK && blanks === i - start) blanks += 1;
        else return i + 1;
      }
    }
    return 0;
  }

  #number(field: DetailField, length: number, from = 0): number {
    const start = this.#start + AT[field] + from;
    if (this.#bytes[start] === BLANK) return -1;
    let value = 0;
    for (let i = start; i < start + length; i++) value = value * 10 + (this.#bytes[i] as number) - ZERO;
    return value;
  }

  /** Milliseconds of HHMMSST; negative when minutes or seconds are over 59. */
  #duration(field: 'conversationTime' | 'elapsedTime'): number {
    const minutes = this.#number(field, 2, 2);
    const seconds = this.#number(field, 2, 4);
    const ms =
      ((this.#number(field, 2) * 60 + minutes) * 60 + seconds) * 1000 + this.#number(field, 1, 6) * 100;
    return minutes > 59 || seconds > 59 ? -ms : ms;
  }

  #timeOfDay(field: 'connectTime'): number {
    const hours = this.#number(field, 2);
    const minutes = this.#number(field, 2, 2);
    const seconds = this.#number(field, 2, 4);
    return hours > 23 || minutes > 59 || seconds > 59 ? -1 : ((hours * 60 + minutes) * 60 + seconds) * 1000;
  }

  /** Days since 1970-01-01; -1 when there is no such date. */
  #day(field: 'connectDate'): number {
    const [year, month, day] = [
      2000 + this.#number(field, 2),
      this.#number(field, 2, 2),
      this.#number(field, 2, 4),
    ];
    const last = month === 2 ? (year % 4 === 0 ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
    if (month < 1 || month > 12 || day < 1 || day > last) return -1;
    return Date.UTC(year, month - 1, day) / DAY_MS;
  }

  /** A text field without its trailing blanks. */
  text(field: 'trunkGroup' | 'recordingSwitch' | 'recordedBy' | 'originatingOcn' | 'terminatingOcn'): string {
    const layout = TEXT[field];
    const start = this.#start + layout.start;
    let end = start + layout.length;
    while (end > start && this.#bytes[end - 1] === BLANK) end -= 1;
    return this.#bytes.toString('latin1', start, end);
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

const TEXT = Object.fromEntries(
  DETAIL.filter(({ kind }) => kind === 'text').map((f) => [
    f.name,
    { start: f.position - 1, length: f.length },
  ]),
) as Record<
  'trunkGroup' | 'recordingSwitch' | 'recordedBy' | 'originatingOcn' | 'terminatingOcn',
  { start: number; length: number }
>;

/** A telephone number that was kept as an integer. */
export const tenDigits = (value: number | bigint): string => value.toString().padStart(10, '0');
