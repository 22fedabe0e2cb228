import { telephoneNumber } from '../../../base/codes.ts';
import type { Finding, OrderSeen, SeenQuery } from './seen.ts';
import { byTime } from './views-without-order.ts';

/**
 * Users who looked at so many telephone numbers in a row within so many milliseconds, in whatever order they did it. Numbers for which
 * the carrier has sent an order do not count: a block of a business is looked at whole before it is ported. The longest run of each user is told.
 */
export function sequentialRuns(
  queries: readonly SeenQuery[],
  orders: readonly OrderSeen[],
  rule: { readonly run: number; readonly withinMilliseconds: number },
): Finding[] {
  const ordered = new Set(orders.map(({ subject }) => subject));
  const byUser = Map.groupBy(
    queries.filter(({ subject }) => telephoneNumber(subject) !== undefined && !ordered.has(subject)),
    ({ who }) => who,
  );
  return [...byUser].flatMap(([who, views]) => {
    const run = longestRun([...views].sort(byTime), rule.withinMilliseconds);
    if (run.length < rule.run) return [];
    const evidence = run.toSorted(byTime);
    return [
      {
        pattern: 'sequential-scraping' as const,
        who,
        from: evidence[0]?.askedAt ?? '',
        to: evidence.at(-1)?.askedAt ?? '',
        subjects: run.length,
        withoutOrder: run.length,
        of: run.length,
        queries: evidence.map(({ id }) => id),
      },
    ];
  });
}

/** The longest row of numbers, each one more than the last, that lie in one window of time; each with its latest view in it. */
function longestRun(views: readonly SeenQuery[], windowMilliseconds: number): SeenQuery[] {
  const inWindow = new Map<number, SeenQuery[]>();
  let best: SeenQuery[] = [];
  let first = 0;
  for (const view of views) {
    const number = Number(telephoneNumber(view.subject));
    inWindow.set(number, [...(inWindow.get(number) ?? []), view]);
    for (; momentOf(views[first]) < momentOf(view) - windowMilliseconds; first += 1) {
      const gone = Number(telephoneNumber(views[first]?.subject ?? ''));
      const left = (inWindow.get(gone) ?? []).slice(1);
      if (left.length > 0) inWindow.set(gone, left);
      else inWindow.delete(gone);
    }
    let from = number;
    while (inWindow.has(from - 1)) from -= 1;
    let to = number;
    while (inWindow.has(to + 1)) to += 1;
    if (to - from + 1 > best.length)
      best = Array.from({ length: to - from + 1 }, (_, step) => inWindow.get(from + step)?.at(-1) ?? view);
  }
  return best;
}

const momentOf = (view: SeenQuery | undefined): number =>
  view === undefined ? Number.POSITIVE_INFINITY : Temporal.Instant.from(view.askedAt).epochMilliseconds;
