import type { Promotion } from './facts.ts';

/** Days of a promotion counted on one day: 1 on its first; undefined when it does not run then. */
export interface PromotionDay {
  readonly day: number;
  /** Days of earlier promotions that are counted with it. */
  readonly before: number;
}

/**
 * Which day of a promotion `on` is. Where a series counts as one, the days of earlier promotions are added, as far as
 * each ended less than `gap` days before the next one began.
 */
export function promotionDay(
  { firstDay, lastDay, earlier = [] }: Promotion,
  on: string,
  series: { readonly counted: boolean; readonly gap: number },
): PromotionDay | undefined {
  if (on < firstDay || (lastDay !== undefined && on > lastDay)) return undefined;
  let before = 0;
  if (series.counted) {
    let next = firstDay;
    for (const each of [...earlier].sort((a, b) => (a.firstDay < b.firstDay ? 1 : -1))) {
      if (each.lastDay >= next || daysFrom(each.lastDay, next) - 1 >= series.gap) break;
      before += daysFrom(each.firstDay, each.lastDay) + 1;
      next = each.firstDay;
    }
  }
  return { day: before + daysFrom(firstDay, on) + 1, before };
}

const daysFrom = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
