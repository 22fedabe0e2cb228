/** Counts and sums over the judged lines of the month. */
import { buckets, dispositions, october, type Bucket, type Disposition } from './call.ts';
import { decodeDetail } from './emi.ts';
import type { Judged } from './rules.ts';

export type Sum = { records: number; conversationTenths: number };
export type Class = Sum & { bucket: Bucket | ''; disposition: Disposition };
export type Group = Class & { trunkGroup: string; payer: string };

export type Tally = {
  files: number;
  packs: number;
  /** Detail lines. */
  read: number;
  byDisposition: Record<Disposition, Sum>;
  byBucket: Class[];
  byTrunkGroup: Group[];
  heldReasons: Record<string, number>;
  /** Among the lines that are calls of the month, whatever comes of them. */
  calls: {
    overMidnight: number;
    overClockChange: number;
    withLrn: number;
    withoutCallingNumber: number;
    withOriginatingOcn: number;
  };
};

function add(sum: Sum, tenths: number): void {
  sum.records += 1;
  sum.conversationTenths += tenths;
}

export function tally() {
  const zero = (): Sum => ({ records: 0, conversationTenths: 0 });
  const byDisposition = Object.fromEntries(
    dispositions.map((name) => [name, zero()]),
  ) as Tally['byDisposition'];
  const classes = new Map<string, Class>();
  const groups = new Map<string, Group>();
  const heldReasons: Record<string, number> = {};
  const calls = {
    overMidnight: 0,
    overClockChange: 0,
    withLrn: 0,
    withoutCallingNumber: 0,
    withOriginatingOcn: 0,
  };
  let read = 0;

  const countCall = (line: string): void => {
    const decoded = decodeDetail(line);
    if (decoded.state !== 'usable') return;
    const { connectDate, connectTime, conversationTenths, lrn, from, originatingOcn } = decoded.call;
    const [h, m, s] = [connectTime.slice(0, 2), connectTime.slice(2, 4), connectTime.slice(4)].map(Number);
    const second = (h ?? 0) * 3600 + (m ?? 0) * 60 + (s ?? 0);
    const end = second * 10 + conversationTenths;
    if (end >= 864_000) calls.overMidnight += 1;
    // The clocks go back two hours after the midnight that ends the month.
    if (connectDate === october(31) && end > 864_000 + 72_000) calls.overClockChange += 1;
    if (lrn !== '') calls.withLrn += 1;
    if (from === '') calls.withoutCallingNumber += 1;
    if (originatingOcn !== '') calls.withOriginatingOcn += 1;
  };

  return {
    add(judged: Judged, line: string): void {
      const { bucket, disposition, payer, trunkGroup, conversationTenths, reason } = judged;
      read += 1;
      add(byDisposition[disposition], conversationTenths);
      const classKey = `${bucket}|${disposition}`;
      const inClass = classes.get(classKey) ?? { bucket, disposition, ...zero() };
      classes.set(classKey, inClass);
      add(inClass, conversationTenths);
      if (bucket !== '') {
        const groupKey = `${classKey}|${trunkGroup}|${payer}`;
        const inGroup = groups.get(groupKey) ?? { bucket, disposition, trunkGroup, payer, ...zero() };
        groups.set(groupKey, inGroup);
        add(inGroup, conversationTenths);
      }
      if (disposition === 'held') heldReasons[reason] = (heldReasons[reason] ?? 0) + 1;
      if (disposition !== 'held' && disposition !== 'duplicate') countCall(line);
    },
    result(files: number, packs: number): Tally {
      const place = (item: Class): number =>
        item.bucket === '' ? buckets.length : buckets.indexOf(item.bucket);
      const name = (item: Group): string => `${item.trunkGroup}|${item.payer}`;
      const byClass = (a: Class, b: Class): number =>
        place(a) - place(b) || dispositions.indexOf(a.disposition) - dispositions.indexOf(b.disposition);
      return {
        files,
        packs,
        read,
        byDisposition,
        byBucket: [...classes.values()].sort(byClass),
        byTrunkGroup: [...groups.values()].sort((a, b) => byClass(a, b) || (name(a) < name(b) ? -1 : 1)),
        heldReasons: Object.fromEntries(Object.entries(heldReasons).sort(([a], [b]) => (a < b ? -1 : 1))),
        calls,
      };
    },
  };
}
