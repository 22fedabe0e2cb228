import { ONE, add, divide, minimum, multiply, power, rational, subtract } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';

/** How a late payment charge grows; all rates are fractions: 1.5 % is 0.015. */
export type LateRule =
  | { readonly method: 'simple-prorated'; readonly perMonth: Rational; readonly monthDays: number }
  | { readonly method: 'per-month-or-fraction'; readonly perMonth: Rational; readonly monthDays: number }
  | { readonly method: 'daily-compound'; readonly perDay: Rational };

/** The highest charge: by the day, without compounding. */
export interface LateCap {
  readonly perMonth: Rational;
  readonly monthDays: number;
}

/** The charge on one dollar that is `days` late, exact, before any cap. */
export function lateShare(rule: LateRule, days: number): Rational {
  if (days <= 0) return rational(0);
  switch (rule.method) {
    case 'simple-prorated':
      return multiply(rule.perMonth, rational(days, rule.monthDays));
    case 'per-month-or-fraction':
      return multiply(rule.perMonth, rational(Math.ceil(days / rule.monthDays)));
    case 'daily-compound':
      return subtract(power(add(ONE, rule.perDay), days), ONE);
  }
}

/** The most that the cap admits on one dollar. */
export const capShare = (cap: LateCap, days: number): Rational =>
  multiply(cap.perMonth, divide(rational(days), rational(cap.monthDays)));

export const cappedShare = (rule: LateRule, cap: LateCap | undefined, days: number): Rational =>
  cap === undefined ? lateShare(rule, days) : minimum(lateShare(rule, days), capShare(cap, days));
