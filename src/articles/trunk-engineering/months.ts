import { Type } from 'typebox';
import { parseDuration } from '../../base/quantity.ts';

/** A number of whole months as a term holds it: `3 months`. */
export const Months = (description: string) =>
  Type.String({ format: 'duration', pattern: '^\\s*\\d+\\s*[Mm]onths?\\s*$', description });

/** How many months `3 months` are. */
export const monthsOf = (text: string): number => parseDuration(text)?.count ?? 0;

/** Length of the run of months at the end of a series for which something holds. */
export function runAtEnd<T>(months: readonly T[], holds: (month: T) => boolean): number {
  const last = months.findLastIndex((month) => !holds(month));
  return months.length - 1 - last;
}
