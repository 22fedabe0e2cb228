/**
 * Every address of the server with how another carrier tries it. A new route needs a line here: the isolation test fails
 * without. For tests.
 */
import { MEF, TMF } from './isolation-facades.ts';
import { listing, plain } from './isolation-probe.ts';
import type { Listing, Probe } from './isolation-probe.ts';
import type { Ids, Who } from './test-isolation.ts';
import { loopForms } from './test-isolation.ts';

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
const A = '/api/agreements/:form/:variant';
const order = (x: Ids): string => `LSR/SKT/${x.pon}/01`;
const enc = encodeURIComponent;

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
  [`GET ${A}/order-files`]: [agreement(() => '/order-files')],
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

/** Addresses for whoever has not signed in yet. */
export const OPEN: ReadonlySet<string> = new Set([
  'POST /api/sign-in',
  'POST /api/sign-in/second-factor',
  'POST /api/sign-out',
  'POST /api/token',
  'POST /api/token/revoke',
  'GET /api/openapi.json',
]);
