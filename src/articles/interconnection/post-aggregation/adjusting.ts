import type { Agreement, AgreementView } from '../../../agreement/agreement.ts';
import { ZERO, add, decimal } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import type { Step } from '../../../base/receipt.ts';
import type { Direction } from '../../../traffic/index.ts';
import type { Factor } from './factors.ts';
import type { AdjustedUsage, Move } from './move-minutes.ts';

export const DIRECTIONS: readonly Direction[] = ['ilec-to-clec', 'clec-to-ilec'];

/** What a month's sums are adjusted by, beside the agreement. */
export interface UsageInputs {
  /** First day of the month. */
  readonly from: string;
  readonly factors: readonly Factor[];
  /** LATA of a trunk group; undefined where it is not known. */
  readonly lataOf: (trunkGroup: string) => string | undefined;
}

/** What one rule finds in the sums of a month: how it looked, and what moves. */
export interface Adjusting {
  readonly agreement: Agreement;
  readonly view: AgreementView;
  readonly usage: readonly AdjustedUsage[];
  readonly inputs: UsageInputs;
}
export interface Adjusted {
  readonly steps: readonly Step[];
  readonly moves: readonly Move[];
}

/** The party that sends the calls of a direction. */
export const senderOf = ({ parties }: Agreement, direction: Direction): string =>
  direction === 'ilec-to-clec' ? parties.ilec : parties.clec;

/** Trunk groups of these lines by their LATA, for factors that are of one. */
export const byLata = (
  usage: readonly AdjustedUsage[],
  lataOf: UsageInputs['lataOf'],
): Map<string | undefined, Set<string>> => {
  const groups = new Map<string | undefined, Set<string>>();
  for (const { trunkGroup } of usage) {
    const lata = lataOf(trunkGroup);
    groups.set(lata, (groups.get(lata) ?? new Set()).add(trunkGroup));
  }
  return groups;
};

/** Lines of these buckets in one direction, each call once. */
export const linesOf = (
  usage: readonly AdjustedUsage[],
  direction: Direction,
  buckets: readonly string[],
): AdjustedUsage[] =>
  usage.filter((line) => !line.callsAgain && line.direction === direction && buckets.includes(line.bucket));

export const minutesOf = (lines: readonly AdjustedUsage[]): Rational =>
  lines.reduce((total, { minutes }) => add(total, decimal(minutes)), ZERO);
