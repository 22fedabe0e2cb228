import { parseQuantity } from '../../../base/quantity.ts';
import { ZERO, compare, rational } from '../../../base/rational.ts';
import { dayAfter, dayBefore } from '../day-before.ts';
import type { Finding, OrderSeen, SeenQuery } from './seen.ts';

/** What the agreement says of views without an order. */
export interface NoOrderRule {
  readonly orderWithin: string;
  readonly minimum: number;
  readonly share: string;
}

/** Views that were judged, and those whose days are not over: an order for them may yet come. */
export interface JudgedViews {
  readonly findings: readonly Finding[];
  readonly judged: number;
  readonly open: number;
}

/**
 * Users who saw many records and ordered for few. A record counts once, with its first view; an order answers for it when it was sent so
 * many days before or after any view of it. Days are those of the agreement's time zone.
 */
export function viewsWithoutOrder(
  queries: readonly SeenQuery[],
  orders: readonly OrderSeen[],
  rule: NoOrderRule,
  about: { readonly until: string; readonly dayOf: (at: string) => string },
): JudgedViews {
  const ordered = Map.groupBy(orders, ({ subject }) => subject);
  const answered = ({ subject, askedAt }: SeenQuery): boolean => {
    const day = about.dayOf(askedAt);
    const [first, last] = [dayBefore(day, rule.orderWithin), dayAfter(day, rule.orderWithin)];
    return (ordered.get(subject) ?? []).some(({ at }) => {
      const on = about.dayOf(at);
      return first <= on && on <= last;
    });
  };
  const isOver = ({ askedAt }: SeenQuery): boolean =>
    dayAfter(about.dayOf(askedAt), rule.orderWithin) < about.dayOf(about.until);
  const byUser = Map.groupBy(queries, ({ who }) => who);
  let judged = 0;
  let open = 0;
  const findings = [...byUser].flatMap(([who, views]): Finding[] => {
    const records = [...Map.groupBy(views, ({ subject }) => subject).values()];
    const closed = records.filter((seen) => seen.some(answered) || seen.every(isOver));
    judged += closed.length;
    open += records.length - closed.length;
    const without = closed.filter((seen) => !seen.some(answered));
    const share = rational(without.length * 100, Math.max(closed.length, 1));
    const isFound =
      closed.length >= rule.minimum && compare(share, parseQuantity(rule.share)?.value ?? ZERO) > 0;
    if (!isFound) return [];
    const evidence = without.flat().sort(byTime);
    return [
      {
        pattern: 'no-order-views',
        who,
        from: evidence[0]?.askedAt ?? '',
        to: evidence.at(-1)?.askedAt ?? '',
        subjects: without.length,
        withoutOrder: without.length,
        of: closed.length,
        queries: evidence.map(({ id }) => id),
      },
    ];
  });
  return { findings, judged, open };
}

export const byTime = (a: SeenQuery, b: SeenQuery): number => Temporal.Instant.compare(a.askedAt, b.askedAt);
