/**
 * Every address of the server with how another carrier tries it. A new route needs a line here: the isolation test fails
 * without. For tests.
 */
import type { Ask, Ids, Who } from './test-isolation.ts';
import { loopForms } from './test-isolation.ts';

/** A request that names somebody's things. It is sent by strangers for real ids and for nobody's: the answers are the same. */
export interface Probe {
  readonly ask: (x: Ids, own: { readonly agreement: string }) => Ask;
  /** Who of the owners is answered, with which status (done: any that says so): shows that the id is a real one. */
  readonly owner?: readonly [Who, number | 'done'];
}

/** An address that takes nobody's ids: strangers find nothing of the owners in its answer. */
export interface Listing {
  readonly list: Ask;
  /** What the owners find there, so that something could be found; and who of them. */
  readonly shows?: readonly [Who, keyof Ids];
}

const agreement = (
  path: (x: Ids) => string,
  owner: readonly [Who, number | 'done'] = ['clec', 200],
): Probe => ({
  ask: (x) => ({ url: `/api/agreements/${x.agreement}${path(x)}` }),
  owner,
});
const posts = (
  path: (x: Ids) => string,
  payload: (x: Ids) => unknown,
  owner: readonly [Who, number | 'done'],
): Probe => ({
  ask: (x) => ({ url: `/api/agreements/${x.agreement}${path(x)}`, payload: payload(x) }),
  owner,
});
const plain = (
  url: (x: Ids) => string,
  owner: readonly [Who, number | 'done'],
  payload?: (x: Ids) => unknown,
): Probe => ({
  ask: (x) => ({ url: url(x), ...(payload === undefined ? {} : { payload: payload(x) }) }),
  owner,
});
const listing = (url: string, shows?: readonly [Who, keyof Ids]): Listing => ({
  list: { url },
  ...(shows === undefined ? {} : { shows }),
});

const A = '/api/agreements/:form/:variant';
const order = (x: Ids): string => `LSR/SKT/${x.pon}/01`;
const enc = encodeURIComponent;

const TMF_ORDER = '/tmf-api/productOrderingManagement/v4';
const TMF_AGREEMENT = '/tmf-api/agreementManagement/v4';
const TMF_PRODUCT = '/tmf-api/productInventory/v4';
const TMF_QUALIFICATION = '/tmf-api/serviceQualificationManagement/v4';
const MEF_ORDER = '/mefApi/sonata/productOrderingManagement/v10';
const MEF_QUALIFICATION = '/mefApi/sonata/productOfferingQualification/v7';

/** `missouri-2006~centurytel~LSR~SKT~PON1`, the order as partners' systems name it. */
const partnersAgreement = (x: Ids): string => x.agreement.replace('/', '~');
const partnersOrder = (x: Ids): string => `${partnersAgreement(x)}~LSR~SKT~${x.pon}`;
const of = (method: string, base: string, path: string, probes: readonly Probe[]) => ({
  [`${method} ${base}${path}`]: probes,
});
const asked = (url: (x: Ids) => string, payload?: (x: Ids) => unknown): Probe => ({
  ask: (x) => ({ url: url(x), ...(payload === undefined ? {} : { payload: payload(x) }) }),
});

