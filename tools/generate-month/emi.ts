/** The layout of docs/formats/emi-11-01.md, written and read back. */
import { clock, type Call } from './call.ts';

export const lineLength = 175;

const digits = (n: number, length: number): string => String(n).padStart(length, '0');

/** HHMMSST of a length of time in tenths of a second. */
const length7 = (tenths: number): string => clock(Math.floor(tenths / 10)) + String(tenths % 10);

export function encodeDetail(call: Call, sequence: number, switchClli: string, recordingOcn: string): string {
  const line =
    '110120' +
    call.connectDate +
    (call.from === '' ? '00' : '10') +
    call.from.padEnd(10) +
    '00000' +
    '10' +
    call.to +
    '00000' +
    call.trunkGroup.padEnd(8) +
    call.connectTime +
    length7(call.conversationTenths) +
    length7(call.elapsedTenths) +
    (call.answered ? '1' : '0') +
    call.lrn.padEnd(10) +
    ' '.repeat(10) +
    digits(sequence, 9) +
    switchClli +
    recordingOcn +
    ' '.repeat(47) +
    call.originatingOcn.padEnd(4) +
    ' '.repeat(5);
  if (line.length !== lineLength) throw new Error(`a detail record of ${line.length} bytes`);
  return line;
}

export type Pack = { date: string; sendingOcn: string; receivingOcn: string; number: number };

const packKey = (pack: Pack): string =>
  pack.date + pack.sendingOcn + pack.receivingOcn + digits(pack.number, 4);

export const encodeHeader = (pack: Pack): string => `202001${packKey(pack)}`.padEnd(lineLength);

export const encodeTrailer = (pack: Pack, records: number): string =>
  `202002${packKey(pack)}${digits(records, 9)}`.padEnd(lineLength);

export const isDetail = (line: string): boolean => !line.startsWith('202001') && !line.startsWith('202002');

export type Decoded = { state: 'damaged' } | { state: 'wrong'; call: Call } | { state: 'usable'; call: Call };

const digitFields = /^\d{14}(?:\d{10}| {10})\d{22}.{8}\d{21}(?:\d{10}| {10}).{10}\d{9}.{71}$/;

function isDate(text: string): boolean {
  const [year, month, day] = [text.slice(0, 2), text.slice(2, 4), text.slice(4, 6)].map(Number);
  const date = new Date(Date.UTC(2000 + (year ?? 0), (month ?? 0) - 1, day));
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
}

const isLength = (text: string): boolean => text.slice(2, 4) < '60' && text.slice(4, 6) < '60';
const isTime = (text: string): boolean => text.slice(0, 2) < '24' && isLength(text);

const tenths = (text: string): number =>
  (Number(text.slice(0, 2)) * 3600 + Number(text.slice(2, 4)) * 60 + Number(text.slice(4, 6))) * 10 +
  Number(text.slice(6));

/** Reads a line of Latin-1 characters, one a byte. */
export function decodeDetail(line: string): Decoded {
  if (line.length !== lineLength || !digitFields.test(line)) return { state: 'damaged' };
  const at = (first: number, last: number): string => line.slice(first - 1, last).trim();
  const call: Call = {
    connectDate: at(7, 12),
    connectTime: at(55, 60),
    from: at(15, 24),
    to: at(32, 41),
    trunkGroup: at(47, 54),
    conversationTenths: tenths(at(61, 67)),
    elapsedTenths: tenths(at(68, 74)),
    answered: at(75, 75) === '1',
    lrn: at(76, 85),
    originatingOcn: at(167, 170),
  };
  const right =
    at(1, 6) === '110120' &&
    isDate(call.connectDate) &&
    at(13, 14) === (call.from === '' ? '00' : '10') &&
    at(30, 31) === '10' &&
    isTime(call.connectTime) &&
    isLength(at(61, 67)) &&
    isLength(at(68, 74)) &&
    call.conversationTenths <= call.elapsedTenths;
  return { state: right ? 'usable' : 'wrong', call };
}
