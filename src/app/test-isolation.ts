/** For the test that tries every address as another carrier: two carriers' worlds, and what belongs to the first. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { loadAgreement } from '../agreement/load.ts';
import { unwrap } from '../base/result.ts';
import { BASE_URL, testServer } from '../gateways/http-api/test-server.ts';
import type { TestServer } from '../gateways/http-api/test-server.ts';
import { seedMonth } from '../gateways/http-api/test-month.ts';
import { storeQualification } from '../gateways/qualification-store.ts';
import { rightsOf } from '../parties/rights.ts';
import type { Right, UserRole } from '../parties/rights.ts';
import { kinds, liveKinds } from './kinds.ts';
import { decisions, vocabulary } from './vocabulary.ts';

const folder = (name: string): string => fileURLToPath(new URL(`../../agreements/${name}`, import.meta.url));

/** Ids of things that belong to the owners, or as many ids of nothing that look the same. */
export interface Ids {
  /** `form/variant`: of the owners, of nobody, or of the strangers themselves. */
  readonly agreement: string;
  readonly pon: string;
  readonly case: string;
  readonly month: string;
  readonly bill: string;
  readonly circuit: string;
  readonly client: string;
  readonly secret: string;
  readonly user: string;
  readonly session: string;
  readonly webhook: string;
  readonly notice: string;
  /** Answer that a façade gave to a question; each façade has one of the same end. */
  readonly answer: string;
}

