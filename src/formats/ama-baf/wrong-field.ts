import { DIGIT_AND_SIGN, IS_NOT, UNUSED } from './bcd.ts';
import { bytesOf } from './fields.ts';
import type { BafFieldName } from './fields.ts';
import type { Layout, ModuleLayout } from './layout.ts';

export interface WrongField {
  readonly name: BafFieldName;
  /** Place of the field in its structure or module. */
  readonly start: number;
  readonly reason: 'sign' | 'not-a-digit';
}

/** The first field that is not digits and a sign; undefined when all are, or are not used: every half byte F. */
export function wrongField(
  layout: Layout | ModuleLayout,
  bytes: Uint8Array,
  at: number,
): WrongField | undefined {
  for (const [index, name] of layout.names.entries()) {
    const start = layout.starts[index] as number;
    const field = bytes.subarray(at + start, at + start + bytesOf(name));
    if (field.every((byte) => byte === UNUSED)) continue;
    const wrong = field.findIndex(
      (byte, i) => ((layout.kinds[start + i] as number) & (IS_NOT[byte] as number)) !== 0,
    );
    if (wrong < 0) continue;
    const isSign = layout.kinds[start + wrong] === DIGIT_AND_SIGN && (field[wrong] as number) >> 4 <= 9;
    return { name, start, reason: isSign ? 'sign' : 'not-a-digit' };
  }
  return undefined;
}
