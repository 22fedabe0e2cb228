/**
 * A database that is killed under load: 200 requests a second for a minute, one in five an order under an idempotency key, the rest
 * lists and questions before an order; the database is killed in the middle and comes back by itself. What was acknowledged is compared
 * with what is on record and with what the partner was told.
 *
 *   node bin/meetpoint.cjs node bench/restart.bench.ts [--seconds 60] [--rate 200] [--smoke] [--json]
 */
import { parseArgs } from 'node:util';
import { restartUnderLoad, wrongIn } from '../src/app/test-restart.ts';
import { machine } from './orders/ground.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    rate: { type: 'string', default: '200' },
    smoke: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const [seconds, rate] = values.smoke ? [6, 60] : [Number(values.seconds), Number(values.rate)];

const run = await restartUnderLoad({ seconds, rate, killAfter: seconds * 0.4, keepAway: 0 });
const shown = { ...run, acknowledged: run.acknowledged.length, recorded: run.recorded.length };
if (values.json) console.log(JSON.stringify({ machine: machine(), seconds, rate, ...shown }));
else {
  const answered = Object.values(run.answers).reduce((sum, count) => sum + count, 0);
  console.log(machine());
  console.log(
    `${answered} requests answered in ${seconds} s (${Math.round(answered / seconds)}/s of ${rate}/s asked for)`,
  );
  for (const [answer, count] of Object.entries(run.answers)) console.log(`  ${answer}: ${count}`);
  console.log(
    `orders acknowledged ${shown.acknowledged}, on record ${shown.recorded}, with other than two events ${run.doubled}`,
  );
  console.log(`events ${run.events}, told ${run.told}, in ${run.attempts} attempts`);
  console.log(`first order taken ${(run.recoveredAfter / 1000).toFixed(1)} s after the kill`);
  console.log(
    `slowest answer ${Math.round(run.slowest)} ms, slowest refusal ${Math.round(run.slowestRefusal)} ms`,
  );
}
const wrong = wrongIn(run);
for (const sentence of wrong) console.error(sentence);
process.exitCode = wrong.length === 0 ? 0 : 1;
