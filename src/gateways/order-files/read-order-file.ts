import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { readOrderCsv, readOrderXlsx } from '../../formats/order-csv/index.ts';
import type { FileLimits, OrderFile } from '../../formats/order-file/file-order.ts';
import { readOrderXml } from '../../formats/order-xml/index.ts';

const starts = (bytes: Uint8Array, ...first: number[]): boolean =>
  first.every((byte, at) => bytes[at] === byte);

/** It is a zip file, as workbooks are. */
export const isWorkbook = (bytes: Uint8Array): boolean => starts(bytes, 0x50, 0x4b);

/** Reads a file of orders by what it is, not by what it is called: a workbook, XML, or CSV. */
export async function readOrderFile(bytes: Uint8Array, limits: FileLimits = {}): Promise<Result<OrderFile>> {
  if (isWorkbook(bytes)) return readOrderXlsx(bytes, limits);
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return fail({
      id: 'order-file/old-workbook',
      field: 'file',
      sentence: 'The file is a workbook of the old kind (.xls), or one with a password.',
      cure: 'Save it as .xlsx without a password, or as CSV UTF-8.',
    });
  const beginning = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  if (/^(?:\u00ef\u00bb\u00bf)?ISA[^A-Za-z0-9]/.test(beginning))
    return fail({
      id: 'order-file/edi',
      field: 'file',
      sentence: 'The file is an EDI interchange (X12), which is not read here.',
      cure: 'Send the orders as XML, CSV or an Excel workbook.',
    });
  return /^(?:\u00ef\u00bb\u00bf)?\s*</.test(
    beginning.replaceAll('\u0000', '').replace(/^(\u00ff\u00fe|\u00fe\u00ff)/, ''),
  )
    ? readOrderXml(bytes, limits)
    : readOrderCsv(bytes, limits);
}
