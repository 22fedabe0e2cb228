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
import { createUser } from '../../parties/users.ts';
import { fixedClock, systemClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { silentLog } from '../../platform/log.ts';
import { testDatabase } from '../../platform/test-database.ts';
import type { Api, ServerOptions } from './options.ts';
import { createServer } from './server.ts';

const here = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Folders whose tables the API reads. */
export const MIGRATIONS = ['parties', 'network', 'cases', 'inventory', 'accounts'].map((room) =>
  here(`../../${room}/migrations`),
);

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

/** A server over a fresh database with two agreements that share no party, and on each side of each Ann, who may record, and Ray, who only reads. */
export interface TestServer {
  readonly api: Api;
  readonly db: Database;
  /** Answers with the cookie of a session of Ann's, or of who is named. */
  signIn(party: string, who?: 'ann' | 'ray'): Promise<string>;
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
    const people = [
      ['ann', 'Ann', 'analyst'],
      ['ray', 'Ray', 'reader'],
    ] as const;
    for (const [id, first, role] of people) {
      const user = { email: `${id}@${party}.example`, name: `${first} of ${party}`, party, role };
      unwrap(await createUser(db, { ...user, password: PASSWORD }, systemClock));
    }
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
  return {
    api,
    db,
    signIn: async (party, who = 'ann') => {
      const answer = await post(api, '/api/sign-in', {
        email: `${who}@${party}.example`,
        password: PASSWORD,
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
      `INSERT INTO agreement (id, form, variant, title, folder, amendments, version, hash, time_zone, ilec, clec)
       VALUES ($1, $2, $3, $4, $5, '{}', $6, $7, $8, $9, $10)`,
      [id, ref.id, ref.variant, manifest.title, agreement.dir, ref.version, ref.hash, timeZone, ilec, clec],
    ),
  );
}
