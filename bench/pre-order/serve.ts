/**
 * For the bench, as a process of its own: serves the API over the database of a folder (or DATABASE_URL), writes its port as a line of JSON,
 * and its peak of memory and processor time when it is told to stop.
 *
 *   node serve.ts <data folder>
 */
import { loadAgreement } from '../../src/agreement/load.ts';
import { migrations } from '../../src/app/database.ts';
import { kinds, liveKinds } from '../../src/app/kinds.ts';
import { decisions, vocabulary } from '../../src/app/vocabulary.ts';
import { fail, unwrap } from '../../src/base/result.ts';
import { orderRoom } from '../../src/flows/take-order/order-room.ts';
import { createServer } from '../../src/gateways/http-api/server.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { silentLog } from '../../src/platform/log.ts';

const [dataFolder = ''] = process.argv.slice(2);
const url = process.env['DATABASE_URL'];
const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary }));
const db = await openDatabase({
  dataFolder,
  migrations,
  log: silentLog,
  clock: systemClock,
  ...(url ? { url } : {}),
});
const MANY = 1_000_000;
const api = await createServer({
  db,
  agreements: new Map([[agreement.id, agreement]]),
  decisions,
  kinds,
  liveKinds,
  orderRoom: (one) => orderRoom(one, liveKinds),
  explain: () =>
    Promise.resolve(
      fail({ id: 'bench/none', sentence: 'Nothing is explained here.', cure: 'Ask elsewhere.' }),
    ),
  compare: () => Promise.reject(new Error('Nothing is compared here.')),
  usageDir: dataFolder,
  baseUrl: 'http://localhost:4180',
  secret: 'a secret of the bench, of more than 32 characters',
  log: silentLog,
  clock: systemClock,
  // The bench is one client, and asks more than one usually may.
  limits: { userPerMinute: MANY, clientPerMinute: MANY },
});
await api.listen({ port: 0, host: '127.0.0.1' });
const [address] = api.addresses();
process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' ? address.port : 0 })}\n`);
const begun = process.cpuUsage();
process.once('SIGTERM', () => {
  void (async () => {
    await api.close();
    await db.close();
    const { user, system } = process.cpuUsage(begun);
    process.stdout.write(
      `${JSON.stringify({ peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024), processorMilliseconds: (user + system) / 1000 })}\n`,
    );
  })();
});
