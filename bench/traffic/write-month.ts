/** Writes a month of EMI text from templates, and what must come out of it. */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { LAYOUTS, writeDetail, writePackLine } from '../../src/formats/emi/index.ts';
import type { EmiRecord } from '../../src/formats/emi/index.ts';
import { ORDINARY } from './world.ts';
import type { Random, Template } from './templates.ts';

/** First days of the versions of the prices that change within the month. */
export const PRICE_DAYS = [1, 11, 21] as const;
export const DAYS = 31;

export interface Tally {
  /** Calls and milliseconds by template and version of prices: `template * PRICE_DAYS.length + version`. */
  readonly calls: Float64Array;
  readonly ms: Float64Array;
  records: number;
  duplicates: number;
  bytes: number;
}

const DUPLICATES = 0.005;
const LONGEST_TENTHS = 4_800;
const FLUSH = 1 << 23;

const DETAIL = LAYOUTS['own-175'].details[0]?.fields ?? [];
const at = (name: string): number => (DETAIL.find((field) => field.name === name)?.position ?? 0) - 1;
const [FROM, TO, TIME, CONVERSATION, ELAPSED, SEQUENCE] = [
  at('fromNumber') + 7,
  at('toNumber') + 7,
  at('connectTime'),
  at('conversationTime'),
  at('elapsedTime'),
  at('sequence'),
];

function digits(buffer: Buffer, place: number, value: number, length: number): void {
  for (let i = place + length - 1; i >= place; i--) {
    buffer[i] = 48 + (value % 10);
    value = Math.floor(value / 10);
  }
}

function duration(buffer: Buffer, place: number, tenths: number): void {
  const seconds = Math.floor(tenths / 10);
  digits(buffer, place, Math.floor(seconds / 3600), 2);
  digits(buffer, place + 2, Math.floor(seconds / 60) % 60, 2);
  digits(buffer, place + 4, seconds % 60, 2);
  digits(buffer, place + 6, tenths % 10, 1);
}

function lineOf(template: Template, connectDate: string): Buffer {
  const pad = (value: number): string => String(value).padStart(3, '0');
  const record: EmiRecord = {
    connectDate,
    connectTime: '00:00:00',
    ...(template.fromBlock === undefined ? {} : { fromNumber: `${template.fromBlock}000` }),
    toNumber: `${template.toBlock}${pad(template.toLast ?? 0)}`,
    trunkGroup: template.trunk,
    conversationMs: 0,
    elapsedMs: 0,
    answered: template.answered,
    sequence: 0,
    recordingSwitch: 'CLMBMOZA05T',
    recordedBy: '9C01',
    ...(template.originatingOcn === undefined ? {} : { originatingOcn: template.originatingOcn }),
    ...(template.dialled === undefined ? {} : { dialled: String(template.dialled).padStart(10, '0') }),
    ...(template.voip ? { voip: true } : {}),
  };
  return Buffer.from(`${writeDetail(record)}\n`, 'latin1');
}

/** One file a day into `dir/usage/emi`. @returns what was written. */
export function writeMonth(
  dir: string,
  wanted: number,
  templates: readonly Template[],
  often: Uint32Array,
  random: Random,
): Tally {
  const folder = path.join(dir, 'usage/emi');
  mkdirSync(folder, { recursive: true });
  const size = templates.length * PRICE_DAYS.length;
  const tally: Tally = {
    calls: new Float64Array(size),
    ms: new Float64Array(size),
    records: 0,
    duplicates: 0,
    bytes: 0,
  };
  const urn = Uint32Array.from(
    [...often].flatMap((times, template) => Array.from({ length: times }, () => template)),
  );
  for (let day = 1; day <= DAYS; day++) {
    const count = Math.floor((wanted * day) / DAYS) - Math.floor((wanted * (day - 1)) / DAYS);
    const date = `2026-10-${String(day).padStart(2, '0')}`;
    const version = PRICE_DAYS.filter((first) => first <= day).length - 1;
    tally.bytes += writeDay(path.join(folder, `bench-${date}.emi`), date, count, version);
  }
  return tally;

  function writeDay(file: string, date: string, count: number, version: number): number {
    const lines = templates.map((template) => lineOf(template, date));
    const pack = {
      date: date.slice(2).replaceAll('-', ''),
      sender: '9C01',
      receiver: '9S01',
      pack: date.slice(8).padStart(4, '0'),
    };
    const out = Buffer.allocUnsafe(FLUSH + 4096);
    const fd = openSync(file, 'w');
    let [used, bytes, again] = [0, 0, 0];
    const put = (text: string): void => {
      used += out.write(`${text}\n`, used, 'latin1');
    };
    put(writePackLine(pack));
    for (let n = 1; n <= count; n++) {
      if (used > FLUSH) {
        bytes += writeSync(fd, out, 0, used);
        used = 0;
      }
      if (again > 0 && random() < DUPLICATES) {
        out.copy(out, used, again, again + 176);
        digits(out, used + SEQUENCE, n, 9);
        used += 176;
        tally.duplicates += 1;
        again = 0;
        continue;
      }
      const no = urn[Math.floor(random() * urn.length)] as number;
      const template = templates[no] as Template;
      (lines[no] as Buffer).copy(out, used);
      if (template.fromBlock !== undefined) digits(out, used + FROM, Math.floor(random() * ORDINARY), 3);
      if (template.toLast === undefined)
        digits(
          out,
          used + TO,
          template.toPorted ? 800 + Math.floor(random() * 200) : Math.floor(random() * ORDINARY),
          3,
        );
      const second = Math.floor(random() * 86_400);
      digits(out, used + TIME, Math.floor(second / 3600), 2);
      digits(out, used + TIME + 2, Math.floor(second / 60) % 60, 2);
      digits(out, used + TIME + 4, second % 60, 2);
      const tenths = 1 + Math.floor(random() * LONGEST_TENTHS);
      duration(out, used + CONVERSATION, template.answered ? tenths : 0);
      duration(out, used + ELAPSED, tenths + 80);
      digits(out, used + SEQUENCE, n, 9);
      again = used;
      used += 176;
      const place = no * PRICE_DAYS.length + version;
      tally.calls[place] = (tally.calls[place] ?? 0) + 1;
      if (template.answered) tally.ms[place] = (tally.ms[place] ?? 0) + tenths * 100;
      if (used > FLUSH) {
        bytes += writeSync(fd, out, 0, used);
        used = 0;
        again = 0;
      }
    }
    put(writePackLine({ ...pack, detailLines: count }));
    bytes += writeSync(fd, out, 0, used);
    closeSync(fd);
    tally.records += count;
    return bytes;
  }
}
