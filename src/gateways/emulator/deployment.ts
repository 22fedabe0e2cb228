import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Problem } from '../../base/problem.ts';
import type { OrderDocument } from '../../formats/order-forms/document.ts';
import type { OrderHead, OrderPage } from '../http-api/shapes/order.ts';
import type { OrderView } from '../http-api/shapes/order-view.ts';
import { agreementRefId } from '../tmf/ids.ts';
import { MOST } from '../tmf/list-query.ts';

/** A server of Meetpoint, and as which API client somebody works there. */
export interface DeploymentAddress {
  /** `https://meetpoint.example`, without a path. */
  readonly url: string;
  readonly client: string;
  readonly secret: string;
}

/** What a deployment answered that nobody can go on from. */
export class DeploymentError extends Error {
  readonly status: number;
  readonly problems: readonly Problem[];

  constructor(where: string, status: number, problems: readonly Problem[]) {
    const said = problems.map(({ sentence, cure }) => `${sentence} ${cure}`).join(' ');
    super(`${where} answered ${status}. ${said}`.trim());
    this.status = status;
    this.problems = problems;
  }
}

/** An order that was taken, or everything that stands against it. */
export type Sent =
  | { readonly ok: true; readonly order: OrderView }
  | { readonly ok: false; readonly problems: readonly Problem[] };

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

const BELOW = '/api/agreements/';
const PAGE = 200;
/** Answers after which the same request may be sent again: the key of the request keeps it from being done twice. */
const AGAIN = new Set([409, 429, 502, 503, 504]);
const TRIES = 60;
const PAUSE_MILLISECONDS = 250;
const LONGEST_PAUSE = 5_000;

/** One agreement at one deployment, over its HTTP API. */
export class Deployment {
  readonly url: string;
  readonly #address: DeploymentAddress;
  readonly #agreement: string;
  #token: string | undefined;

  /** @param agreement `form/variant`. */
  constructor(address: DeploymentAddress, agreement: string) {
    this.url = new URL(address.url).origin;
    this.#address = address;
    this.#agreement = `${BELOW}${agreement}`;
  }

  /** The time zone of the agreement. @throws DeploymentError where the client does not have the agreement. */
  async timeZone(): Promise<string> {
    const { timeZone } = (await this.#get(this.#agreement)) as { timeZone: string };
    return timeZone;
  }

  /** The moment of the deployment, and whether it is one that is there to try things. */
  async clock(): Promise<{ readonly now: Temporal.Instant; readonly isTest: boolean }> {
    const { now, isTest } = (await this.#get('/api/clock')) as { now: string; isTest: boolean };
    return { now: Temporal.Instant.from(now), isTest };
  }

  /** Moves the clock of a test deployment; what runs out by then has been recorded when it returns. */
  async moveClock(to: Temporal.Instant): Promise<void> {
    const { status, body } = await this.#request('PUT', '/api/clock', { now: to.toString() });
    if (status !== 200) throw this.#refused(status, body);
  }

  send(document: OrderDocument): Promise<Sent> {
    return this.#write(`${this.#agreement}/orders`, { document });
  }

  answer(id: string, event: string, body: Readonly<Record<string, unknown>>): Promise<Sent> {
    return this.#write(`${this.#agreement}/orders/${encodeURIComponent(id)}/events`, { event, body });
  }

  async order(id: string): Promise<OrderView> {
    return (await this.#get(`${this.#agreement}/orders/${id}`)) as OrderView;
  }

  /** All orders that the query asks for, page by page: `open=true`, `state=confirmed`. */
  async orders(query = ''): Promise<OrderHead[]> {
    const found: OrderHead[] = [];
    for (let after = ''; ;) {
      const page = (await this.#get(
        `${this.#agreement}/orders?limit=${PAGE}${query === '' ? '' : `&${query}`}${after}`,
      )) as OrderPage;
      found.push(...page.orders);
      if (page.next === null) return found;
      after = `&after=${encodeURIComponent(page.next)}`;
    }
  }

  /** All that is or was in service under the agreement, as TMF637 tells it. */
  async products(): Promise<unknown[]> {
    const found: unknown[] = [];
    const agreement = encodeURIComponent(agreementRefId(this.#agreement.slice(BELOW.length)));
    for (;;) {
      const page = (await this.#get(
        `/tmf-api/productInventory/v4/product?agreement.id=${agreement}&offset=${found.length}&limit=${MOST}`,
      )) as unknown[];
      found.push(...page);
      if (page.length < MOST) return found;
    }
  }

  /** Any address of the API below the agreement. */
  below(path: string): Promise<unknown> {
    return this.#get(`${this.#agreement}${path}`);
  }

  async #get(path: string): Promise<unknown> {
    const { status, body } = await this.#request('GET', path);
    if (status !== 200) throw this.#refused(status, body);
    return body;
  }

  async #write(path: string, said: unknown): Promise<Sent> {
    const { status, body } = await this.#request('POST', path, said);
    if (status === 200 || status === 201) return { ok: true, order: body as OrderView };
    if (status === 422) return { ok: false, problems: problemsOf(body) };
    throw this.#refused(status, body);
  }

  /** Sends a request until it is answered; what writes carries a key, so that it is done once. */
  async #request(method: string, path: string, said?: unknown): Promise<Reply> {
    const key = randomUUID();
    for (let tried = 1; ; tried += 1) {
      const reply = await this.#once(method, path, said, key).catch((error: unknown) => {
        if (tried < TRIES && error instanceof TypeError) return undefined;
        throw error;
      });
      if (reply?.status === 401 && tried < TRIES && this.#token !== undefined) this.#token = undefined;
      else if (reply !== undefined && (tried >= TRIES || !AGAIN.has(reply.status))) return reply;
      else await wait(Math.min(PAUSE_MILLISECONDS * tried, LONGEST_PAUSE));
    }
  }

  async #once(method: string, path: string, said: unknown, key: string): Promise<Reply> {
    this.#token ??= await this.#authorize();
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(said === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': key }),
      },
      ...(said === undefined ? {} : { body: JSON.stringify(said) }),
    });
    return { status: response.status, body: await readJson(response) };
  }

  /** RFC 6749 §4.4. */
  async #authorize(): Promise<string> {
    const { client, secret } = this.#address;
    const response = await fetch(`${this.url}/api/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${encodeURIComponent(client)}:${encodeURIComponent(secret)}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    const body = await readJson(response);
    const token = (body as { access_token?: unknown } | undefined)?.access_token;
    if (typeof token === 'string') return token;
    throw this.#refused(response.status, body);
  }

  #refused(status: number, body: unknown): DeploymentError {
    return new DeploymentError(this.url, status, problemsOf(body));
  }
}

const problemsOf = (body: unknown): readonly Problem[] =>
  (body as { problems?: readonly Problem[] } | undefined)?.problems ?? [];

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
