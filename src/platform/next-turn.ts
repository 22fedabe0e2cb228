import { setImmediate as nextTurn } from 'node:timers/promises';

export { nextTurn };

/**
 * Lets go on whoever else waits for this thread, once after every `each` pieces of a long work; `at` is the piece that comes now,
 * from 0. To be awaited before each piece.
 */
export const turnAfter = (at: number, each: number): Promise<void> | undefined =>
  at > 0 && at % each === 0 ? nextTurn() : undefined;
