import { UNUSED, threeAt } from './bcd.ts';
import type { Layout } from './layout.ts';

const CONNECTED = 1;
const [ANSWERED, NOT_ANSWERED, OPERATOR_ATTEMPT, SIMULATED_ANSWER] = [0, 1, 2, 3];

/** 1 answered, 0 not, -1 when the record says neither. */
export function answerOf(layout: Layout, bytes: Buffer, body: number): number {
  if (layout.offHook < 0) {
    const completion = threeAt(bytes, body + layout.completion);
    return completion < 0 ? -1 : completion === CONNECTED ? 1 : 0;
  }
  const code = bytes[body + layout.offHook] === UNUSED ? -1 : (bytes[body + layout.offHook] as number) >> 4;
  if (code === ANSWERED || code === SIMULATED_ANSWER) return 1;
  return code === NOT_ANSWERED || code === OPERATOR_ATTEMPT ? 0 : -1;
}

const [FIRST_PIECE, NEXT_PIECE] = [1, 2];

/** Whether the third digit of the timing indicator says that the record is a piece of a long call. */
export function isPiece(layout: Layout, bytes: Buffer, body: number): boolean {
  if (layout.timing < 0 || bytes[body + layout.timing] === UNUSED) return false;
  const third = (bytes[body + layout.timing + 1] as number) >> 4;
  return third === FIRST_PIECE || third === NEXT_PIECE;
}
