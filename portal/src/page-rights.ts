import type { PageRight } from './roles.ts';

/** Who may see a page: one table for the navigation and for pages that are opened by their address. */
const RIGHT_FOR = {
  '/': 'agreements:read',
  '/portfolio': 'cases:read',
  '/due': 'cases:read',
  '/order-queues': 'orders:read',
  '/people': 'users:manage',
  '/programs': 'clients:manage',
  '/notices': 'webhooks:manage',
  '/audit': 'audit:read',
  text: 'agreements:read',
  diff: 'agreements:read',
  measures: 'agreements:read',
  try: 'agreements:read',
  months: 'bills:read',
  traffic: 'bills:read',
  bills: 'bills:read',
  findings: 'bills:read',
  explain: 'bills:read',
  'pre-order': 'pre-order:query',
  loops: 'orders:read',
  orders: 'orders:read',
  'new-order': 'orders:send',
  'order-files': 'orders:send',
  'order-queues': 'orders:read',
  capacity: 'orders:read',
  access: 'cases:read',
  cases: 'cases:read',
  'open-case': 'cases:record',
  due: 'cases:read',
} as const satisfies Readonly<Record<string, PageRight>>;
type PageName = keyof typeof RIGHT_FOR;

/** @throws Error for a page that there is not. */
export function rightFor(page: string): PageRight {
  const right = (RIGHT_FOR as Readonly<Record<string, PageRight>>)[page];
  if (right === undefined) throw new Error(`There is no page ${page}.`);
  return right;
}

/** Pages across all agreements, in the order of the navigation. */
export const OWN_PAGES: readonly (readonly [PageName, string])[] = [
  ['/', 'Overview'],
  ['/portfolio', 'Portfolio'],
  ['/due', 'Due'],
  ['/order-queues', 'Order work'],
];

/** Pages about the carrier's own people and programs. */
export const CARRIER_PAGES: readonly (readonly [PageName, string])[] = [
  ['/people', 'People'],
  ['/programs', 'Programs'],
  ['/notices', 'Notices'],
  ['/audit', 'Audit trail'],
];

export interface AgreementPage {
  readonly page: PageName;
  readonly label: string;
  /** Not offered to a commission, which is no party. */
  readonly ofParties?: true;
}

/** Pages of one agreement: what it says, what comes before an order, orders, money, and the rest. */
export const AGREEMENT_PAGES: readonly AgreementPage[] = [
  { page: 'text', label: 'Agreement' },
  { page: 'diff', label: 'Compare' },
  { page: 'measures', label: 'Measures' },
  { page: 'pre-order', label: 'Before an order' },
  { page: 'loops', label: 'Loops' },
  { page: 'orders', label: 'Orders' },
  { page: 'order-queues', label: 'Order work' },
  { page: 'capacity', label: 'Capacity' },
  { page: 'access', label: 'Access' },
  { page: 'cases', label: 'Cases' },
  { page: 'due', label: 'Due' },
  { page: 'months', label: 'Months' },
  { page: 'traffic', label: 'Traffic' },
  { page: 'bills', label: 'Bills' },
  { page: 'findings', label: 'Bill checks' },
  { page: 'explain', label: 'Explain' },
  { page: 'try', label: 'Try it', ofParties: true },
];
