/**
 * A file of orders at speed: a CSV of local service requests, one in a hundred of them bad, from its bytes to verdicts in a database
 * that writes durably.
 *
 *   node bin/meetpoint.cjs node bench/order-files.bench.ts [--orders 10000] [--smoke] [--json]
 *
 * Which lines are bad, and how, is worked out here beside the data, and asserted with all totals; so is that the file sent again
 * changes nothing. Times are not asserted, because machines differ.
 */
import { parseArgs } from 'node:util';
import { kinds } from '../src/app/kinds.ts';
import { readBases } from '../src/articles/ordering/forms/bases.ts';
import { unwrap } from '../src/base/result.ts';
import { OrderIntake } from '../src/flows/take-order/order-intake.ts';
import { orderRoom } from '../src/flows/take-order/order-room.ts';
import { writeOrderCsv } from '../src/formats/order-csv/index.ts';
import type { OrderDocument } from '../src/formats/order-forms/document.ts';
import { readOrderFile } from '../src/gateways/order-files/read-order-file.ts';
import { resultCsv } from '../src/gateways/order-files/result-csv.ts';
import type { FileResult } from '../src/gateways/order-files/result.ts';
import { sendOrderFile } from '../src/gateways/order-files/send-order-file.ts';
import { recordAudit } from '../src/platform/audit.ts';
import { fixedClock } from '../src/platform/clock.ts';
import { assertEqual, machine, openGround } from './orders/ground.ts';

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '10000' },
    smoke: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const orders = values.smoke ? 400 : Number(values.orders);
/** Monday 2 November 2026, 09:00 in Missouri. */
const clock = fixedClock('2026-11-02T15:00:00Z');
const EACH = 100;

/** One in a hundred is bad, each time in another of these ways: as the line, its verdict and its first fault. */
const FAULTS = [
  { verdict: 'unreadable', id: 'order-csv/ambiguous-date', change: { DDD: '05/06/2026' } },
  // The line has no number (edit of usage, reference/forms/usage.csv).
  { verdict: 'rejected', id: 'LSR-2301', change: { LNUM: '' } },
  { verdict: 'refused', id: 'LSR-0104', change: { VER: '1' } },
  // The facility of the order before.
  { verdict: 'rejected', id: 'LSR-0308', change: { CFA: 'before' } },
] as const;
const faultOf = (at: number) =>
  at % EACH === EACH - 1 ? FAULTS[Math.floor(at / EACH) % FAULTS.length] : undefined;

const base = readBases().bases.get('loop-new') ?? {};
const documents = Array.from({ length: orders }, (_, at): OrderDocument => {
  const change: Readonly<Record<string, string>> = faultOf(at)?.change ?? {};
  const facility = (of: number): string => `CLMAMOXA-B-${String(of).padStart(7, '0')}`;
  const { LNUM = '00001', CFA, ...page } = change;
  return {
    LSR: [{ ...base.LSR?.[0], PON: `B${String(at).padStart(7, '0')}`, ...page }],
    EU: base.EU ?? [],
    LS: [{ ...base.LS?.[0], LNUM, CFA: facility(CFA === undefined ? at : at - 1) }],
  };
});
const bytes = Buffer.from(writeOrderCsv(documents));
/** The header is line 1, the order at 0 is line 2. */
const wanted = documents.flatMap((_, at) => {
  const fault = faultOf(at);
  return fault === undefined ? [] : [`${at + 2} ${fault.verdict} ${fault.id}`];
});
const count = (verdict: string): number => wanted.filter((line) => line.includes(` ${verdict} `)).length;

const ground = await openGround();
try {
  const intake = new OrderIntake(ground.db, orderRoom(ground.agreement, kinds));
  const send = async (): Promise<{ result: FileResult; seconds: number; reading: number; csv: number }> => {
    const started = performance.now();
    const file = unwrap(await readOrderFile(bytes));
    const read = performance.now();
    const result = await sendOrderFile(
      {
        db: ground.db,
        intake,
        agreement: ground.agreement,
        clock,
        party: ground.agreement.parties.clec,
        withOrder: (tx, { id }) =>
          recordAudit(tx, clock, { who: 'bench', what: 'ordered', subject: id, purpose: 'order' }),
      },
      file,
    );
    const csv = resultCsv(result).length;
    const done = performance.now();
    return { result, seconds: (done - started) / 1000, reading: (read - started) / 1000, csv };
  };
  const first = await send();
  const bad = first.result.rows.filter(({ verdict }) => verdict !== 'taken');
  assertEqual('bad lines and what is wrong with them', bad.map(told), wanted);
  const taken = orders - wanted.length;
  const totals = {
    read: orders,
    taken,
    rejected: count('rejected'),
    refused: count('refused'),
    repeated: 0,
    unreadable: count('unreadable'),
  };
  assertEqual('totals', first.result.orders, totals);
  const [stored] = await ground.within((tx) =>
    tx.query<{ orders: number; events: number }>(
      `SELECT (SELECT count(*)::int FROM case_state WHERE agreement_id = $1) AS orders,
              (SELECT count(*)::int FROM event WHERE agreement_id = $1) AS events`,
      [ground.agreement.id],
    ),
  );
  // Received and acknowledged; a rejection is a third event.
  const onRecord = taken + totals.rejected;
  assertEqual('on record', stored, { orders: onRecord, events: 2 * onRecord + totals.rejected });
  const again = await send();
  assertEqual('totals of the same file again', again.result.orders, {
    ...totals,
    taken: 0,
    rejected: 0,
    repeated: onRecord,
  });
  const rss = Math.round(process.resourceUsage().maxRSS / 1024);
  const figures = {
    orders,
    bytes: bytes.length,
    seconds: first.seconds,
    rowsPerSecond: orders / first.seconds,
    readingSeconds: first.reading,
    againSeconds: again.seconds,
    rss,
  };
  if (values.json) console.log(JSON.stringify({ machine: machine(), ...figures }));
  else {
    console.log(machine());
    console.log(
      `${orders} orders, ${wanted.length} bad, ${(bytes.length / 2 ** 20).toFixed(1)} MB of CSV: ${first.seconds.toFixed(1)} s, ${Math.round(figures.rowsPerSecond)} rows/s (reading ${first.reading.toFixed(2)} s)`,
    );
    console.log(`the same file again: ${again.seconds.toFixed(1)} s; peak of memory ${rss} MB`);
  }
} finally {
  await ground.close();
}

function told({ line, verdict, problems }: FileResult['rows'][number]): string {
  return `${line} ${verdict} ${problems[0]?.id}`;
}
