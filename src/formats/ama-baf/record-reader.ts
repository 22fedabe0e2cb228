import {
  BAD_TIME,
  NO_TIME,
  PAIR,
  SIGN,
  UNUSED,
  elapsedAt,
  isDigitAndSign,
  isTwoDigits,
  sevenAt,
  threeAt,
  timeAt,
  valueAt,
  viewOf,
} from './bcd.ts';
import { NO_NUMBER, WITHOUT_NPA, originatingAt, terminatingAt } from './call-numbers.ts';
import { bytesOf } from './fields.ts';
import { answerOf, isPiece } from './indicators.ts';
import { wrongField } from './wrong-field.ts';
import { FLAGGED_IDENTIFIER, IDENTIFIER, LAYOUTS, MODULE_LAYOUTS, PREFIX_BYTES } from './layout.ts';
import type { Layout, ModuleLayout } from './layout.ts';
import { ModuleFacts } from './module-facts.ts';
import type { BafDamage, BafKind, BafOutcome, BafRecord, BafRejection } from './record.ts';
import { officeText, recordTypeText } from './texts.ts';
import { toRecord } from './to-record.ts';
import { DayReader } from './year.ts';

const DAY_MS = 86_400_000;
const MODULES_FOLLOW = 4;
/** Place of an 11-digit or shorter field in the carrier's part of a structure or module: prefix, date and time stand before it. */
const CARRIER_ELAPSED_AFTER_PREFIX = 10;
const TRUNK_GROUP_AFTER_PREFIX = 17;

export interface BafReaderOptions {
  /** Year of the file: a record has only the last digit of its year. */
  readonly year: number;
}

/**
 * One record under the reader's finger. The same object reads every record: numbers are kept as numbers and text is made only when asked
 * for. `outcome()` is a copy to keep.
 */
export class BafRecordReader {
  kind: BafKind = 'damaged';
  reason: BafDamage | BafRejection | undefined;
  /** What `reason` speaks of: a field of the layout, or empty. */
  field = '';
  /** Byte in the record, with its descriptor, where that field begins, from 1; 0: the whole record. */
  column = 0;
  /** Of the record in its file, from 1. */
  number = 0;
  /** Byte of the file where the record begins, with its descriptor. */
  offset = 0;
  /** Bytes of the record with its descriptor. */
  bytes = 0;
  /** Last four digits of the structure code; -1 before they are read. */
  structure = -1;
  callType = -1;
  /** Milliseconds from 1970-01-01T00:00 to the connect date and time on the recording office's clock; -1 unknown. */
  localMs = -1;
  /** Telephone numbers as integers; -1 unknown. */
  from = -1;
  to = -1;
  dialled = -1;
  charge = -1;
  lrn = -1;
  /** Six digits; -1 unknown. */
  jip = -1;
  /** Originating line information, two digits; -1 unknown. */
  oli = -1;
  /** Carrier identification code, four digits; -1 unknown. */
  cic = -1;
  /** Number of the trunk group that leads to the other network, four digits; -1 unknown. */
  trunkGroupNumber = -1;
  incomingTrunkGroup = -1;
  outgoingTrunkGroup = -1;
  conversationMs = 0;
  /** -1 unknown. */
  elapsedMs = -1;
  answered = false;
  releaseCode = -1;
  possibleDuplicate = false;
  readonly #days: DayReader;
  readonly #modules = new ModuleFacts();
  #bytes: Buffer = Buffer.alloc(0);
  #view: DataView = viewOf(this.#bytes);
  #start = 0;
  #body = 0;
  #end = 0;

  constructor({ year }: BafReaderOptions) {
    this.#days = new DayReader(year);
  }

  /** Reads bytes [start, end): a descriptor and, from `body` on, the record that it describes. */
  read(bytes: Buffer, start: number, body: number, end: number, number: number, offset: number): this {
    this.#take(bytes, start, body, end, number, offset);
    if (end - body < PREFIX_BYTES) return this.#fail('damaged', 'record-length');
    const identifier = bytes[body];
    if (identifier !== IDENTIFIER && identifier !== FLAGGED_IDENTIFIER)
      return this.#fail('damaged', 'identifier');
    const layout = this.#layout(bytes, body);
    if (this.kind === 'damaged' && this.reason !== undefined) return this;
    if (identifier === FLAGGED_IDENTIFIER) return this.#fail('rejected', 'flagged');
    if (!layout) return this.#fail('rejected', 'structure-code', 'structureCode', body + 1);
    return this.#content(layout, bytes, body, end);
  }

