import type { Cents } from '../../base/money.ts';
import type { Problem } from '../../base/problem.ts';
import type { Receipt } from '../../base/receipt.ts';

/** agreed: same amount; over, under: they bill more, less; missing: they do not bill it; unknown: nothing that we expect. */
export const OUTCOMES = ['over', 'under', 'missing', 'unknown', 'agreed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What the check of one line came to. */
export interface Finding {
  /** F-001 …: what differs first, in the order of our lines, then of their rows; what agrees last. */
  readonly id: string;
  readonly outcome: Outcome;
  /** The line that we expect. */
  readonly invoice?: string;
  readonly line?: number;
  /** Line in their file. */
  readonly theirLine?: number;
  readonly element: string;
  readonly description: string;
  /** Why it differs, as a sentence. */
  readonly reason: string;
  readonly expected: Cents;
  readonly billed: Cents;
  /** billed − expected: positive is too much. */
  readonly difference: Cents;
  readonly clause: string;
  readonly receipt: Receipt;
}

export interface OutcomeSummary {
  readonly count: number;
  readonly difference: Cents;
}

/** The check of one bill of the other side. */
export interface Verification {
  /** The party that the bill was made for: whose check this is. */
  readonly checkedBy: string;
  readonly findings: readonly Finding[];
  readonly summary: Readonly<Record<Outcome, OutcomeSummary>>;
  readonly expected: Cents;
  readonly billed: Cents;
  readonly difference: Cents;
  /** Lines of zero dollars that they do not show: no money, no finding. */
  readonly zeroLinesNotShown: number;
  /** Accounts that the biller has with us and their file does not name at all, so that nothing on them was compared. */
  readonly accountsNotCompared: readonly string[];
  /** Cells of their file that could not be read; those rows are matched and neither compared nor counted. */
  readonly badRows: readonly Problem[];
}
