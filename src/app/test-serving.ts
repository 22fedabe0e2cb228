/**
 * For tests, as a process of its own: serves Missouri's agreement from the private server of a folder, with an API client of the
 * carrier that orders, and tells that carrier of events at an address. Writes one line of JSON when it is ready; ends when its
 * standard input does.
 *
 *   MEETPOINT_DATA=<data folder> node test-serving.ts <data folder> <address>
 */
import path from 'node:path';
import { loadAgreement } from '../agreement/load.ts';
import { unwrap } from '../base/result.ts';
import { sealingKey } from '../gateways/webhooks/secret.ts';
import { addSubscription } from '../gateways/webhooks/subscriptions.ts';
import { addClient } from '../parties/api-clients.ts';
import { systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import { migrations, registerAgreement } from './database.ts';
import { packageRoot } from './paths.ts';
import { installationSecret } from './secret.ts';
import { serve } from './serve.ts';
import { vocabulary } from './vocabulary.ts';

export interface Serving {
  readonly port: number;
  readonly client: string;
  readonly secret: string;
  readonly webhookSecret: string;
  /** Id of the agreement. */
  readonly agreement: string;
}

const MONDAY_MORNING = '2026-11-02T14:30:00Z';
const [dataFolder = '', address = ''] = process.argv.slice(2);
const agreement = unwrap(
  loadAgreement(path.join(packageRoot, 'agreements', 'missouri-2006'), { vocabulary, variant: 'centurytel' }),
);
const { clec: party } = agreement.parties;
const db = await openDatabase({ dataFolder, migrations, log: createLog(), clock: systemClock });
await registerAgreement(db, agreement, []);
const served = await serve(db, {
  port: 0,
  host: '127.0.0.1',
  testClock: Temporal.Instant.from(MONDAY_MORNING),
});
const made = unwrap(
  await addClient(
    db,
    { party, who: 'test' },
    {
      name: 'Test',
      scopes: ['agreements:read', 'orders:read', 'orders:send', 'pre-order:query'],
      requestsPerMinute: 1_000_000,
    },
    systemClock,
  ),
);
const hook = unwrap(
  await db.withTransaction({ kind: 'install' }, (tx) =>
    addSubscription(
      tx,
      { party, url: address, format: 'cloudevents', at: systemClock.now().toString(), who: 'test' },
      { key: sealingKey(installationSecret()), formats: ['cloudevents'], events: [], allowPrivate: true },
    ),
  ),
);
const where = served.api.server.address();
const ready: Serving = {
  port: typeof where === 'object' ? (where?.port ?? 0) : 0,
  client: made.client.id,
  secret: made.secret.secret,
  webhookSecret: hook.secret,
  agreement: agreement.id,
};
process.stdout.write(`${JSON.stringify(ready)}\n`);
process.stdin.resume().once('end', () => {
  void served
    .close()
    .then(() => db.close())
    .then(() => process.exit(0));
});
