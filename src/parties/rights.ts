/**
 * What the users and programs of a carrier may do: one table for people, API clients, the HTTP API and the portal.
 * Which carrier's data they reach is not said here: the database says so, whatever the right.
 */

/** Each right with what it lets one do. These are the scopes of API clients, too. */
export const RIGHTS = {
  'agreements:read': 'read agreements, ask what-if questions and deadlines, see measures',
  'orders:read': 'see orders, capacity and what is in service',
  'orders:send': 'send orders and supplements',
  'orders:answer': 'answer orders: confirm, reject, complete',
  'pre-order:query': 'ask before an order: addresses, facilities, numbers, loops, dates',
  'customers:view': 'see what a record tells of an end user, for a purpose that is put on record',
  'cases:read': 'see cases, notices and what is due',
  'cases:record': 'record what happens in cases',
  'bills:read': 'see months, bills, traffic, findings and explanations',
  'audit:read': "read the carrier's audit trail",
  'webhooks:manage': 'say where notices are sent, and send them again',
  'clients:manage': 'make and end API clients',
  'users:manage': 'add users, give roles, end sessions',
} as const;
export type Right = keyof typeof RIGHTS;

export const USER_ROLES = [
  'provider-clerk',
  'provider-supervisor',
  'clec-clerk',
  'clec-manager',
  'auditor',
  'regulator',
  'administrator',
] as const;
export type UserRole = (typeof USER_ROLES)[number];

const READING: readonly Right[] = ['agreements:read', 'orders:read', 'cases:read'];
const CLERK: readonly Right[] = [...READING, 'pre-order:query', 'customers:view', 'cases:record'];
const IN_CHARGE: readonly Right[] = [...CLERK, 'bills:read', 'audit:read', 'webhooks:manage'];

/** Rights by role. A regulator reads agreements and measures of its state and never an order, a bill or an end user. */
export const ROLE_RIGHTS: Readonly<Record<UserRole, readonly Right[]>> = {
  'provider-clerk': [...CLERK, 'orders:answer'],
  'provider-supervisor': [...IN_CHARGE, 'orders:answer'],
  'clec-clerk': [...CLERK, 'orders:send'],
  'clec-manager': [...IN_CHARGE, 'orders:send'],
  auditor: [...READING, 'bills:read', 'audit:read'],
  regulator: ['agreements:read'],
  administrator: ['agreements:read', 'audit:read', 'webhooks:manage', 'clients:manage', 'users:manage'],
};

/** What a user of the role may do; nothing for a role that there is not. */
export const rightsOf = (role: string): ReadonlySet<Right> =>
  new Set((ROLE_RIGHTS as Readonly<Record<string, readonly Right[]>>)[role] ?? []);

/** On which side of an agreement a carrier stands; a commission oversees the agreements of its state and is on none. */
export type Side = 'ilec' | 'clec' | 'commission';

const CARRIERS: readonly Side[] = ['ilec', 'clec'];

/** Whose users may have the role. */
export const ROLE_SIDES: Readonly<Record<UserRole, readonly Side[]>> = {
  'provider-clerk': ['ilec'],
  'provider-supervisor': ['ilec'],
  'clec-clerk': ['clec'],
  'clec-manager': ['clec'],
  auditor: CARRIERS,
  regulator: ['commission'],
  administrator: [...CARRIERS, 'commission'],
};

/** What no program is given: who may do what is for people to say. */
const FOR_PEOPLE: ReadonlySet<Right> = new Set(['clients:manage', 'users:manage']);

/** The most that API clients of a party may do: what its people may, but for making users and clients. */
export function clientRights(sides: readonly Side[]): ReadonlySet<Right> {
  const roles = USER_ROLES.filter((role) => ROLE_SIDES[role].some((side) => sides.includes(side)));
  return new Set(roles.flatMap((role) => ROLE_RIGHTS[role]).filter((right) => !FOR_PEOPLE.has(right)));
}

/** Whether the word is a right. */
export const isRight = (word: string): word is Right => Object.hasOwn(RIGHTS, word);