const orderRef = (x: Ids) => ({ productOrder: { id: partnersOrder(x) } });
const TMF: Readonly<Record<string, Listing | readonly Probe[]>> = {
  [`GET ${TMF_ORDER}/productOrder`]: listing(`${TMF_ORDER}/productOrder`, ['clec', 'pon']),
  ...of('GET', TMF_ORDER, '/productOrder/:id', [
    plain((x) => `${TMF_ORDER}/productOrder/${partnersOrder(x)}`, ['clec', 200]),
  ]),
  ...of('POST', TMF_ORDER, '/productOrder', [
    asked(
      () => `${TMF_ORDER}/productOrder`,
      (x) => ({
        externalId: x.pon,
        agreement: [{ id: partnersAgreement(x) }],
        productOrderItem: [{ id: '01', action: 'add' }],
      }),
    ),
  ]),
  ...of('PATCH', TMF_ORDER, '/productOrder/:id', [
    asked(
      (x) => `${TMF_ORDER}/productOrder/${partnersOrder(x)}`,
      () => ({ requestedCompletionDate: '2026-12-10T00:00:00Z' }),
    ),
  ]),
  ...of('DELETE', TMF_ORDER, '/productOrder/:id', [
    asked((x) => `${TMF_ORDER}/productOrder/${partnersOrder(x)}`),
  ]),
  [`GET ${TMF_ORDER}/cancelProductOrder`]: listing(`${TMF_ORDER}/cancelProductOrder`),
  ...of('GET', TMF_ORDER, '/cancelProductOrder/:id', [
    asked((x) => `${TMF_ORDER}/cancelProductOrder/${partnersOrder(x)}~02`),
  ]),
  ...of('POST', TMF_ORDER, '/cancelProductOrder', [asked(() => `${TMF_ORDER}/cancelProductOrder`, orderRef)]),
  ...of('POST', TMF_ORDER, '/hub', [
    asked(
      () => `${TMF_ORDER}/hub`,
      (x) => ({ callback: 'http://127.0.0.1:9/x', query: `agreement=${partnersAgreement(x)}` }),
    ),
  ]),
  ...of('DELETE', TMF_ORDER, '/hub/:id', [asked((x) => `${TMF_ORDER}/hub/${x.webhook}`)]),
  [`GET ${TMF_AGREEMENT}/agreement`]: listing(`${TMF_AGREEMENT}/agreement`),
  ...of('GET', TMF_AGREEMENT, '/agreement/:id', [
    plain((x) => `${TMF_AGREEMENT}/agreement/${partnersAgreement(x)}`, ['clec', 200]),
  ]),
  [`GET ${TMF_AGREEMENT}/agreementSpecification`]: listing(`${TMF_AGREEMENT}/agreementSpecification`),
  ...of('GET', TMF_AGREEMENT, '/agreementSpecification/:id', [
    asked((x) => `${TMF_AGREEMENT}/agreementSpecification/${x.agreement.split('/')[0] ?? ''}`),
  ]),
  [`GET ${TMF_PRODUCT}/product`]: listing(`${TMF_PRODUCT}/product`, ['clec', 'circuit']),
  ...of('GET', TMF_PRODUCT, '/product/:id', [
    plain((x) => `${TMF_PRODUCT}/product/${partnersAgreement(x)}~${x.circuit}`, ['clec', 200]),
  ]),
  ...Object.fromEntries(
    ['checkServiceQualification', 'queryServiceQualification'].flatMap((resource) => [
      [`GET ${TMF_QUALIFICATION}/${resource}`, listing(`${TMF_QUALIFICATION}/${resource}`)],
      [
        `GET ${TMF_QUALIFICATION}/${resource}/:id`,
        [
          plain(
            (x) => `${TMF_QUALIFICATION}/${resource}/tmf-${resource.slice(0, 5)}-${x.answer}`,
            ['clec', 200],
          ),
        ],
      ],
      [
        `POST ${TMF_QUALIFICATION}/${resource}`,
        [
          asked(
            () => `${TMF_QUALIFICATION}/${resource}`,
            (x) => ({ agreement: [{ id: partnersAgreement(x) }], serviceQualificationItem: [{ id: '1' }] }),
          ),
        ],
      ],
    ]),
  ),
};

