import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true });
const LENIENT = new TextDecoder('utf-8');
/** Enough to tell two-byte text by its zero bytes. */
const LOOKED_AT = 64;

/**
 * The text of a file in UTF-8, its byte order mark left out. Text in another encoding is refused: which one it was is a guess,
 * and a wrong guess changes names.
 */
export function decodeText(bytes: Uint8Array): Result<string> {
  if (isTwoByte(bytes))
    return fail({
      id: 'order-file/utf-16',
      line: 1,
      field: 'file',
      sentence: 'The file is UTF-16, two bytes a character.',
      cure: 'Save it as UTF-8; in Excel as "CSV UTF-8 (Comma delimited)".',
    });
  const zero = bytes.indexOf(0);
  if (zero >= 0)
    return fail({
      id: 'order-file/binary',
      line: lineAt(bytes, zero),
      field: 'file',
      sentence: `Byte ${zero + 1} is zero: this is no text.`,
      cure: 'Send XML or CSV in UTF-8, or an Excel workbook (.xlsx).',
    });
  try {
    return ok(UTF8.decode(bytes));
  } catch {
    const line = lineAt(bytes, firstWrong(bytes));
    return fail({
      id: 'order-file/not-utf-8',
      line,
      field: 'file',
      sentence: `Line ${line} is not UTF-8: the file seems to be in an older encoding, such as Latin-1 or Windows-1252.`,
      cure: 'Save it as UTF-8; in Excel as "CSV UTF-8 (Comma delimited)".',
    });
  }
}

function isTwoByte(bytes: Uint8Array): boolean {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true;
  const head = bytes.subarray(0, Math.min(LOOKED_AT, bytes.length & ~1));
  if (head.length < 4) return false;
  const zeros = (from: number): number => head.filter((byte, at) => at % 2 === from && byte === 0).length;
  return Math.max(zeros(0), zeros(1)) > head.length / 4 && Math.min(zeros(0), zeros(1)) === 0;
}

/** Where decoding puts its first mark of replacement; counted in the bytes of what is before it. */
function firstWrong(bytes: Uint8Array): number {
  const before = LENIENT.decode(bytes).split('\ufffd', 1)[0] ?? '';
  return Math.min(Buffer.byteLength(before), bytes.length - 1);
}

function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at += 1) if (bytes[at] === 0x0a) line += 1;
  return line;
}
