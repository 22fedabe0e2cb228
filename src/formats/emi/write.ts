import { DETAIL, DETAIL_TYPE, HEADER_TYPE, LINE_BYTES, TRAILER_TYPE } from './layout.ts';
import type { DetailField } from './layout.ts';
import type { EmiRecord, PackLine } from './record.ts';

const pad = (value: number, length: number): string => String(value).padStart(length, '0');

/** HHMMSST. @throws RangeError over 99 hours or with a part finer than a tenth of a second. */
function duration(ms: number): string {
  if (!Number.isInteger(ms / 100) || ms < 0 || ms >= 360_000_000)
    throw new RangeError(`${ms} ms does not fit HHMMSST.`);
  const tenths = ms / 100;
  const seconds = Math.floor(tenths / 10);
  return (
    pad(Math.floor(seconds / 3600), 2) +
    pad(Math.floor(seconds / 60) % 60, 2) +
    pad(seconds % 60, 2) +
    String(tenths % 10)
  );
}

/** A detail line without its line end. @throws RangeError when a value does not fit its field. */
export function writeDetail(record: EmiRecord): string {
  const values: Readonly<Record<DetailField, string>> = {
    recordType: DETAIL_TYPE,
    connectDate: record.connectDate.replaceAll('-', '').slice(2),
    fromLength: record.fromNumber === undefined ? '00' : '10',
    fromNumber: record.fromNumber ?? '',
    fromOverflow: '00000',
    toLength: '10',
    toNumber: record.toNumber,
    toOverflow: '00000',
    trunkGroup: record.trunkGroup,
    connectTime: record.connectTime.replaceAll(':', ''),
    conversationTime: duration(record.conversationMs),
    elapsedTime: duration(record.elapsedMs),
    answerIndicator: record.answered ? '1' : '0',
    lrn: record.lrn ?? '',
    reserved1: '',
    sequence: pad(record.sequence, 9),
    recordingSwitch: record.recordingSwitch,
    recordedBy: record.recordedBy,
    reserved2: '',
    originatingOcn: record.originatingOcn ?? '',
    terminatingOcn: record.terminatingOcn ?? '',
    reserved3: '',
  };
  return DETAIL.map(({ name, length }) => {
    if (values[name].length > length)
      throw new RangeError(`${name} "${values[name]}" is longer than ${length}.`);
    return values[name].padEnd(length, ' ');
  }).join('');
}

/** A header, or a trailer when `detailLines` is given. */
export function writePackLine(pack: PackLine): string {
  const type = pack.detailLines === undefined ? HEADER_TYPE : TRAILER_TYPE;
  const count = pack.detailLines === undefined ? '' : pad(pack.detailLines, 9);
  const start = `${type}${pack.date}${pack.sender.padEnd(4)}${pack.receiver.padEnd(4)}${pack.pack}`;
  return `${start}${count}`.padEnd(LINE_BYTES, ' ');
}

/** One pack with header, trailer and sequence numbers from 1. */
export function writePack(pack: Omit<PackLine, 'detailLines'>, records: readonly EmiRecord[]): string {
  const lines = [
    writePackLine(pack),
    ...records.map((record, index) => writeDetail({ ...record, sequence: index + 1 })),
    writePackLine({ ...pack, detailLines: records.length }),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
