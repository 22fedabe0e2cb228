import { toEbcdic } from './ebcdic.ts';
import type { Encoding, Framing } from './frame.ts';
import { isOfType } from './layout.ts';
import type { DetailLayout, EmiLayout, EmiLayoutName, Field } from './layout.ts';
import { LAYOUTS } from './layouts.ts';
import type { EmiRecord, EmiSummary, PackLine } from './record.ts';

const TENTH_OF_SECOND_MS = 100;
const TENTH_OF_MINUTE_MS = 6_000;

type Values = Readonly<Record<string, string | undefined>>;

const pad = (value: number, length: number): string => String(value).padStart(length, '0');

/** A line of the fields; what has no value is blank. @throws RangeError when a value does not fit, or has no field. */
function lineOf(fields: readonly Field[], values: Values): string {
  for (const [name, value] of Object.entries(values))
    if (value && !fields.some((field) => field.name === name))
      throw new RangeError(`The layout has no field ${name} for "${value}".`);
  return fields
    .toSorted((a, b) => a.position - b.position)
    .map(({ name, length }) => {
      const value = values[name] ?? '';
      if (value.length > length) throw new RangeError(`${name} "${value}" is longer than ${length}.`);
      return value.padEnd(length, ' ');
    })
    .join('');
}

/** @throws RangeError when it does not fit seven digits or has a part finer than a tenth of a second. */
function duration(ms: number, { durations }: DetailLayout): string {
  const tenths = ms / TENTH_OF_SECOND_MS;
  const seconds = Math.floor(tenths / 10);
  const minutes = Math.floor(seconds / 60);
  const head =
    durations === 'HHMMSST' ? pad(Math.floor(minutes / 60), 2) + pad(minutes % 60, 2) : pad(minutes, 4);
  const text = `${head}${pad(seconds % 60, 2)}${tenths % 10}`;
  if (!Number.isInteger(tenths) || ms < 0 || text.length > 7)
    throw new RangeError(`${ms} ms does not fit ${durations}.`);
  return text;
}

/** A detail line without its line end. @throws RangeError when a value does not fit its field or its layout. */
export function writeDetail(record: EmiRecord, name: EmiLayoutName = 'own-175'): string {
  const type = record.recordType ?? '110120';
  const layout = LAYOUTS[name].details.find(({ types }) => isOfType(types, type));
  if (!layout) throw new RangeError(`The layout ${name} has no records of type ${type}.`);
  const has = (field: string): boolean => layout.fields.some((one) => one.name === field);
  const { answered, voip } = layout;
  const values: Values = {
    recordType: type,
    connectDate: record.connectDate.replaceAll('-', '').slice(2),
    fromLength: record.fromNumber === undefined ? '00' : '10',
    fromNumber: record.fromNumber,
    toLength: '10',
    toNumber: record.toNumber,
    trunkGroup: record.trunkGroup,
    connectTime: record.connectTime.replaceAll(':', ''),
    conversationTime: duration(record.conversationMs, layout),
    elapsedTime: record.elapsedMs === undefined ? undefined : duration(record.elapsedMs, layout),
    answerIndicator: record.answered ? (answered.yes ?? '0') : answered.no,
    lrn: record.lrn,
    chargeNumber: record.chargeNumber,
    dialled: record.dialled,
    jip: record.jip,
    oli: record.oli,
    cic: record.cic,
    voip: record.voip === undefined ? undefined : sign('voip', record.voip ? voip.yes : voip.no),
    settlementCode: record.settlementCode,
    sequence: has('sequence') ? pad(record.sequence, 9) : undefined,
    recordingSwitch: record.recordingSwitch,
    recordedBy: record.recordedBy,
    originatingOcn: record.originatingOcn,
    terminatingOcn: record.terminatingOcn,
    ...Object.fromEntries(
      layout.fields
        .filter((field) => field.kind === 'digits' && field.name.endsWith('Overflow'))
        .map((field) => [field.name, '0'.repeat(field.length)]),
    ),
    ...record.more,
  };
  return lineOf(layout.fields, values);
}

/** @throws RangeError when the layout has no sign for the value. */
function sign(field: string, text: string | undefined): string {
  if (text === undefined) throw new RangeError(`The layout has no sign for this value of ${field}.`);
  return text;
}

/** A summary line without its line end. @throws RangeError when a value does not fit. */
export function writeSummary(summary: EmiSummary, name: EmiLayoutName = 'own-175'): string {
  const tenths = summary.conversationMs / TENTH_OF_MINUTE_MS;
  if (!Number.isInteger(tenths) || tenths < 0)
    throw new RangeError(`${summary.conversationMs} ms is not a number of tenths of a minute.`);
  const { conversationMs: _, ...texts } = summary;
  return lineOf(LAYOUTS[name].summary, {
    ...texts,
    fromDate: summary.fromDate.replaceAll('-', '').slice(2),
    toDate: summary.toDate.replaceAll('-', '').slice(2),
    messages: pad(summary.messages, 9),
    minutes: pad(tenths, 11),
    sequence: pad(summary.sequence, 9),
  });
}

/** A header, or a trailer when `detailLines` is given. */
export function writePackLine(pack: PackLine, name: EmiLayoutName = 'own-175'): string {
  const layout: EmiLayout = LAYOUTS[name];
  return lineOf(layout.pack, {
    recordType: pack.detailLines === undefined ? layout.header : layout.trailer,
    packDate: pack.date,
    sender: pack.sender,
    receiver: pack.receiver,
    packNumber: pack.pack,
    detailLines: pack.detailLines === undefined ? undefined : pad(pack.detailLines, 9),
  });
}

export type EmiEntry = EmiRecord | EmiSummary;

const isSummary = (entry: EmiEntry): entry is EmiSummary => 'messages' in entry;

/** Lines of one pack in order: header, records and summaries with sequence numbers from 1, trailer. */
function* packLines(
  pack: Omit<PackLine, 'detailLines'>,
  entries: Iterable<EmiEntry>,
  layout: EmiLayoutName,
): Generator<string> {
  yield writePackLine(pack, layout);
  let sequence = 0;
  for (const entry of entries) {
    sequence += 1;
    yield isSummary(entry)
      ? writeSummary({ ...entry, sequence }, layout)
      : writeDetail({ ...entry, sequence }, layout);
  }
  yield writePackLine({ ...pack, detailLines: sequence }, layout);
}

/** One pack as text, in lines of the product's own layout. */
export function writePack(pack: Omit<PackLine, 'detailLines'>, entries: Iterable<EmiEntry>): string {
  return [...packLines(pack, entries, 'own-175')].map((line) => `${line}\n`).join('');
}

export interface WriteOptions {
  readonly layout?: EmiLayoutName;
  readonly encoding?: Encoding;
  readonly framing?: Framing;
}

/** One pack line by line, in bytes; nothing is kept. EBCDIC lines end with NEL. */
export function* writeEmi(
  pack: Omit<PackLine, 'detailLines'>,
  entries: Iterable<EmiEntry>,
  { layout = 'own-175', encoding = 'ascii', framing = 'lines' }: WriteOptions = {},
): Generator<Buffer> {
  for (const line of packLines(pack, entries, layout)) {
    const text = framing === 'lines' ? `${line}\n` : line;
    yield encoding === 'ebcdic' ? toEbcdic(text) : Buffer.from(text, 'latin1');
  }
}
