import { rational, subtract, sum } from '../base/rational.ts';
import type { Rational } from '../base/rational.ts';

/** The part of one calendar month that a service is charged for. */
export interface MonthPart {
  /** `2026-10` */
  readonly month: string;
  /** First and last day charged, ISO dates. */
  readonly from: string;
  readonly to: string;
  /** 1 for a whole calendar month. */
  readonly part: Rational;
}

/**
 * The parts of the calendar months from `from` to `to`, both included. Every month counts `monthDays` days, whatever
 * its length: a part that reaches the end of its month reaches the last of them, so that a whole month is exactly 1
 * and the parts of a month that is cut anywhere add up to 1.
 */
export function monthParts(from: string, to: string, monthDays: number): MonthPart[] {
  const last = Temporal.PlainDate.from(to);
  const parts: MonthPart[] = [];
  let day = Temporal.PlainDate.from(from);
  while (Temporal.PlainDate.compare(day, last) <= 0) {
    const monthEnd = day.with({ day: day.daysInMonth });
    const end = Temporal.PlainDate.compare(last, monthEnd) < 0 ? last : monthEnd;
    parts.push({
      month: day.toPlainYearMonth().toString(),
      from: day.toString(),
      to: end.toString(),
      part: subtract(
        rest(day, monthDays),
        end.equals(monthEnd) ? rational(0) : rest(end.add({ days: 1 }), monthDays),
      ),
    });
    day = end.add({ days: 1 });
  }
  return parts;
}

/** The part of its month from `day` to the end: (n − min(day, n) + 1) ÷ n. */
const rest = (day: Temporal.PlainDate, monthDays: number): Rational =>
  rational(monthDays - Math.min(day.day, monthDays) + 1, monthDays);

export const sumOfParts = (parts: readonly MonthPart[]): Rational => sum(parts.map(({ part }) => part));