const MEF_PRODUCT = '/mefApi/sonata/productInventory/v7';
const MEF_TASKS = ['cancelProductOrder', 'modifyProductOrderItemRequestedDeliveryDate'];
const MEF: Readonly<Record<string, Listing | readonly Probe[]>> = {
  [`GET ${MEF_ORDER}/productOrder`]: listing(`${MEF_ORDER}/productOrder`),
  ...of('GET', MEF_ORDER, '/productOrder/:id', [
    plain((x) => `${MEF_ORDER}/productOrder/${partnersOrder(x)}`, ['clec', 200]),
  ]),
  ...of('POST', MEF_ORDER, '/productOrder', [
    asked(
      () => `${MEF_ORDER}/productOrder`,
      (x) => ({ externalId: x.pon, agreementName: x.agreement, productOrderItem: [{ id: '01' }] }),
    ),
  ]),
  ...of('PATCH', MEF_ORDER, '/productOrder/:id', [
    asked(
      (x) => `${MEF_ORDER}/productOrder/${partnersOrder(x)}`,
      () => ({ externalId: 'OTHER' }),
    ),
  ]),
  ...Object.fromEntries(
    MEF_TASKS.flatMap((task) => [
      [`GET ${MEF_ORDER}/${task}`, listing(`${MEF_ORDER}/${task}`)],
      [`GET ${MEF_ORDER}/${task}/:id`, [asked((x) => `${MEF_ORDER}/${task}/${partnersOrder(x)}~02`)]],
      [`POST ${MEF_ORDER}/${task}`, [asked(() => `${MEF_ORDER}/${task}`, orderRef)]],
    ]),
  ),
  [`GET ${MEF_QUALIFICATION}/productOfferingQualification`]: listing(
    `${MEF_QUALIFICATION}/productOfferingQualification`,
  ),
  ...of('GET', MEF_QUALIFICATION, '/productOfferingQualification/:id', [
    plain((x) => `${MEF_QUALIFICATION}/productOfferingQualification/mef-poq-${x.answer}`, ['clec', 200]),
  ]),
  ...of('POST', MEF_QUALIFICATION, '/productOfferingQualification', [
    asked(
      () => `${MEF_QUALIFICATION}/productOfferingQualification`,
      (x) => ({ agreementName: x.agreement, productOfferingQualificationItem: [{ id: '1' }] }),
    ),
  ]),
  [`GET ${MEF_PRODUCT}/product`]: listing(`${MEF_PRODUCT}/product`, ['clec', 'circuit']),
  ...of('GET', MEF_PRODUCT, '/product/:id', [
    plain((x) => `${MEF_PRODUCT}/product/${partnersAgreement(x)}~${x.circuit}`, ['clec', 200]),
  ]),
  ...of('GET', MEF_ORDER, '/hub/:id', [asked((x) => `${MEF_ORDER}/hub/${x.webhook}`)]),
  [`GET ${MEF_ORDER}/charge`]: [asked(() => `${MEF_ORDER}/charge`)],
  ...of('GET', MEF_ORDER, '/charge/:id', [asked((x) => `${MEF_ORDER}/charge/${partnersOrder(x)}`)]),
  ...of('PATCH', MEF_ORDER, '/charge/:id', [
    asked(
      (x) => `${MEF_ORDER}/charge/${partnersOrder(x)}`,
      () => ({}),
    ),
  ]),
  ...Object.fromEntries(
    [MEF_ORDER, MEF_QUALIFICATION].flatMap((base) => [
      [
        `POST ${base}/hub`,
        [
          asked(
            () => `${base}/hub`,
            (x) => ({ callback: 'http://127.0.0.1:9/x', query: `agreementName=${x.agreement}` }),
          ),
        ],
      ],
      [`DELETE ${base}/hub/:id`, [asked((x) => `${base}/hub/${x.webhook}`)]],
    ]),
  ),
};

