/** How another carrier tries an address. For tests. */
import type { Ask, Ids, Who } from './test-isolation.ts';

/** A request that names somebody's things. It is sent by strangers for real ids and for nobody's: the answers are the same. */
export interface Probe {
  readonly ask: (x: Ids, own: { readonly agreement: string }) => Ask;
  /** Who of the owners is answered, with which status (done: whoever says so): shows that the id is a real one. */
  readonly owner?: readonly [Who, number | 'done'];
}

/** An address that takes nobody's ids: strangers find nothing of the owners in its answer. */
export interface Listing {
  readonly list: Ask;
  /** What the owners find there, so that something could be found; and who of them. */
  readonly shows?: readonly [Who, keyof Ids];
}

/** Sent by strangers, and by the owner who is answered. */
export const plain = (
  url: (x: Ids) => string,
  owner: readonly [Who, number | 'done'],
  payload?: (x: Ids) => unknown,
): Probe => ({
  ask: (x) => ({ url: url(x), ...(payload === undefined ? {} : { payload: payload(x) }) }),
  owner,
});
export const listing = (url: string, shows?: readonly [Who, keyof Ids]): Listing => ({
  list: { url },
  ...(shows === undefined ? {} : { shows }),
});

/** One line of a table. */
export const of = (method: string, base: string, path: string, probes: readonly Probe[]) => ({
  [`${method} ${base}${path}`]: probes,
});
/** Sent by strangers alone. */
export const asked = (url: (x: Ids) => string, payload?: (x: Ids) => unknown): Probe => ({
  ask: (x) => ({ url: url(x), ...(payload === undefined ? {} : { payload: payload(x) }) }),
});
