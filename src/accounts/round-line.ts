import type { Term } from '../agreement/agreement.ts';
import { cited } from '../agreement/agreement.ts';
import { formatCents, roundToCents } from '../base/money.ts';
import type { Cents } from '../base/money.ts';
import type { Rational } from '../base/rational.ts';
import type { Step } from '../base/receipt.ts';
import type { roundingTerm } from './terms.ts';

/** The value of `accounts.rounding`. */
type Rounding = NonNullable<(typeof roundingTerm)['type']>;

/** The amount of a bill line. */
export interface RoundedLine {
  readonly amount: Cents;
  /** Dollars and cents. */
  readonly text: string;
  /** The step of the receipt that says so. */
  readonly step: Step;
}

/** Brings the exact dollars of one bill line to cents as the agreement says. */
export function roundLine(dollars: Rational, rounding: Term<Rounding>): RoundedLine {
  const { mode } = rounding.value;
  const amount = roundToCents(dollars, mode);
  const text = formatCents(amount);
  const sentence = `Rounded once, at the line, ${mode} to cents → $${text}`;
  return { amount, text, step: { id: 'round', sentence, out: text, ...cited(rounding) } };
}
