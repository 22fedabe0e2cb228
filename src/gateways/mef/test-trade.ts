import assert from 'node:assert/strict';
import type { Agreement } from '../../agreement/agreement.ts';
import { unwrap } from '../../base/result.ts';
import { loadPlant } from '../../network/plant/load-plant.ts';
import { silentLog } from '../../platform/log.ts';
import type { ServerOptions } from '../http-api/options.ts';
import { testServer } from '../http-api/test-server.ts';
import type { TestServer } from '../http-api/test-server.ts';
import { cloudEvents } from '../webhooks/cloud-events.ts';
import { startDelivering } from '../webhooks/deliver.ts';
import { sealingKey } from '../webhooks/secret.ts';
import { receiver } from '../webhooks/test-receiver.ts';
import type { Receiver } from '../webhooks/test-receiver.ts';
import { verifyWebhook } from '../webhooks/verify.ts';
import { mefNotices } from './notices.ts';
import { MefClient, record } from './test-ground.ts';
import type { Answered, Call, documents, groundAgreements } from './test-ground.ts';

const SECRET = 'a secret for tests, of more than 32 characters';

/** A product order as far as tests look at it. */
export interface Order {
  id: string;
  state: string;
  cancellationReason?: string;
  stateChange: { state: string }[];
  note?: { text: string; source: string }[];
  productOrderItem: {
    id: string;
    state: string;
    expectedCompletionDate?: string;
    requestedCompletionDate?: string;
    completionDate?: string;
    endCustomerName?: string;
    milestone?: { name: string; note?: string }[];
    terminationError?: { propertyPath: string; value: string }[];
    product: { id?: string; place?: object[]; productConfiguration?: Record<string, unknown> };
  }[];
}

/** A notification that came to the partner. */
export interface Told {
  readonly path: string;
  readonly body: {
    readonly eventId: string;
    readonly eventType: string;
    readonly event: { readonly id: string; readonly orderItemId?: string; readonly milestoneName?: string };
  };
}

/** For tests: a server with its deliverer, a partner that listens, and people of several carriers. */
export class MefTrade {
  readonly missouri: Agreement;
  readonly spectra: Agreement;
  readonly other: Agreement;
  readonly ilec: string;
  readonly clec: string;
  readonly server: TestServer;
  readonly mef: MefClient;
  readonly partner: Receiver;
  readonly told: Told[] = [];
  /** By party, or by the role of somebody of the orderer. */
  readonly cookies: Record<string, string> = {};
  #secret = '';
  // Monday, November 16, 2026, 9:00 in Missouri.
  #now = Temporal.Instant.from('2026-11-16T15:00:00Z');
  #stop: () => Promise<void> = () => Promise.resolve();

  private constructor(
    agreements: ReturnType<typeof groundAgreements>,
    server: TestServer,
    partner: Receiver,
  ) {
    this.missouri = agreements.missouri;
    this.spectra = agreements.spectra;
    this.other = agreements.other;
    this.ilec = agreements.missouri.parties.ilec;
    this.clec = agreements.missouri.parties.clec;
    this.server = server;
    this.partner = partner;
    this.mef = new MefClient(server);
  }

  static async start(
    agreements: ReturnType<typeof groundAgreements>,
    wired: Pick<ServerOptions, 'kinds' | 'liveKinds' | 'decisions'>,
  ): Promise<MefTrade> {
    let trade: MefTrade | undefined;
    const clock = { now: () => trade?.moment ?? Temporal.Instant.from('2026-11-16T15:00:00Z') };
    const noticeFormats = [cloudEvents, mefNotices];
    const all = Object.values(agreements);
    const server = await testServer({ ...wired, clock, noticeFormats, allowPrivateReceivers: true }, all);
    const partner = await receiver((response, { headers, body }, request) => {
      const taken = trade?.take({ headers, body }, request.url ?? '') === true;
      response.writeHead(taken ? 204 : 500).end();
    });
    trade = new MefTrade(agreements, server, partner);
    unwrap(await loadPlant(server.db, trade.ilec, 'examples/plant'));
    for (const party of new Set(all.flatMap(({ parties }) => Object.values(parties))))
      trade.cookies[party] = await server.signIn(party);
    for (const role of ['clec-clerk', 'auditor', 'administrator'] as const)
      trade.cookies[role] = await server.signIn(trade.clec, role);
    trade.#stop = startDelivering({
      db: server.db,
      agreements: new Map(all.map((one) => [one.id, one])),
      formats: noticeFormats,
      key: sealingKey(SECRET),
      baseUrl: 'http://localhost:4180',
      clock,
      log: silentLog,
      allowPrivate: true,
      settings: { pollMilliseconds: 20 },
    });
    return trade;
  }

  async close(): Promise<void> {
    await this.#stop();
    await this.partner.close();
    await this.server.close();
  }

  get moment(): Temporal.Instant {
    return this.#now;
  }

  readonly pass = (minutes = 1): void => void (this.#now = this.#now.add({ minutes }));
  readonly moveTo = (instant: string): void => void (this.#now = Temporal.Instant.from(instant));
  readonly keepSecret = (secret: string): void => void (this.#secret = secret);

  /** Keeps a notification; whether it is signed. */
  take(received: Parameters<typeof verifyWebhook>[0], path: string): boolean {
    this.told.push({ path, body: JSON.parse(Buffer.from(received.body).toString('utf8')) as Told['body'] });
    // The clock of this test is moved while notices are under way: each is looked at when it was signed.
    const at = Number(received.headers['webhook-timestamp']) * 1000;
    const now = Temporal.Instant.fromEpochMilliseconds(at);
    return verifyWebhook(received, { secrets: [this.#secret], now }).ok;
  }

  readonly call = (
    name: keyof typeof documents,
    operation: string,
    about: Call = {},
    who = this.clec,
  ): Promise<Answered> => this.mef.call(name, operation, about, this.cookies[who]);

  readonly send = (body: object, who = this.clec): Promise<Answered> =>
    this.call('order', 'POST /productOrder', { body }, who);

  /** Sends an order that is taken. */
  readonly placed = async (body: object): Promise<Order> => {
    const { status, body: order } = await this.send(body);
    assert.equal(status, 201, JSON.stringify(order));
    return order;
  };

  readonly look = async (id: string, query?: string, who = this.clec): Promise<Order> => {
    const about = { id, ...(query === undefined ? {} : { query }) };
    const { status, body } = await this.call('order', 'GET /productOrder/{id}', about, who);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };

  /** The incumbent does something with a version, a minute later. */
  readonly did = async (pon: string, event: string, body: object = {}, ver = '01'): Promise<void> => {
    this.pass();
    const caseId = `LSR/SKT/${pon}/${ver}`;
    await record(this.server, this.missouri, { caseId, event, body }, this.cookies[this.ilec] ?? '');
    this.pass();
  };

  /** Waits until something was told. */
  readonly heard = async (isThere: () => boolean): Promise<void> => {
    for (let tries = 0; tries < 200 && !isThere(); tries += 1)
      await new Promise((done) => setTimeout(done, 25));
    assert.ok(isThere(), JSON.stringify(this.told.slice(-5)));
  };

  /** What a 422 says: each code with its place. */
  readonly codes = (answer: Answered): string[] =>
    (answer.body as { code: string; propertyPath?: string }[]).map(
      ({ code, propertyPath }) => `${code} ${propertyPath}`,
    );
}
