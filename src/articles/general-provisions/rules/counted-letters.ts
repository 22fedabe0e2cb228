import { decimal, isZero } from '../../../base/rational.ts';

/** A notice that charges are past due. */
export interface Letter {
  readonly on: string;
  /** Dollars in it that are not in dispute. */
  readonly undisputed: string;
  readonly ban?: string;
  readonly from?: string;
  readonly to?: string;
}

/**
 * How many letters count from `since` to `on`, both days counted: those that name an undisputed amount, and letters whose
 * charges overlap on one account as one.
 */
export function countedLetters(letters: readonly Letter[], since: string, on: string): number {
  const valid = letters
    .filter((letter) => letter.on >= since && letter.on <= on && !isZero(decimal(letter.undisputed)))
    .sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1));
  let count = 0;
  const reach = new Map<string, string>();
  for (const letter of valid) {
    const { ban, to } = letter;
    if (ban === undefined || to === undefined) {
      count += 1;
      continue;
    }
    const until = reach.get(ban);
    if (until === undefined || startOf(letter) > until) count += 1;
    if (until === undefined || to > until) reach.set(ban, to);
  }
  return count;
}

const startOf = ({ from, on }: Letter): string => from ?? on;
