import { RIGHTS } from '../../parties/rights.ts';
import type { Api, RouteRight } from './options.ts';

/** One address of the server with one method. */
export interface KnownRoute {
  readonly method: string;
  /** As it was registered: `/api/agreements/:form/:variant`. */
  readonly url: string;
  /** Undefined where nobody need be signed in. */
  readonly right?: RouteRight;
}

/** By the cookie of a session, or by a bearer token. */
const SIGNED_IN = [{ session: [] }, { token: [] }];

/** Names of the ways to be known, for the description of the server. */
export const SECURITY_SCHEMES = {
  session: { type: 'apiKey', in: 'cookie', name: 'meetpoint.session_token' },
  token: {
    type: 'oauth2',
    flows: { clientCredentials: { tokenUrl: '/api/token', scopes: RIGHTS } },
  },
} as const;

/** Keeps the list of all routes that are added from here on: tests try each of them as another carrier. */
export function keepRoutes(api: Api): void {
  const known: KnownRoute[] = [];
  api.decorate('knownRoutes', known);
  api.addHook('onRoute', (route) => {
    const { method, url, config, schema } = route;
    // The description says of each address which right it asks for.
    if (config?.right !== undefined && schema !== undefined)
      route.schema = { ...schema, security: SIGNED_IN, 'x-right': config.right } as typeof schema;
    for (const one of [method].flat())
      known.push({ method: one, url, ...(config?.right === undefined ? {} : { right: config.right }) });
  });
}
