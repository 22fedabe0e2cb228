import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readCsv } from '../../agreement/table.ts';
import { formsFolder } from '../../formats/order-forms/shipped.ts';
import type { OrderKindName } from './order-id.ts';

/** A coded reason for which the date of an order is in danger or was missed. */
export interface JeopardyCode {
  /** `asog`: of access orders; `lsr`: of local ones. */
  readonly list: string;
  readonly code: string;
  readonly name: string;
  /** Who caused it: incumbent, orderer, end-user, third-party, force-majeure. */
  readonly causedBy: string;
  /** A miss for this reason does not count against the incumbent. */
  readonly missExcused: boolean;
}

const LISTS: Readonly<Record<OrderKindName, string>> = { asr: 'asog', lsr: 'lsr' };
let read: readonly JeopardyCode[] | undefined;

/** The codes that an order of this kind may bear, in the order of the list. */
export function jeopardyCodes(kind: OrderKindName): readonly JeopardyCode[] {
  read ??= readCodes(path.join(formsFolder, '..', 'edits', 'jeopardy-codes.csv'));
  return read.filter(({ list }) => list === LISTS[kind]);
}

export const findJeopardyCode = (kind: OrderKindName, code: string): JeopardyCode | undefined =>
  jeopardyCodes(kind).find((one) => one.code === code);

function readCodes(file: string): JeopardyCode[] {
  const { lines, problems } = readCsv(file, readFileSync(file, 'utf8'));
  if (problems.length > 0) throw new Error(`${file}: ${problems[0]?.sentence}`);
  return lines.map(({ values }) => ({
    list: values['list'] ?? '',
    code: values['code'] ?? '',
    name: values['name'] ?? '',
    causedBy: values['caused_by'] ?? '',
    missExcused: values['miss_excused'] === 'yes' || values['miss_excused'] === 'true',
  }));
}
