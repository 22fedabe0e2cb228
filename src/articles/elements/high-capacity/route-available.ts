import { cited } from '../../../agreement/agreement.ts';
import type { Term } from '../../../agreement/agreement.ts';
import type { Trace } from '../../../base/receipt.ts';
import type { transportLimitsTerm } from './terms.ts';

type Limits = NonNullable<(typeof transportLimitsTerm)['type']>;

export interface RouteEnd {
  readonly clli: string;
  readonly tier: number;
}

/** Whether transport between two wire centers must be unbundled: it ends only where the tiers of both are high enough. */
export function routeAvailable(
  level: keyof Limits,
  ends: readonly [RouteEnd, RouteEnd],
  term: Term<Limits>,
  trace: Trace,
): boolean {
  const limit = term.value[level];
  const reached = ends.map(({ clli, tier }) => {
    trace.add({
      id: 'tier',
      sentence: `${clli} is of tier ${tier}: tier ${limit} or a higher one`,
      out: tier <= limit,
      ...cited(term),
    });
    return tier <= limit;
  });
  const available = !reached.every(Boolean);
  trace.add({
    id: 'route',
    sentence: available
      ? 'Not both ends are: transport between them is unbundled'
      : 'Both ends are: transport between them is not unbundled',
    out: available,
    ...cited(term),
  });
  return available;
}
