import { Readable } from 'node:stream';
import { inTurns } from '../order-files/result-json.ts';

/**
 * A long answer as a stream of its parts, each made when it is wanted. `over` is called once: when the last was taken, when whoever asked
 * has gone, or after `mostMs` milliseconds, when the rest is not sent: who takes an answer slowly does not keep it in memory for long.
 */
export function answerInParts(parts: Iterable<string>, mostMs: number, over: () => void): Readable {
  const answer = Readable.from(inTurns(parts));
  const late = setTimeout(() => answer.destroy(), mostMs).unref();
  answer.once('close', () => {
    clearTimeout(late);
    over();
  });
  return answer;
}
