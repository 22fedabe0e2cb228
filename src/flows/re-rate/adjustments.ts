import { cents, formatCents } from '../../base/money.ts';
import type { Cents } from '../../base/money.ts';
import { centsOf, familyOf } from './billed-line.ts';
import type { UsageLine } from './billed-line.ts';
import { pairLines } from './line-differences.ts';

/** What is proposed to be added to a line of an issued bill, on the next bill: a row of `corrections.csv`. */
export interface Adjustment {
  readonly bill: string;
  readonly line: number;
  /** Dollars; negative gives back. */
  readonly amount: string;
  readonly reason: string;
}

/** A line that no issued bill can carry the difference of: its account has no usage on a bill of the month. */
export interface Unplaced {
  readonly line: UsageLine;
  readonly amount: string;
}

/** What was added to a line by corrections that are issued, in cents. Key: `bill/line`. */
export type Corrected = ReadonlyMap<string, Cents>;

/**
 * What issued bills lack to come to the new version, after the corrections that they have had. A line that no bill has is added to
 * a line of its family, else of its trunk group, else of its bill.
 * @param reason why the month was rated again, as the bill shows it.
 */
export function adjustmentsTo(
  issued: readonly UsageLine[],
  corrected: Corrected,
  after: readonly UsageLine[],
  reason: string,
): { readonly adjustments: Adjustment[]; readonly unplaced: Unplaced[] } {
  const unplaced: Unplaced[] = [];
  const amounts = new Map<string, { line: UsageLine; cents: bigint; added: string[] }>();
  const on = (line: UsageLine, amount: bigint, added?: string): void => {
    const key = keyOf(line);
    const own = amounts.get(key) ?? { line, cents: 0n, added: [] };
    amounts.set(key, {
      ...own,
      cents: own.cents + amount,
      added: added === undefined ? own.added : [...own.added, added],
    });
  };
  for (const { before, after: now } of pairLines(issued, after)) {
    if (before) {
      on(before, (now ? centsOf(now) : 0n) - centsOf(before) - (corrected.get(keyOf(before)) ?? 0n));
      continue;
    }
    if (!now || centsOf(now) === 0n) continue;
    const carrier = carrierOf(now, issued);
    if (carrier) on(carrier, centsOf(now), `${now.bucket}, ${now.description}, from ${now.from}`);
    else unplaced.push({ line: now, amount: now.amount });
  }
  const adjustments = [...amounts.values()]
    .filter((one) => one.cents !== 0n)
    .map(({ line, cents: amount, added }) => ({
      bill: line.bill ?? '',
      line: line.line ?? 0,
      amount: formatCents(cents(amount)),
      reason: added.length === 0 ? reason : `${reason}; with ${added.join('; ')}`,
    }))
    .sort((a, b) => (a.bill === b.bill ? a.line - b.line : a.bill < b.bill ? -1 : 1));
  return { adjustments, unplaced };
}

const keyOf = ({ bill, line }: UsageLine): string => `${bill}/${line}`;

function carrierOf(line: UsageLine, issued: readonly UsageLine[]): UsageLine | undefined {
  const own = issued.filter(({ biller, billed }) => biller === line.biller && billed === line.billed);
  return (
    own.find((other) => familyOf(other) === familyOf(line)) ??
    own.find((other) => other.trunkGroup === line.trunkGroup && other.direction === line.direction) ??
    own[0]
  );
}
