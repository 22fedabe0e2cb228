/**
 * Orders at speed: taking them durably against bare transactions of three inserts, pages of a million stored, clocks that run out.
 *
 *   node bin/meetpoint.cjs node bench/orders.bench.ts [--orders 4000] [--stored 1000000] [--clocks 100000] [--smoke] [--json]
 *
 * A server of its own, which writes durably; DATABASE_URL names another. How many orders, events, clocks and which first rows
 * there are is asserted; times are not, because machines differ: compare the ratios of one run.
 */
import { parseArgs } from 'node:util';
import { acceptOrders } from './orders/accept.ts';
import { fireClocks } from './orders/clocks.ts';
import { machine, openGround } from './orders/ground.ts';
import { listOrders } from './orders/list.ts';

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '4000' },
    stored: { type: 'string', default: '1000000' },
    clocks: { type: 'string', default: '100000' },
    smoke: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const [orders, stored, clocks, times] = values.smoke
  ? [60, 3_000, 300, 3]
  : [Number(values.orders), Number(values.stored), Number(values.clocks), 40];

const round = (value: number, digits = 0): number => Number(value.toFixed(digits));

const ground = await openGround();
try {
  const accepted = [await acceptOrders(ground, 1, orders), await acceptOrders(ground, 16, orders)];
  const fired = await fireClocks(ground, clocks);
  const listed = await listOrders(ground, stored, times);
  const rss = round(process.memoryUsage().rss / 2 ** 20);
  if (values.json) {
    console.log(JSON.stringify({ machine: machine(), accepted, fired, listed, rss }));
  } else {
    console.log(machine());
    for (const one of accepted)
      console.log(
        `taken by ${one.clients}: ${round(one.orders)} orders/s, bare ${round(one.bare)} transactions/s: ${round(one.orders / one.bare, 2)}`,
      );
    console.log(
      `${fired.clocks} clocks fired once each in ${round(fired.seconds, 1)} s (${round(fired.clocks / fired.seconds)}/s)`,
    );
    for (const [name, time] of Object.entries(listed.pages))
      console.log(`${listed.stored} orders stored, page of 50, ${name}: p95 ${round(time, 1)} ms`);
    console.log(`rss ${rss} MB`);
  }
} finally {
  await ground.close();
}
