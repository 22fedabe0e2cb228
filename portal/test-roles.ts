import type { Page } from 'playwright-core';
import type { Agreement } from '../src/agreement/agreement.ts';
import { liveKinds } from '../src/app/kinds.ts';
import { unwrap } from '../src/base/result.ts';
import { recordEvent } from '../src/cases/desk.ts';
import type { UserRole } from '../src/parties/rights.ts';
import type { TestPortal } from './test-portal.ts';

/** The agreement that people of all roles look at, below the portal and the API. */
export const OURS = '/agreements/missouri-2006/centurytel';

/** Where each link leads, and the address of the API behind its page. */
export const PAGES: Readonly<Record<string, readonly [string, string]>> = {
  Overview: ['/', '/api/agreements'],
  Portfolio: ['/portfolio', '/api/calendar'],
  People: ['/people', '/api/users'],
  Programs: ['/programs', '/api/clients'],
  Notices: ['/notices', '/api/webhooks'],
  'Audit trail': ['/audit', '/api/audit'],
  'Your account': ['/account', '/api/sessions'],
  Agreement: [`${OURS}/text`, `/api${OURS}`],
  Compare: [`${OURS}/diff`, `/api${OURS}`],
  Measures: [`${OURS}/measures`, `/api${OURS}/measures`],
  'Before an order': [`${OURS}/pre-order`, `/api${OURS}/pre-order`],
  Loops: [`${OURS}/loops`, `/api${OURS}/orders`],
  Orders: [`${OURS}/orders`, `/api${OURS}/orders`],
  Capacity: [`${OURS}/capacity`, `/api${OURS}/capacity`],
  Access: [`${OURS}/access`, `/api${OURS}/access`],
  Cases: [`${OURS}/cases`, `/api${OURS}/cases`],
  Months: [`${OURS}/months`, `/api${OURS}/months`],
  Traffic: [`${OURS}/traffic`, `/api${OURS}/months`],
  Bills: [`${OURS}/bills`, `/api${OURS}/invoices`],
  'Bill checks': [`${OURS}/findings`, `/api${OURS}/findings`],
  Explain: [`${OURS}/explain`, `/api${OURS}/explain?id=x`],
};
const ALL = Object.keys(PAGES);
const without = (...left: string[]): string[] => ALL.filter((name) => !left.includes(name));
const OF_MONEY = ['Months', 'Traffic', 'Bills', 'Bill checks', 'Explain'];
const CLERKS = without('People', 'Programs', 'Notices', 'Audit trail', ...OF_MONEY);

/** What each role is offered, as docs/access.md says what it may. */
export const OFFERED: Readonly<Record<UserRole, readonly string[]>> = {
  'provider-clerk': CLERKS,
  'clec-clerk': CLERKS,
  'provider-supervisor': without('People', 'Programs'),
  'clec-manager': without('People', 'Programs'),
  auditor: without('People', 'Programs', 'Notices', 'Before an order'),
  regulator: ['Overview', 'Your account', 'Agreement', 'Compare', 'Measures'],
  administrator: [
    'Overview',
    'People',
    'Programs',
    'Notices',
    'Audit trail',
    'Your account',
    'Agreement',
    'Compare',
    'Measures',
  ],
};

/** An order that waits for the provider. */
export async function seedOrder(
  db: TestPortal['server']['db'],
  agreement: Agreement,
  id: string,
): Promise<void> {
  const { ilec, clec } = agreement.parties;
  const at = '2026-11-23T14:00:00Z';
  const event = (name: string, actor: string, body: object) => ({
    name,
    occurredAt: at,
    recordedAt: at,
    actor,
    body: { ...body },
  });
  const order = {
    ccna: 'SKT',
    pon: 'ROLE0001',
    ver: '01',
    reqtyp: 'AB',
    act: 'N',
    product: 'loop-2w-analog',
    nc: 'LX--',
    quantity: 1,
    wireCenter: 'CLMAMOXA',
    address: '1 SAMPLE STREET',
    endUser: 'SAMPLE USER',
    desiredDueDate: '2026-12-08',
    expedite: false,
    channel: 'electronic',
    receivedAt: at,
    ecckts: [],
    accountStatus: 'new',
    cfa: '',
  };
  await db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, async (tx) => {
    const events = [event('received', clec, order), event('acknowledged', ilec, {})];
    unwrap(await recordEvent(tx, { agreement, kinds: liveKinds }, 'lsr', id, ...events));
  });
}

/** What the API answers to a page: status and first problem. */
export const status = (page: Page, address: string, body?: object): Promise<readonly [number, string]> =>
  page.evaluate(
    async ([path, sent]) => {
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: sent,
      };
      const answer = await fetch(path, sent === '' ? {} : init);
      const said = (await answer.json().catch(() => ({}))) as { problems?: { id: string }[] };
      return [answer.status, said.problems?.[0]?.id ?? ''] as const;
    },
    [address, body === undefined ? '' : JSON.stringify(body)] as const,
  );