  /** Bytes that are no record: `reason` says why. The first of `count` bytes are given. */
  lost(shown: Buffer, count: number, reason: BafDamage, number: number, offset: number): this {
    this.#take(shown, 0, 0, shown.length, number, offset);
    this.bytes = count;
    return this.#fail('damaged', reason);
  }

  #take(bytes: Buffer, start: number, body: number, end: number, number: number, offset: number): void {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = viewOf(bytes);
    }
    this.#start = start;
    this.#body = body;
    this.#end = end;
    this.number = number;
    this.offset = offset;
    this.bytes = end - start;
    this.kind = 'damaged';
    this.reason = undefined;
    this.field = '';
    this.column = 0;
    this.structure = -1;
    this.callType = -1;
  }

  /** What is known of a record that is no call, or cannot be read: nothing. */
  #unknown(): this {
    this.localMs = -1;
    this.from = -1;
    this.to = -1;
    this.dialled = -1;
    this.charge = -1;
    this.lrn = -1;
    this.jip = -1;
    this.oli = -1;
    this.cic = -1;
    this.trunkGroupNumber = -1;
    this.incomingTrunkGroup = -1;
    this.outgoingTrunkGroup = -1;
    this.conversationMs = 0;
    this.elapsedMs = -1;
    this.answered = false;
    this.releaseCode = -1;
    this.possibleDuplicate = false;
    return this;
  }

  /** A record that cannot be read as far as its call. */
  #fail(kind: 'damaged' | 'rejected', reason: BafDamage | BafRejection, field?: string, at?: number): this {
    return this.#unknown().#bad(kind, reason, field, at);
  }

  #bad(
    kind: 'damaged' | 'rejected',
    reason: BafDamage | BafRejection,
    field = '',
    at: number = this.#start - 1,
  ): this {
    this.kind = kind;
    this.reason = reason;
    this.field = field;
    this.column = at - this.#start + 1;
    return this;
  }

  /** The layout of the structure code; undefined when it is unknown or, with a reason, no code at all. */
  #layout(bytes: Buffer, body: number): Layout | undefined {
    const first = bytes[body + 1] as number;
    const second = bytes[body + 2] as number;
    const third = bytes[body + 3] as number;
    if ((third & 15) !== SIGN) {
      this.#fail('damaged', 'sign', 'structureCode', body + 1);
      return undefined;
    }
    if (!isTwoDigits(first) || !isTwoDigits(second) || third >> 4 > 9) {
      this.#fail('damaged', 'not-a-digit', 'structureCode', body + 1);
      return undefined;
    }
    this.structure = (first & 15) * 1000 + (PAIR[second] as number) * 10 + (third >> 4);
    const withModules = first >> 4;
    return withModules === 0 || withModules === MODULES_FOLLOW ? LAYOUTS[this.structure] : undefined;
  }

  #content(first: Layout, bytes: Buffer, body: number, end: number): this {
    let layout = first;
    if (layout.other && end - body >= layout.bytes && wrongField(layout, bytes, body)) layout = layout.other;
    if (end - body < layout.bytes) return this.#fail('damaged', 'record-length');
    if (!layout.check.passes(this.#view, body) && this.#isDamaged(layout, bytes, body)) return this;
    this.callType = threeAt(bytes, body + layout.callType);
    const facts = this.#modules;
    facts.clear();
    let at = body + layout.bytes;
    if ((bytes[body + 1] as number) >> 4 === MODULES_FOLLOW) {
      at = this.#readModules(bytes, at, end);
      if (at < 0) return this;
    }
    if (at !== end) return this.#fail('damaged', 'record-length');
    if (layout.use !== 'call') {
      this.kind = layout.use;
      return this.#unknown();
    }
    return this.#call(layout, bytes, body);
  }

  /** Where some byte is not what it should be: a field may be unused; any other field that is wrong damages the record. */
  #isDamaged(layout: Layout | ModuleLayout, bytes: Buffer, at: number): boolean {
    const wrong = wrongField(layout, bytes, at);
    if (wrong) this.#fail('damaged', wrong.reason, wrong.name, at + wrong.start);
    return wrong !== undefined;
  }

  /** Where the modules end; -1 when one of them cannot be read. */
  #readModules(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at + 2 <= end) {
      const last = bytes[at + 1] as number;
      if (!isTwoDigits(bytes[at]) || !isDigitAndSign(last)) {
        this.#fail('damaged', (last & 15) === SIGN ? 'not-a-digit' : 'sign', 'moduleCode', at);
        return -1;
      }
      const code = threeAt(bytes, at);
      if (code === 0) return at + 2;
      const layout = MODULE_LAYOUTS[code];
      if (!layout) {
        this.#fail('rejected', 'module-code', 'moduleCode', at);
        return -1;
      }
      if (at + layout.bytes > end) {
        this.#fail('damaged', 'record-length', 'moduleCode', at);
        return -1;
      }
      if (!layout.check.passes(this.#view, at) && this.#isDamaged(layout, bytes, at)) return -1;
      this.#modules.see(code, bytes, at + 2);
      at += layout.bytes;
    }
    this.#fail('damaged', 'record-length', 'moduleCode', at);
    return -1;
  }

  #call(layout: Layout, bytes: Buffer, body: number): this {
    const facts = this.#modules;
    const carrier = layout.carrier < 0 ? facts.carrier : body + layout.carrier;
    this.#numbers(layout, bytes, body);
    this.#trunks(layout, bytes, body, carrier);
    this.releaseCode = facts.releaseCode;
    this.oli = facts.oli;
    this.possibleDuplicate =
      bytes[body + layout.sensorId] !== UNUSED && (bytes[body + layout.sensorId] as number) >> 4 > 0;
    const office = bytes[body + layout.officeId] as number;
    const conversation = elapsedAt(bytes, body + layout.elapsed);
    const elapsed = carrier < 0 ? NO_TIME : elapsedAt(bytes, carrier + CARRIER_ELAPSED_AFTER_PREFIX);
    const day = this.#days.read(bytes, body + layout.date);
    const time = timeAt(bytes, body + layout.time);
    const answer = answerOf(layout, bytes, body);
    this.conversationMs = conversation < 0 ? 0 : conversation;
    this.elapsedMs = elapsed < 0 ? -1 : elapsed;
    this.answered = answer === 1;
    this.localMs = day >= 0 && time >= 0 ? day * DAY_MS + time : -1;
    this.kind = 'record';
    if (office !== UNUSED && office >> 4 === 1)
      return this.#reject('under-test', 'recordingOfficeId', layout.officeId);
    if (day < 0) return this.#reject('connect-date', 'connectDate', layout.date);
    if (time < 0) return this.#reject('connect-time', 'connectTime', layout.time);
    if (conversation < 0) return this.#reject('conversation-time', 'elapsedTime', layout.elapsed);
    if (elapsed === BAD_TIME)
      return this.#reject(
        'elapsed-time',
        'carrierElapsedTime',
        carrier + CARRIER_ELAPSED_AFTER_PREFIX - body,
      );
    if (answer < 0)
      return layout.offHook < 0
        ? this.#reject('answer-indicator', 'completionIndicator', layout.completion)
        : this.#reject('answer-indicator', 'calledPartyOffHook', layout.offHook);
    if (isPiece(layout, bytes, body)) return this.#reject('long-duration', 'timingIndicator', layout.timing);
    if (this.from < NO_NUMBER) return this.#reject('calling-not-nanp', 'originatingNpa', layout.fromNpa);
    if (this.to < 0)
      return this.#reject(
        this.to === WITHOUT_NPA ? 'called-without-npa' : 'called-not-nanp',
        'terminatingNpa',
        layout.toNpa,
      );
    return this;
  }

  #reject(reason: BafRejection, field: string, at: number): this {
    if (this.from < NO_NUMBER) this.from = NO_NUMBER;
    if (this.to < NO_NUMBER) this.to = NO_NUMBER;
    return this.#bad('rejected', reason, field, this.#body + at);
  }

  #numbers(layout: Layout, bytes: Buffer, body: number): void {
    const facts = this.#modules;
    const from = layout.fromNpa < 0 ? NO_NUMBER : originatingAt(bytes, body + layout.fromNpa);
    this.from = from === NO_NUMBER ? facts.calling : from;
    this.to = terminatingAt(bytes, body + layout.overseas);
    this.charge = facts.charge;
    this.lrn = facts.lrn;
    this.jip = facts.jip;
    this.dialled = NO_NUMBER;
    if (layout.dialledNpa < 0) return;
    const dialled = originatingAt(bytes, body + layout.dialledNpa);
    if (dialled >= 0 && dialled !== this.to) this.dialled = dialled;
  }

  #trunks(layout: Layout, bytes: Buffer, body: number, carrier: number): void {
    const facts = this.#modules;
    const at = layout.trunkGroup < 0 ? carrier + TRUNK_GROUP_AFTER_PREFIX : body + layout.trunkGroup;
    const named = carrier < 0 && layout.trunkGroup < 0 ? -1 : valueAt(bytes, at, 5);
    const group = named > 0 ? named % 10_000 : -1;
    this.incomingTrunkGroup = facts.incoming;
    this.outgoingTrunkGroup = facts.outgoing;
    this.trunkGroupNumber = facts.toOther >= 0 ? facts.toOther : group >= 0 ? group : facts.anyTrunkGroup;
    const prefix = carrier < 0 ? -1 : valueAt(bytes, carrier, 5);
    this.cic = prefix >= 10 ? Math.floor(prefix / 10) : -1;
  }

  /** `baf-00625-110`; `baf` alone where the structure cannot be read. */
  get recordType(): string {
    return recordTypeText(this.structure, this.callType);
  }

  /** Four digits; empty when unknown. */
  get trunkGroup(): string {
    return this.trunkGroupNumber < 0 ? '' : this.trunkGroupNumber.toString().padStart(4, '0');
  }

  /** Type and id of the office that recorded: `118-067890`. */
  get recordingOffice(): string {
    const layout = LAYOUTS[this.structure];
    return layout ? this.#office(layout.officeType, layout.officeId) : '';
  }

  /** Type and id of the sensor. */
  get sensor(): string {
    const layout = LAYOUTS[this.structure];
    return layout ? this.#office(layout.sensorType, layout.sensorId) : '';
  }

  #office(type: number, id: number): string {
    if (this.#end - this.#body < id + 4) return '';
    return officeText(threeAt(this.#bytes, this.#body + type), sevenAt(this.#bytes, this.#body + id));
  }

  /** The record with its descriptor, hexadecimal; of bytes that are no record the first ones. */
  raw(): string {
    return this.#bytes.toString('hex', this.#start, this.#end);
  }

  /** A field of the structure of the record; undefined when it has none or does not use it. For records that are not damaged. */
  value(name: Layout['names'][number]): number | undefined {
    for (let layout = LAYOUTS[this.structure]; layout; layout = layout.other) {
      const start = layout.starts[layout.names.indexOf(name)];
      if (start === undefined || wrongField(layout, this.#bytes, this.#body)) continue;
      const value = valueAt(this.#bytes, this.#body + start, bytesOf(name) * 2 - 1);
      return value < 0 ? undefined : value;
    }
    return undefined;
  }

  /** Only for a call. */
  record(): BafRecord {
    return toRecord(this);
  }

  outcome(): BafOutcome {
    const at = { number: this.number, offset: this.offset, bytes: this.bytes };
    const why = { field: this.field, column: this.column, raw: this.raw() };
    switch (this.kind) {
      case 'record':
        return { ...at, kind: 'record', record: this.record() };
      case 'damaged':
        return { ...at, kind: 'damaged', reason: this.reason as BafDamage, ...why };
      case 'rejected':
        return { ...at, kind: 'rejected', reason: this.reason as BafRejection, ...why };
      case 'header':
      case 'trailer':
      case 'other':
        return { ...at, kind: this.kind, recordType: this.recordType };
    }
  }
}
