import { cents, formatCents, sumCents } from '../../base/money.ts';
import type { Cents } from '../../base/money.ts';
import { centsOf, familyOf } from './billed-line.ts';
import type { UsageLine } from './billed-line.ts';

/** One line on both sides; what one side does not have is absent. */
export interface LineDifference {
  readonly before?: UsageLine;
  readonly after?: UsageLine;
  /** Dollars, after − before. */
  readonly difference: string;
}

/** What the billed party owes for some of the month's usage, before and after. Dollars. */
export interface MoneyDifference {
  readonly key: string;
  readonly billed: string;
  readonly before: string;
  readonly after: string;
  readonly difference: string;
}

/**
 * Pairs the lines of two versions: those of the same days first, then lines of one family one by one in their order. Every line
 * of both sides is in exactly one pair.
 */
export function pairLines(before: readonly UsageLine[], after: readonly UsageLine[]): LineDifference[] {
  const families = new Set([...before, ...after].map(familyOf));
  const [was, is] = [Map.groupBy(before, familyOf), Map.groupBy(after, familyOf)];
  return [...families].sort().flatMap((family) => pairFamily(was.get(family) ?? [], is.get(family) ?? []));
}

function pairFamily(before: readonly UsageLine[], after: readonly UsageLine[]): LineDifference[] {
  const open = [...after];
  const take = (found: number): UsageLine | undefined => (found < 0 ? undefined : open.splice(found, 1)[0]);
  const same = before.map((line) =>
    take(open.findIndex((other) => other.from === line.from && other.to === line.to)),
  );
  const pairs = before.map((line, index) =>
    differenceOf(line, same[index] ?? take(open.length === 0 ? -1 : 0)),
  );
  return [...pairs, ...open.map((line) => differenceOf(undefined, line))];
}

const amountOf = (line: UsageLine | undefined): Cents => (line === undefined ? cents(0) : centsOf(line));

const differenceOf = (before: UsageLine | undefined, after: UsageLine | undefined): LineDifference => ({
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
  difference: formatCents(cents(amountOf(after) - amountOf(before))),
});

/** Sums of both sides by bucket, direction or trunk group, for each billed party. */
export function moneyBy(
  field: 'bucket' | 'direction' | 'trunkGroup' | 'element',
  before: readonly UsageLine[],
  after: readonly UsageLine[],
): MoneyDifference[] {
  const keyOf = (line: UsageLine): string => JSON.stringify([line[field], line.billed]);
  const sumOf = (lines: readonly UsageLine[], key: string): Cents =>
    sumCents(lines.filter((line) => keyOf(line) === key).map(centsOf));
  return [...new Set([...before, ...after].map(keyOf))].sort().map((key) => {
    const [name, billed] = JSON.parse(key) as [string, string];
    const [was, is] = [sumOf(before, key), sumOf(after, key)];
    return {
      key: name,
      billed,
      before: formatCents(was),
      after: formatCents(is),
      difference: formatCents(cents(is - was)),
    };
  });
}