export const TABLE: Readonly<Record<string, Listing | readonly Probe[]>> = {
  // What belongs to whoever asks.
  'GET /api/me': listing('/api/me'),
  'GET /api/sessions': listing('/api/sessions', ['clec', 'session']),
  'GET /api/clients': listing('/api/clients', ['administrator', 'client']),
  'GET /api/users': listing('/api/users', ['administrator', 'user']),
  'GET /api/audit': [
    { ask: (x) => ({ url: `/api/audit?subject=${enc(x.client)}` }) },
    { ask: (x) => ({ url: `/api/audit?who=${enc(x.user)}` }) },
    { ask: (x) => ({ url: `/api/audit?subject=${enc(x.pon)}` }) },
  ],
  'GET /api/audit.csv': listing('/api/audit.csv', ['administrator', 'client']),
  'GET /api/clock': listing('/api/clock'),
  'GET /api/agreements': listing('/api/agreements', ['clec', 'agreement']),
  'GET /api/calendar': listing('/api/calendar?to=2027-12-31', ['clec', 'case']),
  'GET /api/order-queues': listing('/api/order-queues', ['ilec', 'pon']),
  'GET /api/portfolio': listing('/api/portfolio', ['clec', 'agreement']),
  'GET /api/webhooks': listing('/api/webhooks', ['clec', 'webhook']),

  // An agreement and what is under it.
  [`GET ${A}`]: [agreement(() => '')],
  [`GET ${A}/clause`]: [agreement(() => `/clause?citation=${enc('III §9.4')}`)],
  [`GET ${A}/search`]: [agreement(() => '/search?q=late')],
  [`GET ${A}/summary.pdf`]: [agreement(() => '/summary.pdf')],
  [`GET ${A}/diff`]: [
    agreement(() => '/diff?asOf=2026-01-01'),
    { ask: (x, own) => ({ url: `/api/agreements/${own.agreement}/diff?with=${x.agreement}` }) },
  ],
  [`GET ${A}/decisions`]: [agreement(() => '/decisions')],
  [`POST ${A}/decisions/:name`]: [
    posts(
      () => '/decisions/nothing',
      () => ({ facts: {} }),
      ['clec', 404],
    ),
    posts(
      () => '/decisions/due-date',
      () => ({ facts: {} }),
      ['clec', 422],
    ),
  ],
  [`GET ${A}/due`]: [agreement(() => '/due')],
  [`GET ${A}/due/:clock`]: [agreement(() => '/due/bfr-acknowledgment?at=2026-11-02T09:00', ['clec', 422])],
  [`GET ${A}/measures`]: [agreement(() => '/measures')],
  [`GET ${A}/months`]: [agreement(() => '/months')],
  [`GET ${A}/months/:month`]: [agreement((x) => `/months/${x.month}`)],
  // Landed usage is not there for the owners either: traffic.test.ts shows it to them.
  ...Object.fromEntries(
    ['traffic', 'unbilled', 'trunks', 'calls', 'calls/export'].map((part) => [
      `GET ${A}/months/:month/${part}`,
      [
        {
          ask: (x: Ids) => ({
            url: `/api/agreements/${x.agreement}/months/${x.month}/${part}?${part === 'calls/export' ? 'format=csv&purpose=audit' : ''}`,
          }),
        },
      ],
    ]),
  ),
  [`GET ${A}/invoices`]: [agreement(() => '/invoices')],
  [`GET ${A}/invoices/:number`]: [agreement((x) => `/invoices/${x.bill}`)],
  [`GET ${A}/invoices/:number/lines/:line`]: [agreement((x) => `/invoices/${x.bill}/lines/1`)],
  [`GET ${A}/findings`]: [agreement(() => '/findings')],
  [`GET ${A}/explain`]: [
    agreement((x) => `/explain?id=${enc(`${x.bill}/1`)}`, ['clec', 404]),
    agreement((x) => `/explain?id=${enc(order(x))}`, ['clec', 404]),
  ],
  [`GET ${A}/order-forms`]: [agreement(() => '/order-forms')],
  [`GET ${A}/order-files/template`]: [agreement(() => '/order-files/template')],
  [`GET ${A}/response-documents`]: [agreement((x) => `/response-documents?case=${enc(order(x))}`)],
  [`GET ${A}/response-documents/:seq`]: [agreement((x) => `/response-documents/2?case=${enc(order(x))}`)],
  [`GET ${A}/order-queues`]: [agreement(() => '/order-queues')],
  [`GET ${A}/order-counts`]: [agreement(() => '/order-counts')],
  [`GET ${A}/capacity`]: [agreement(() => '/capacity')],
  [`GET ${A}/orders`]: [agreement(() => '/orders'), agreement((x) => `/orders?pon=${x.pon}`)],
  [`GET ${A}/orders/*`]: [
    agreement((x) => `/orders/${order(x)}`),
    agreement((x) => `/orders/${order(x)}?purpose=provisioning`),
  ],
  [`POST ${A}/orders/check`]: [
    posts(
      () => '/orders/check',
      (x) => ({ document: loopForms(x.pon, { VER: '02', SUP: '1' }) }),
      ['clec', 200],
    ),
  ],
  [`POST ${A}/orders`]: [
    posts(
      () => '/orders',
      (x) => ({ document: loopForms(x.pon, { VER: '02', SUP: '1' }) }),
      ['clec', 201],
    ),
  ],
  [`POST ${A}/orders/:id/events`]: [
    posts(
      (x) => `/orders/${enc(order(x))}/events`,
      () => ({ event: 'nothing' }),
      ['ilec', 422],
    ),
  ],
  [`POST ${A}/order-files`]: [
    {
      ask: (x) => ({
        url: `/api/agreements/${x.agreement}/order-files`,
        payload: `CCNA,PON,VER\r\nSKT,${x.pon},01\r\n`,
        type: 'text/csv',
      }),
    },
  ],
  [`GET ${A}/case-kinds`]: [agreement(() => '/case-kinds')],
  [`GET ${A}/cases`]: [agreement(() => '/cases')],
  [`GET ${A}/cases/*`]: [
    agreement((x) => `/cases/${x.case}`),
    agreement((x) => `/cases/${x.case}?purpose=repair`),
  ],
  [`POST ${A}/cases/:kind/:id/events`]: [
    posts(
      (x) => `/cases/bfr/${enc(x.case)}/events`,
      () => ({ event: 'cancelled' }),
      ['clec', 200],
    ),
  ],
  [`GET ${A}/calendar`]: [agreement(() => '/calendar')],

  // Questions before an order.
  [`GET ${A}/pre-order`]: [agreement(() => '/pre-order')],
  [`POST ${A}/pre-order/:function`]: [
    {
      ask: (x) => ({
        url: `/api/agreements/${x.agreement}/pre-order/cfa-validation`,
        payload: { facts: { cfa: 'CLMAMOXA-C1-0001' }, test: false },
      }),
    },
  ],

  [`GET ${A}/access`]: [agreement(() => '/access')],
  [`GET ${A}/pre-order-log`]: [
    agreement(() => '/pre-order-log'),
    agreement((x) => `/pre-order-log?case=${enc(x.case)}`, ['clec', 404]),
  ],

  // Notices.
  'POST /api/webhooks': [
    {
      ask: (x) => ({
        url: '/api/webhooks',
        payload: { url: 'http://127.0.0.1:9/x', agreement: x.agreement },
      }),
    },
  ],
  'GET /api/webhooks/:id/notices': [plain((x) => `/api/webhooks/${x.webhook}/notices`, ['clec', 200])],
  'POST /api/webhooks/:id/test': [
    plain(
      (x) => `/api/webhooks/${x.webhook}/test`,
      ['clec', 'done'],
      () => ({}),
    ),
  ],
  'POST /api/webhooks/:id/replay': [
    plain(
      (x) => `/api/webhooks/${x.webhook}/replay`,
      ['clec', 'done'],
      (x) => ({ notice: x.notice }),
    ),
  ],
  'POST /api/webhooks/:id/state': [
    plain(
      (x) => `/api/webhooks/${x.webhook}/state`,
      ['clec', 200],
      () => ({ state: 'paused' }),
    ),
  ],
  'POST /api/webhooks/:id/secret': [
    plain(
      (x) => `/api/webhooks/${x.webhook}/secret`,
      ['clec', 'done'],
      () => ({}),
    ),
  ],
  'DELETE /api/webhooks/:id': [plain((x) => `/api/webhooks/${x.webhook}`, ['clec', 204])],

  ...TMF,
  ...MEF,

  // People and programs; the owners end them last.
  'POST /api/clients': [{ ask: (x) => ({ url: '/api/clients', payload: { name: x.client, scopes: [] } }) }],
  'POST /api/clients/:id/secrets': [
    plain(
      (x) => `/api/clients/${x.client}/secrets`,
      ['administrator', 201],
      () => ({}),
    ),
  ],
  'DELETE /api/clients/:id/secrets/:secret': [
    plain((x) => `/api/clients/${x.client}/secrets/${x.secret}`, ['administrator', 204]),
  ],
  'DELETE /api/clients/:id': [plain((x) => `/api/clients/${x.client}`, ['administrator', 204])],
  // Whether an address is some user's cannot be kept from whoever adds one: it signs in one person alone.
  'POST /api/users': [
    { ask: (x) => ({ url: '/api/users', payload: { email: x.user, name: ' ', role: 'auditor' } }) },
  ],
  'PATCH /api/users/:email': [
    plain(
      (x) => `/api/users/${enc(x.user)}`,
      ['administrator', 200],
      () => ({ name: 'Other' }),
    ),
  ],
  'POST /api/users/:email/password': [
    plain(
      (x) => `/api/users/${enc(x.user)}/password`,
      ['administrator', 200],
      () => ({}),
    ),
  ],
  'DELETE /api/users/:email/second-factor': [
    plain((x) => `/api/users/${enc(x.user)}/second-factor`, ['administrator', 204]),
  ],
  'DELETE /api/users/:email/sessions': [
    plain((x) => `/api/users/${enc(x.user)}/sessions`, ['administrator', 204]),
  ],
  'DELETE /api/users/:email': [plain((x) => `/api/users/${enc(x.user)}`, ['administrator', 204])],
  'DELETE /api/sessions/:id': [plain((x) => `/api/sessions/${x.session}`, ['clec', 204])],
};

/** Addresses that know nothing but the person who asks: they take no id at all, and each is tested where it is made. */
export const OF_ONESELF: ReadonlySet<string> = new Set([
  'DELETE /api/sessions',
  'POST /api/password',
  'POST /api/second-factor',
  'POST /api/second-factor/confirm',
  'POST /api/second-factor/backup-codes',
  'POST /api/second-factor/end',
]);

/**
 * What a published interface has and Meetpoint does not offer: answered alike whatever is sent. They ask to be signed in
 * and for no right.
 */
export const isNotOffered = (name: string, right: unknown): boolean =>
  right === 'signed-in' && /^(GET|POST|PUT|PATCH|DELETE) \/(tmf-api|mefApi)\//.test(name);

/** Addresses for whoever has not signed in yet. */
export const OPEN: ReadonlySet<string> = new Set([
  'POST /api/sign-in',
  'POST /api/sign-in/second-factor',
  'POST /api/sign-out',
  'POST /api/token',
  'POST /api/token/revoke',
  'GET /api/openapi.json',
]);
