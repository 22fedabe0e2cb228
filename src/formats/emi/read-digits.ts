import type { DigitFields } from './compiled.ts';
import { NOT_A_NUMBER, areBlank, digitsAt } from './digits.ts';

const BLANK = 32;

/**
 * Puts each number of the line at `start` in its slot, -1 where it is blank.
 * @returns the first field that is no number, or -1
 */
export function readDigits(view: DataView, start: number, fields: DigitFields, values: Float64Array): number {
  const { from, length, optional, slot, runs } = fields;
  for (let i = 0; i < runs.length; i++) {
    const run = runs[i] as (typeof runs)[number];
    const last = run.last;
    const runStart = start + run.from;
    if (run.known && last !== undefined && sameBytes(view, runStart, last)) continue;
    for (let field = run.first; field < run.end; field++) {
      const at = start + (from[field] as number);
      const bytes = length[field] as number;
      const value =
        optional[field] === 1 && view.getUint8(at) === BLANK
          ? areBlank(view, at, bytes)
            ? -1
            : NOT_A_NUMBER
          : digitsAt(view, at, bytes);
      if (value === NOT_A_NUMBER) {
        // Slots of the run may already hold numbers of this line.
        run.known = false;
        return field;
      }
      values[slot[field] as number] = value;
    }
    if (last !== undefined) {
      copyBytes(view, runStart, last);
      run.known = true;
    }
  }
  return -1;
}

function sameBytes(view: DataView, from: number, last: DataView): boolean {
  const length = last.byteLength;
  let at = 0;
  for (; at + 4 <= length; at += 4)
    if (view.getInt32(from + at, true) !== last.getInt32(at, true)) return false;
  for (; at < length; at++) if (view.getUint8(from + at) !== last.getUint8(at)) return false;
  return true;
}

function copyBytes(view: DataView, from: number, last: DataView): void {
  for (let at = 0; at < last.byteLength; at++) last.setUint8(at, view.getUint8(from + at));
}
