import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { unwrap } from '../../base/result.ts';
import { loadPlant } from '../../network/plant/load-plant.ts';
import type { ServerOptions } from '../http-api/options.ts';
import { BASE_URL, testServer } from '../http-api/test-server.ts';
import type { TestServer } from '../http-api/test-server.ts';
import { readInterfaceDocument } from '../test-interface-document.ts';
import { BASES } from './ids.ts';
import type { ProductOrder } from './resources.ts';
import { groundAgreements, loopOrder } from './test-ground.ts';

const DOCUMENTS = {
  order: readInterfaceDocument('tmf/TMF622-ProductOrder-v4.0.0.swagger.json'),
  product: readInterfaceDocument('tmf/TMF637-ProductInventory-v4.0.0.swagger.json'),
  qualification: readInterfaceDocument('tmf/TMF645-ServiceQualification-v4.0.1.swagger.json'),
  agreement: readInterfaceDocument('tmf/TMF651-Agreement-v4.0.0.swagger.json'),
};
export type Document = keyof typeof DOCUMENTS;
export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface Call {
  readonly id?: string;
  readonly query?: string;
  readonly body?: object;
  /** Whose session; default the competitor's manager. */
  readonly who?: string;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly text: string;
  readonly headers: Record<string, unknown>;
}

/** What the program is made of, which tests hand in. */
export type Program = Pick<ServerOptions, 'kinds' | 'liveKinds' | 'decisions'> & {
  readonly noticeFormats: NonNullable<ServerOptions['noticeFormats']>;
  readonly vocabulary: readonly Vocabulary[];
};

/** Id of an order of Missouri's competitor. */
export const orderId = (pon: string): string => `missouri-2006~centurytel~LSR~SKT~${pon}`;
export const ORDER = '/productOrder';
export const codeOf = ({ status, body }: Answer<unknown>): string =>
  `${status} ${(body as { code?: string }).code}`;

/** For tests: drives the interfaces of a server, and holds each answer to its document. */
export class Drive {
  readonly documents = DOCUMENTS;
  readonly missouri: Agreement;
  readonly other: Agreement;
  readonly cookies: Record<string, string> = {};
  /** Every operation that was driven. */
  readonly driven = new Set<string>();
  /** Monday, November 16, 2026, 9:00 in Missouri. */
  now = Temporal.Instant.from('2026-11-16T15:00:00Z');
  /** Id of the listener that a test registered. */
  listener = '';
  readonly #program: Program;
  #server: TestServer | undefined;

  constructor(program: Program) {
    this.#program = program;
    const { missouri, other } = groundAgreements(program.vocabulary);
    this.missouri = missouri;
    this.other = other;
  }

  get server(): TestServer {
    if (this.#server === undefined) throw new Error('The server is not open yet.');
    return this.#server;
  }

  /** With the plant of the examples, and people of all parties. */
  async open(): Promise<void> {
    const { kinds, liveKinds, decisions, noticeFormats } = this.#program;
    const options = {
      kinds,
      liveKinds,
      decisions,
      noticeFormats,
      allowPrivateReceivers: true,
      clock: { now: () => this.now },
    };
    this.#server = await testServer(options, [this.missouri, this.other]);
    const { ilec, clec } = this.missouri.parties;
    for (const party of [ilec, clec, this.other.parties.clec])
      this.cookies[party] = await this.server.signIn(party);
    this.cookies['auditor'] = await this.server.signIn(clec, 'ray');
    this.cookies['administrator'] = await this.server.signIn(clec, 'administrator');
    const plant = fileURLToPath(new URL('../../../examples/plant', import.meta.url));
    unwrap(await loadPlant(this.server.db, ilec, plant));
  }

  close(): Promise<void> {
    return this.server.close();
  }

  /** Sends a request, and holds its answer to the document. */
  readonly call = async <T>(
    on: Document,
    method: Method,
    path: string,
    { id, query = '', body, who = this.missouri.parties.clec }: Call = {},
  ): Promise<Answer<T>> => {
    const url = `${BASES[on]}${path.replace(/\{\w+\}/, encodeURIComponent(id ?? ''))}${query}`;
    const sent = await this.server.api.inject({
      method,
      url,
      ...(body === undefined ? {} : { payload: body }),
      headers: { cookie: this.cookies[who] ?? '', origin: BASE_URL },
    });
    const parsed: unknown = sent.body === '' ? undefined : JSON.parse(sent.body);
    const isPart = query.includes('fields=');
    const wrong = DOCUMENTS[on].answerMisfits(method, path, sent.statusCode, parsed, isPart);
    assert.deepEqual(wrong, [], `${method} ${url} ${sent.statusCode} ${sent.body.slice(0, 2_000)}`);
    this.driven.add(`${on} ${method} ${path}`);
    return { status: sent.statusCode, body: parsed as T, text: sent.body, headers: sent.headers };
  };

  /** A loop that fails no edit. */
  readonly place = async (pon: string): Promise<ProductOrder> => {
    const sent = await this.call<ProductOrder>('order', 'POST', ORDER, { body: loopOrder(pon) });
    assert.equal(sent.status, 201, sent.text);
    return sent.body;
  };

  readonly order = async (pon: string, who?: string): Promise<ProductOrder> => {
    const given = { id: orderId(pon), ...(who === undefined ? {} : { who }) };
    return (await this.call<ProductOrder>('order', 'GET', `${ORDER}/{id}`, given)).body;
  };

  /** The incumbent answers a version the way its service centre does. */
  readonly answer = async (pon: string, ver: string, event: string, body: object = {}): Promise<void> => {
    const done = await this.server.api.inject({
      method: 'POST',
      url: `/api/agreements/${this.missouri.id}/orders/LSR%2FSKT%2F${pon}%2F${ver}/events`,
      payload: { event, body },
      headers: { cookie: this.cookies[this.missouri.parties.ilec] ?? '', origin: BASE_URL },
    });
    assert.equal(done.statusCode, 200, done.body);
  };
}
