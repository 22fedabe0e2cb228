import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import type { Agreement } from '../../agreement/agreement.ts';
import { loadAgreement } from '../../agreement/load.ts';
import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { unwrap } from '../../base/result.ts';
import { readInterfaceDocument } from '../test-interface-document.ts';
import { BASE_URL } from '../http-api/test-server.ts';
import type { TestServer } from '../http-api/test-server.ts';
import { BASES } from './bases.ts';

const folder = (name: string): string =>
  fileURLToPath(new URL(`../../../agreements/${name}`, import.meta.url));

/** For tests: Socket's agreements with CenturyTel and with Spectra, and one that shares no party with them. */
export const groundAgreements = (vocabulary: readonly Vocabulary[]) => ({
  missouri: unwrap(loadAgreement(folder('missouri-2006'), { vocabulary, variant: 'centurytel' })),
  spectra: unwrap(loadAgreement(folder('missouri-2006'), { vocabulary, variant: 'spectra' })),
  other: unwrap(loadAgreement(folder('tiny'), { vocabulary })),
});

/** Configurations are a place for schemas of our own: the documents leave them open. */
const OPEN = ['MEFProductConfiguration'];
export const documents = {
  order: readInterfaceDocument('mef/productOrderManagement.api.yaml', OPEN),
  qualification: readInterfaceDocument('mef/productOfferingQualificationManagement.api.yaml', OPEN),
  inventory: readInterfaceDocument('mef/productInventoryManagement.api.yaml', OPEN),
} as const;
export const notifications = readInterfaceDocument('mef/productOrderNotification.api.yaml');

/** Offered as a documented refusal alone, each with why. */
export const NOT_OFFERED: Readonly<Record<string, string>> = {
  'order GET /charge': 'Prices are those of the agreement: nothing waits for one to be accepted.',
  'order GET /charge/{id}': 'As the list.',
  'order PATCH /charge/{id}': 'As the list.',
  'qualification POST /hub': 'Every question is answered at once.',
  'qualification DELETE /hub/{id}': 'Nobody is registered.',
};

export const contact = (role: string) => ({
  role,
  name: 'P LEWIS',
  emailAddress: 'orders@socket.example',
  number: '573-777-0001',
});

export const ADDRESS = {
  '@type': 'FieldedAddress',
  role: 'serviceAddress',
  streetNr: '1',
  streetName: 'WALNUT',
  streetType: 'ST',
  city: 'COLUMBIA',
  stateOrProvince: 'MO',
  postcode: '65201',
  country: 'US',
};

let facilities = 0;
/** A facility assignment of its own for each line. */
export const facility = (): string => `CLMAMOXA-C7-${String((facilities += 1)).padStart(4, '0')}`;

/** An item that is one new analog loop and fails no edit. */
export const loopItem = (id: string, changes: object = {}, configuration: object = {}) => ({
  id,
  action: 'add',
  agreementName: 'missouri-2006/centurytel',
  billingAccount: { id: 'N' },
  endCustomerName: 'AHRENS BAKERY',
  requestedCompletionDate: '2026-12-08T00:00:00-06:00',
  product: {
    productOffering: { id: 'loop-2w-analog' },
    place: [ADDRESS],
    productConfiguration: {
      '@type': 'urn:meetpoint:product:loop:v1',
      wireCenter: 'CLMAMOXA',
      typeOfService: '2---',
      connectingFacility: facility(),
      ...configuration,
    },
  },
  ...changes,
});

/** An order of such loops. */
export const loopOrder = (
  externalId: string,
  items: readonly object[] = [loopItem('item-1')],
  more: object = {},
) => ({
  externalId,
  relatedContactInformation: [contact('productOrderContact')],
  productOrderItem: items,
  ...more,
});

export interface Call {
  /** `{id}` of the path. */
  readonly id?: string;
  readonly query?: string;
  readonly body?: object | string;
}

export interface Answered {
  readonly status: number;
  readonly body: never;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Sends requests as a user, and holds every answer to its document. */
export class MefClient {
  readonly #server: TestServer;
  /** `order POST /productOrder` → statuses that it was answered with. */
  readonly driven = new Map<string, Set<number>>();

  constructor(server: TestServer) {
    this.#server = server;
  }

  /** @param cookie of a session; without one nobody is signed in. */
  async call(
    interfaceName: keyof typeof documents,
    operation: string,
    { id, query, body }: Call = {},
    cookie?: string,
  ): Promise<Answered> {
    const [method = '', path = ''] = operation.split(' ');
    const at = path.replace('{id}', encodeURIComponent(id ?? ''));
    const answer = await this.#server.api.inject({
      method: method as 'GET',
      url: `${BASES[interfaceName]}${at}${query === undefined ? '' : `?${query}`}`,
      headers: {
        origin: BASE_URL,
        ...(cookie === undefined ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const key = `${interfaceName} ${operation}`;
    this.driven.set(key, (this.driven.get(key) ?? new Set()).add(answer.statusCode));
    const read = answer.body === '' ? undefined : (JSON.parse(answer.body) as never);
    if (read !== undefined)
      assert.equal(answer.headers['content-type'], 'application/json;charset=utf-8', key);
    assert.deepEqual(
      documents[interfaceName].answerMisfits(method, path, answer.statusCode, read),
      [],
      `${key} answers ${answer.statusCode} ${answer.body.slice(0, 2000)}`,
    );
    return { status: answer.statusCode, body: read as never, headers: answer.headers };
  }
}

/** Does something with a version of an order by the API, as one of the two sides. */
export async function record(
  server: TestServer,
  { id: agreementId }: Agreement,
  { caseId, event, body = {} }: { caseId: string; event: string; body?: object },
  cookie: string,
): Promise<void> {
  const done = await server.api.inject({
    method: 'POST',
    url: `/api/agreements/${agreementId}/orders/${encodeURIComponent(caseId)}/events`,
    payload: { event, body },
    headers: { origin: BASE_URL, cookie },
  });
  assert.equal(done.statusCode, 200, done.body);
}
