import { fileURLToPath } from 'node:url';
import { Type } from 'typebox';
import type { Agreement } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { loadAgreement } from '../../agreement/load.ts';
import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { fail, ok, unwrap } from '../../base/result.ts';
import { lsrKind } from '../../articles/ordering/lsr.ts';
import { cases } from '../../cases/index.ts';
import { compareAgreements } from '../../flows/compare-agreements/compare.ts';
import { orderRoom } from '../../flows/take-order/order-room.ts';
import { holidaysTable } from '../../parties/calendars.ts';
import { partiesTable } from '../../parties/parties.ts';
import type { UserRole } from '../../parties/rights.ts';
import { createUser } from '../../parties/users.ts';
import { fixedClock, systemClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { silentLog } from '../../platform/log.ts';
import { testDatabase } from '../../platform/test-database.ts';
import type { Api, ServerOptions } from './options.ts';
import { createServer } from './server.ts';

const here = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Folders whose tables the API reads. */
export const MIGRATIONS = [
  'parties',
  'network',
  'cases',
  'inventory',
  'accounts',
  'articles/oss-access',
  'articles/dsl',
  'flows/pre-order',
  'gateways',
  'gateways/webhooks',
].map((room) => here(`../../${room}/migrations`));

export const PASSWORD = 'only for these tests';
export const BASE_URL = 'http://localhost:4180';

const parties: Vocabulary = {
  subject: 'parties',
  terms: [],
  tables: [partiesTable, holidaysTable],
  decisions: [],
};

/** Twice a whole number: enough of a decision to test the way to one. */
const doubled = defineDecision({
  name: 'doubled',
  doc: 'Twice the number.',
  facts: Type.Object({ number: Type.Integer() }, { additionalProperties: false }),
  value: 'integer',
  decide: ({ number }, _view, trace) => {
    trace.add({ id: 'double', sentence: `Two times ${number}`, clause: '1 §3', out: number * 2 });
    return ok({ value: number * 2, clause: '1 §3' });
  },
});

/**
 * A server over a fresh database with two agreements that share no party. On each side of each are Ann, who does all of
 * her carrier's work (its manager or supervisor), Ray, who audits, and whoever of another role signs in.
 */
export interface TestServer {
  readonly api: Api;
  readonly db: Database;
  /** Answers with the cookie of a session of Ann's, or of who is named. */
  signIn(party: string, who?: 'ann' | 'ray' | UserRole): Promise<string>;
  get(path: string, cookie: string): Promise<{ status: number; body: unknown }>;
  close(): Promise<void>;
}

export async function testServer(
  changes: Partial<ServerOptions> = {},
  agreements: readonly Agreement[] = ['river', 'hill'].map(sampleAgreement),
): Promise<TestServer> {
  const db = await testDatabase(MIGRATIONS);
  for (const agreement of agreements) await register(db, agreement);
  for (const party of new Set(agreements.flatMap((one) => Object.values(one.parties)))) {
    const isProvider = agreements.some(({ parties: { ilec } }) => ilec === party);
    await addPerson(db, party, 'ann', isProvider ? 'provider-supervisor' : 'clec-manager');
    await addPerson(db, party, 'ray', 'auditor');
  }
  const api = await createServer({
    db,
    agreements: new Map(agreements.map((one) => [one.id, one])),
    decisions: [doubled],
    kinds: [lsrKind],
    liveKinds: [],
    orderRoom: (agreement) => orderRoom(agreement, changes.liveKinds ?? []),
    explain: (_scope, _agreement, id) =>
      Promise.resolve(
        fail({ id: 'explain/unknown', sentence: `There is no ${id}.`, cure: 'Look at a bill.' }),
      ),
    usageDir: here('./no-usage'),
    compare: (tx, before, after) =>
      compareAgreements(before, after, {
        tables: [partiesTable, holidaysTable, ...cases.tables],
        kinds: [],
        tx,
      }),
    baseUrl: BASE_URL,
    secret: 'a secret for tests, of more than 32 characters',
    log: silentLog,
    clock: fixedClock('2026-11-02T15:00:00Z'),
    ...changes,
  });
  const there = new Set<string>();
  let signedIn = 0;
  return {
    api,
    db,
    signIn: async (party, who = 'ann') => {
      const email = `${who}@${party}.example`;
      if (who !== 'ann' && who !== 'ray' && !there.has(email)) await addPerson(db, party, who, who);
      there.add(email);
      const answer = await api.inject({
        method: 'POST',
        url: '/api/sign-in',
        payload: { email, password: PASSWORD },
        headers: { origin: BASE_URL },
        // Each from an address of their own: attempts are counted by address.
        remoteAddress: `198.51.100.${++signedIn % 250}`,
      });
      return cookieOf(answer.headers['set-cookie']);
    },
    get: async (path, cookie) => {
      const { statusCode, body } = await api.inject({ url: path, headers: { cookie } });
      return { status: statusCode, body: JSON.parse(body) as unknown };
    },
    close: async () => {
      await api.close();
      await db.close();
    },
  };
}

async function addPerson(db: Database, party: string, who: string, role: UserRole): Promise<void> {
  const name = `${who.charAt(0).toUpperCase()}${who.slice(1)} of ${party}`;
  const user = { email: `${who}@${party}.example`, name, party, role, password: PASSWORD };
  unwrap(await createUser(db, user, systemClock));
}

/** Posts as a browser on the portal's own pages does. */
export const post = (api: Api, url: string, payload: object, cookie?: string) =>
  api.inject({
    method: 'POST',
    url,
    payload,
    headers: { origin: BASE_URL, ...(cookie === undefined ? {} : { cookie }) },
  });

export function cookieOf(header: string | string[] | undefined): string {
  return [header ?? []]
    .flat()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** The made-up agreement beside this file, in one of its variants. */
export function sampleAgreement(variant: string): Agreement {
  return unwrap(loadAgreement(here('./fixture'), { vocabulary: [parties, cases], variant }));
}

/** Makes an agreement known to the database, as the program does when it starts. */
export async function register(db: Database, agreement: Agreement): Promise<void> {
  const { id, ref, manifest, timeZone } = agreement;
  const { ilec, clec } = agreement.parties;
  await db.withTransaction({ kind: 'install' }, (tx) =>
    tx.execute(
      `INSERT INTO agreement (id, form, variant, title, folder, amendments, version, hash, time_zone, ilec, clec, state)
       VALUES ($1, $2, $3, $4, $5, '{}', $6, $7, $8, $9, $10, $11)`,
      [
        id,
        ref.id,
        ref.variant,
        manifest.title,
        agreement.dir,
        ref.version,
        ref.hash,
        timeZone,
        ilec,
        clec,
        manifest.state,
      ],
    ),
  );
}
