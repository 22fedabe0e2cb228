import { HEADER_TYPES, SUMMARY_TYPES, TRAILER_TYPES, isOfType } from './layout.ts';
import type { DetailLayout, EmiLayout, Field } from './layout.ts';
import { TextReader } from './text-reader.ts';

/** Numbers that the reader of details asks for, each at its own place among the values of a line. */
export const SLOT = {
  recordType: 0,
  connectDate: 1,
  fromLength: 2,
  fromNumber: 3,
  toLength: 4,
  toNumber: 5,
  connectTime: 6,
  conversationTime: 7,
  elapsedTime: 8,
  answerIndicator: 9,
  lrn: 10,
  chargeNumber: 11,
  sequence: 12,
  dialled: 13,
  jip: 14,
} as const;

const FREE_SLOT = Object.keys(SLOT).length;
export const SLOTS = 32;

/** Fields that are texts to everybody, also where a layout checks that they are digits. */
export const TEXT_FIELDS = [
  'trunkGroup',
  'recordingSwitch',
  'recordedBy',
  'originatingOcn',
  'terminatingOcn',
  'cic',
  'oli',
  'returnCode',
  'settlementCode',
] as const;

export type TextField = (typeof TEXT_FIELDS)[number];

/**
 * Numbers that a file repeats from line to line: while their bytes stay as they were on the line before, their values stay too,
 * and are neither checked nor counted again.
 */
const STEADY = new Set([
  'recordType',
  'connectDate',
  'fromLength',
  'fromOverflow',
  'toLength',
  'toOverflow',
  'chargeNumber',
  'dialled',
  'jip',
  'oli',
  'cic',
  'voip',
]);

/** The fields of a layout that must be digits, as columns for a tight loop, in the order of their positions. */
export interface DigitFields {
  /** 0-based offset in the line. */
  readonly from: Int32Array;
  readonly length: Int32Array;
  /** 1: may be blank as a whole. */
  readonly optional: Uint8Array;
  readonly slot: Int32Array;
  /** Fields that follow each other without a gap and are all steady, or all not. */
  readonly runs: readonly DigitRun[];
}

export interface DigitRun {
  /** Fields from `first` to before `end`. */
  readonly first: number;
  readonly end: number;
  /** 0-based offset in the line. */
  readonly from: number;
  /** Bytes of a steady run when it was last found to be right; undefined where the run is not steady. */
  readonly last: DataView | undefined;
  /** Whether `last` was found to be right, and its values are those in the slots. */
  known: boolean;
}

export function digitFields(fields: readonly Field[]): DigitFields {
  const checked = fields
    .filter(({ kind }) => kind === 'digits' || kind === 'digits-or-blank')
    .toSorted((a, b) => a.position - b.position);
  let free = FREE_SLOT;
  return {
    from: Int32Array.from(checked, ({ position }) => position - 1),
    length: Int32Array.from(checked, ({ length }) => length),
    optional: Uint8Array.from(checked, ({ kind }) => (kind === 'digits-or-blank' ? 1 : 0)),
    slot: Int32Array.from(checked, ({ name }) =>
      Object.hasOwn(SLOT, name) ? SLOT[name as keyof typeof SLOT] : free++,
    ),
    runs: runsOf(checked),
  };
}

function runsOf(fields: readonly Field[]): DigitRun[] {
  const runs: DigitRun[] = [];
  for (let first = 0; first < fields.length;) {
    const steady = STEADY.has(fields[first]?.name ?? '');
    let end = first + 1;
    while (end < fields.length && follows(fields, end) && STEADY.has(fields[end]?.name ?? '') === steady)
      end++;
    const from = (fields[first]?.position ?? 1) - 1;
    const bytes = endOf(fields[end - 1]) - 1 - from;
    runs.push({
      first,
      end,
      from,
      last: steady ? new DataView(new ArrayBuffer(bytes)) : undefined,
      known: false,
    });
    first = end;
  }
  return runs;
}