/** One request, as it is sent. */
export interface Ask {
  readonly url: string;
  readonly payload?: unknown;
  readonly type?: string;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Who = 'clec' | 'ilec' | 'administrator';

export interface World {
  readonly server: TestServer;
  /** Cookies of the owners of the ids, and of carriers that have another agreement. */
  readonly owners: Readonly<Record<Who, string>>;
  readonly strangers: Readonly<Record<Who, string>>;
  readonly real: Ids;
  readonly nobodys: Ids;
  /** The strangers' own agreement. */
  readonly elsewhere: string;
  send(method: Method, ask: Ask, cookie: string): Promise<Sent>;
}

export interface Sent {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

const ROLES: Readonly<Record<Who, UserRole>> = {
  clec: 'clec-manager',
  ilec: 'provider-supervisor',
  administrator: 'administrator',
};

/** Who of a carrier's people has one of the rights. */
export const whoMay = (right: Right | readonly Right[] | 'signed-in'): Who[] =>
  (Object.keys(ROLES) as Who[]).filter(
    (who) => right === 'signed-in' || [right].flat().some((one) => rightsOf(ROLES[who]).has(one)),
  );

/** A loop that fails no edit of the owners' agreement, as its forms. */
export const loopForms = (pon: string, changes: Record<string, string> = {}) => ({
  LSR: [
    {
      CCNA: 'SKT',
      PON: pon,
      VER: '01',
      LOCQTY: '1',
      'D/TSENT': '11-16-2026-0830AM',
      REQTYP: 'AB',
      ACT: 'N',
      DDD: '12-08-2026',
      AN: 'N',
      TOS: '2---',
      ACTL: 'CLMAMOXA',
      NC: 'LX--',
      NCI: '02QC2.OOF',
      SECNCI: '02LS2',
      INIT: 'P LEWIS',
      'TEL NO (INIT)': '573-777-0001',
      ...changes,
    },
  ],
  EU: [
    {
      LOCNUM: '1',
      NAME: 'AHRENS BAKERY',
      SANO: '1',
      SASN: 'WALNUT',
      SATH: 'ST',
      CITY: 'COLUMBIA',
      STATE: 'MO',
      ZIP: '65201',
    },
  ],
  LS: [{ LOCNUM: '1', LNUM: '00001', LNA: 'N', CFA: 'CLMAMOXA-C1-0001' }],
});

/** Starts a server with the owners' agreement and the strangers', which share no party, and fills the owners'. */
export async function isolatedWorld(): Promise<World> {
  const ours = unwrap(loadAgreement(folder('missouri-2006'), { vocabulary, variant: 'centurytel' }));
  const theirs = unwrap(loadAgreement(folder('sample-west'), { vocabulary }));
  // Monday, November 16, 2026, 9:00 in Missouri.
  const clock = { now: () => Temporal.Instant.from('2026-11-16T15:00:00Z') };
  const server = await testServer({ kinds, liveKinds, decisions, clock, allowPrivateReceivers: true }, [
    ours,
    theirs,
  ]);
  const cookiesOf = async ({ ilec, clec }: { ilec: string; clec: string }) => ({
    clec: await server.signIn(clec),
    ilec: await server.signIn(ilec),
    administrator: await server.signIn(clec, 'administrator'),
  });
  const owners = await cookiesOf(ours.parties);
  const strangers = await cookiesOf(theirs.parties);
  const send: World['send'] = async (method, { url, payload, type }, cookie) => {
    const { statusCode, body, headers } = await server.api.inject({
      method,
      url,
      headers: {
        cookie,
        origin: BASE_URL,
        ...(type === undefined ? {} : { 'content-type': type }),
      },
      ...(payload === undefined ? {} : { payload: payload as object }),
    });
    return { status: statusCode, body, headers };
  };
  const make = async <T>(who: Who, url: string, payload: object): Promise<T> => {
    const made = await send('POST', { url, payload }, owners[who]);
    assert.ok(made.status < 300, `${url}: ${made.status} ${made.body}`);
    return JSON.parse(made.body || 'null') as T;
  };
  const base = `/api/agreements/${ours.id}`;
  const month = await seedMonth(server.db, ours, 'loop-2w-analog');
  await make('clec', `${base}/orders`, { document: loopForms('ISOLATE1') });
  const request = {
    description: 'Access to dark fibre between two huts',
    quantity: 2,
    location: 'SAMPLEXA',
    use: 'Backhaul',
    desiredOn: '2027-03-01',
    section: '251(c)(3)',
  };
  await make('clec', `${base}/cases/bfr/BFR%2F2026-001/events`, { event: 'submitted', body: request });
  const made = await make<{ client: { id: string }; secret: { id: string } }>(
    'administrator',
    '/api/clients',
    { name: 'Isolated', scopes: ['orders:read'] },
  );
  const user = `isolated@${ours.parties.clec}.example`;
  await make('administrator', '/api/users', { email: user, name: 'Isolated', role: 'auditor' });
  const sessions = await server.get('/api/sessions', owners.clec);
  const { webhook } = await make<{ webhook: { id: string } }>('clec', '/api/webhooks', {
    url: 'http://127.0.0.1:9/notices',
  });
  await make('clec', `/api/webhooks/${webhook.id}/test`, {});
  const notices = await server.get(`/api/webhooks/${webhook.id}/notices`, owners.clec);
  const answer = 'a1b2c3d4';
  await server.db.withTransaction({ kind: 'install' }, async (tx) => {
    await tx.execute(
      `INSERT INTO circuit (agreement_id, ecckt, product, wire_center, address, in_service_on, source)
       VALUES ($1, 'LX.1001.CTM', 'loop-2w-analog', 'CLMAMOXA', '1 WALNUT ST', '2026-10-13', 'opening')`,
      [ours.id],
    );
    for (const resource of ['tmf-check', 'tmf-query', 'mef-poq'] as const)
      await storeQualification(tx, {
        id: `${resource}-${answer}`,
        agreementId: ours.id,
        party: ours.parties.clec,
        who: `ann@${ours.parties.clec}.example`,
        resource,
        askedAt: clock.now().toString(),
        state: 'done',
        answer: { id: `${resource}-${answer}` },
      });
  });
  const real: Ids = {
    agreement: ours.id,
    pon: 'ISOLATE1',
    case: 'BFR/2026-001',
    month: month.month,
    bill: month.issuedBill,
    circuit: 'LX.1001.CTM',
    answer,
    client: made.client.id,
    secret: made.secret.id,
    user,
    session: (sessions.body as { id: string }[])[0]?.id ?? '',
    webhook: webhook.id,
    notice: (notices.body as { id: string }[])[0]?.id ?? '',
  };
  const nobodys: Ids = {
    agreement: 'missouri-2006/centurytol',
    pon: 'NOTHERE1',
    case: 'BFR/2026-777',
    month: '2026-09',
    bill: 'SVC-7777-202611',
    circuit: 'LX.7777.CTM',
    answer: 'a7b7c7d7',
    client: `${ours.parties.clec}-000000000000`,
    secret: sameShape(real.secret),
    user: `nobody77@${ours.parties.clec}.example`,
    session: sameShape(real.session),
    webhook: sameShape(real.webhook),
    notice: '777',
  };
  return { server, owners, strangers, real, nobodys, elsewhere: theirs.id, send };
}

/** An id of nothing: its last letter or digit is another one. */
const sameShape = (id: string): string => id.slice(0, -1) + (id.endsWith('7') ? '8' : '7');

/**
 * What was answered, with each id that was asked for put as its name, so that answers about different ids compare; and
 * without what differs from one answer to the next whoever asks.
 */
export function comparable({ status, body, headers }: Sent, ids: Ids, ask: Ask): unknown {
  const asked = `${ask.url} ${decodeURIComponent(ask.url)} ${JSON.stringify(ask.payload ?? '')}`;
  const told = Object.entries(ids)
    .flatMap(([name, id]) => [id, ...FORMS.map((form) => form(id))].map((text) => [text, name] as const))
    .filter(([text]) => text.length >= SHORTEST && asked.includes(text))
    .sort(([a], [b]) => b.length - a.length)
    .reduce((text, [id, name]) => text.replaceAll(id, `<${name}>`), body);
  const kept = Object.entries(headers).filter(([name]) => !UNTOLD.has(name));
  return { status, body: told, headers: Object.fromEntries(kept) };
}

/** Shorter ids are numbers that stand in other places, too. */
export const SHORTEST = 5;

/** How addresses and bodies write an id that has a slash. */
const FORMS: readonly ((id: string) => string)[] = [encodeURIComponent, (id) => id.replaceAll('/', '~')];

/** Headers that count requests, and those that are random or say the time. */
const UNTOLD = new Set([
  'content-length',
  'content-security-policy',
  'date',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
]);
