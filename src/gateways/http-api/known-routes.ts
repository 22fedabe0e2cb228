import type { Api, RouteRight } from './options.ts';

/** One address of the server with one method. */
export interface KnownRoute {
  readonly method: string;
  /** As it was registered: `/api/agreements/:form/:variant`. */
  readonly url: string;
  /** Undefined where nobody need be signed in. */
  readonly right?: RouteRight;
}

/** Keeps the list of all routes that are added from here on: tests try each of them as another carrier. */
export function keepRoutes(api: Api): void {
  const known: KnownRoute[] = [];
  api.decorate('knownRoutes', known);
  api.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat())
      known.push({ method: one, url, ...(config?.right === undefined ? {} : { right: config.right }) });
  });
}