const endOf = (field: Field | undefined): number => (field ? field.position + field.length : 0);
const follows = (fields: readonly Field[], at: number): boolean =>
  fields[at]?.position === endOf(fields[at - 1]);

/** A detail layout, ready to read lines. */
export interface CompiledDetail {
  readonly layout: DetailLayout;
  readonly digits: DigitFields;
  /** Numbers of the line that was read last, by slot; -1 where there is none. */
  readonly values: Float64Array;
  readonly hoursInDurations: boolean;
  readonly zerosAreNone: boolean;
  /** 0-based offsets; -1 where the layout has no such field. */
  readonly fromNumberAt: number;
  readonly toNumberAt: number;
  readonly answerAt: number;
  readonly voipAt: number;
  readonly returnCodeAt: number;
  /** Bytes of the signs; -1: no sign. */
  readonly answeredYes: number;
  readonly answeredNo: number;
  readonly voipYes: number;
  readonly voipNo: number;
  readonly hasElapsed: boolean;
  readonly hasSequence: boolean;
  readonly texts: Readonly<Record<TextField, TextReader | undefined>>;
}

export function compileDetail(layout: DetailLayout): CompiledDetail {
  const find = (name: string): Field | undefined => layout.fields.find((field) => field.name === name);
  const at = (name: string): number => (find(name)?.position ?? 0) - 1;
  const sign = (text: string | undefined): number => text?.charCodeAt(0) ?? -1;
  const text = (name: TextField): TextReader | undefined => {
    const field = find(name);
    return field && new TextReader(field.position - 1, field.length, layout.zerosAreNone);
  };
  return {
    layout,
    digits: digitFields(layout.fields),
    values: new Float64Array(SLOTS).fill(-1),
    hoursInDurations: layout.durations === 'HHMMSST',
    zerosAreNone: layout.zerosAreNone,
    fromNumberAt: at('fromNumber'),
    toNumberAt: at('toNumber'),
    answerAt: at('answerIndicator'),
    voipAt: at('voip'),
    returnCodeAt: at('returnCode'),
    answeredYes: sign(layout.answered.yes),
    answeredNo: sign(layout.answered.no),
    voipYes: sign(layout.voip.yes),
    voipNo: sign(layout.voip.no),
    hasElapsed: find('elapsedTime') !== undefined,
    hasSequence: find('sequence') !== undefined,
    texts: Object.fromEntries(TEXT_FIELDS.map((name) => [name, text(name)])) as Record<
      TextField,
      TextReader | undefined
    >,
  };
}

/** What the first six bytes of a line announce. */
export interface LineType {
  readonly kind: 'detail' | 'header' | 'trailer' | 'summary' | 'unknown';
  readonly detail: CompiledDetail;
}

/** Tells the type of a line; types that were seen are remembered. */
export class LineTypes {
  readonly #known = new Map<string, LineType>();
  readonly #details: readonly CompiledDetail[];

  constructor(layout: EmiLayout) {
    this.#details = layout.details.map(compileDetail);
  }

  /** A line of an unknown type is checked as if it were a detail of the first layout. */
  get first(): CompiledDetail {
    return this.#details[0] as CompiledDetail;
  }

  of(recordType: string): LineType {
    const known = this.#known.get(recordType);
    if (known) return known;
    const type = this.#find(recordType);
    if (this.#known.size < 10_000) this.#known.set(recordType, type);
    return type;
  }

  #find(recordType: string): LineType {
    const detail = this.#details.find(({ layout }) => isOfType(layout.types, recordType));
    if (detail) return { kind: 'detail', detail };
    const kind = isOfType(HEADER_TYPES, recordType)
      ? 'header'
      : isOfType(TRAILER_TYPES, recordType)
        ? 'trailer'
        : isOfType(SUMMARY_TYPES, recordType)
          ? 'summary'
          : 'unknown';
    return { kind, detail: this.first };
  }
}
