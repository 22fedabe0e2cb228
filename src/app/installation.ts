import type { Agreement } from '../agreement/agreement.ts';
import { unwrap } from '../base/result.ts';
import { Deployment } from '../gateways/emulator/deployment.ts';
import type { TradeSide } from '../gateways/emulator/trade-plan.ts';
import { addClient } from '../parties/api-clients.ts';
import type { Right } from '../parties/rights.ts';
import { systemClock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { registerAgreement } from './database.ts';
import { serve } from './serve.ts';

/** A carrier's own deployment to try things at: a server on a free port, with a client of each party. */
export interface Installation {
  readonly db: Database;
  /** The agreement there, as a client of that party works with it. */
  at(side: TradeSide): Deployment;
  /** Stops the server; the database stays. */
  close(): Promise<void>;
}

const SCOPES: readonly Right[] = [
  'agreements:read',
  'orders:read',
  'cases:read',
  'cases:record',
  'bills:read',
];
const OWN: Readonly<Record<TradeSide, Right>> = { clec: 'orders:send', ilec: 'orders:answer' };
/** Nobody else is here to be protected from. */
const REQUESTS_PER_MINUTE = 1_000_000;

/** Makes the database a deployment of one agreement whose clock stands at `start`. */
export async function installToTry(
  db: Database,
  agreement: Agreement,
  start: Temporal.Instant,
): Promise<Installation> {
  await registerAgreement(db, agreement, []);
  const served = await serve(db, { port: 0, host: '127.0.0.1', testClock: start });
  const address = served.api.server.address();
  if (address === null || typeof address !== 'object') throw new Error('The server listens nowhere.');
  const client = async (side: TradeSide): Promise<Deployment> => {
    const made = unwrap(
      await addClient(
        db,
        { party: agreement.parties[side], who: 'emulator' },
        { name: 'Emulator', scopes: [...SCOPES, OWN[side]], requestsPerMinute: REQUESTS_PER_MINUTE },
        systemClock,
      ),
    );
    const { id, secret } = { id: made.client.id, secret: made.secret.secret };
    return new Deployment({ url: `http://127.0.0.1:${address.port}`, client: id, secret }, agreement.id);
  };
  const deployments = { clec: await client('clec'), ilec: await client('ilec') };
  return { db, at: (side) => deployments[side], close: () => served.close() };
}
