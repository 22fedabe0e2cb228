import { nextTurn } from '../../platform/next-turn.ts';
import type { FileResult } from './result.ts';

/** Rows that are written together: a few milliseconds. */
const PART_ROWS = 250;

/**
 * A result as JSON, with texts beside it that are themselves made in parts: the same as `JSON.stringify({ ...result, ...beside })`
 * would write at once, in parts of so many rows, each made when it is asked for.
 */
export function* resultJsonParts(
  { rows, ...head }: FileResult,
  beside: Readonly<Record<string, Iterable<string> | undefined>> = {},
): Generator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"rows":[`;
  for (let from = 0; from < rows.length; from += PART_ROWS) {
    const some = JSON.stringify(rows.slice(from, from + PART_ROWS)).slice(1, -1);
    yield from === 0 ? some : `,${some}`;
  }
  yield ']';
  for (const [name, parts] of Object.entries(beside)) {
    if (parts === undefined) continue;
    yield `,${JSON.stringify(name)}:"`;
    for (const part of parts) yield JSON.stringify(part).slice(1, -1);
    yield '"';
  }
  yield '}';
}

/** Parts of a long text, each in a turn of the event loop of its own: whoever else waits is answered between. */
export async function* inTurns(parts: Iterable<string>): AsyncGenerator<string> {
  for (const part of parts) {
    yield part;
    await nextTurn();
  }
}
