import { millisecondsBetween } from '../spans.ts';

/** When a query was asked and answered, by the gateway's clock and, where it says so, by that of the system behind it. */
export interface Timestamps {
  readonly askedAt: string;
  readonly answeredAt: string;
  readonly sourceAskedAt?: string | undefined;
  readonly sourceAnsweredAt?: string | undefined;
}

/**
 * By how many milliseconds the clock of the source is ahead of the gateway's, at the least; negative: behind; 0: nothing shows it.
 * The source works between question and answer, so what it says lies between them when the clocks agree.
 */
export function skewOf({ askedAt, answeredAt, sourceAskedAt, sourceAnsweredAt }: Timestamps): number {
  const behind = sourceAskedAt === undefined ? 0 : Math.min(0, millisecondsBetween(askedAt, sourceAskedAt));
  const ahead =
    sourceAnsweredAt === undefined ? 0 : Math.max(0, millisecondsBetween(answeredAt, sourceAnsweredAt));
  return -behind > ahead ? behind : ahead;
}
