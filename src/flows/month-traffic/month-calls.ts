import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Agreement } from '../../agreement/agreement.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { readNetwork } from '../../network/network.ts';
import type { Network } from '../../network/network.ts';
import { CALLS_PARQUET } from '../../traffic/index.ts';
import { usageFolder } from '../close-month/landing.ts';

/** A month of an agreement whose rated calls lie here. */
export interface MonthOfCalls {
  readonly agreement: Agreement;
  /** `YYYY-MM` */
  readonly month: string;
  /** Where landed usage of closed months is kept. */
  readonly usageDir: string;
}

/** Folder of the rated calls. Problem: the month is not closed here. */
export function monthCalls({ agreement, month, usageDir }: MonthOfCalls): Result<string> {
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(month);
  const calls = path.join(usageFolder(usageDir, agreement, isMonth ? month : 'none'), CALLS_PARQUET);
  const isHere = existsSync(calls) && readdirSync(calls).some((name) => name.endsWith('.parquet'));
  return isMonth && isHere ? ok(calls) : fail(notClosed(month));
}

/** The tables of the network that the month was rated by. */
export function monthNetwork({ agreement, month, usageDir }: MonthOfCalls): Result<Network> {
  const folder = usageFolder(usageDir, agreement, month);
  return readNetwork(path.join(folder, 'network'), path.join(folder, 'numbering'));
}

/** Last day of a month, of which terms are asked. */
export const lastDayOf = (month: string): string => {
  const first = Temporal.PlainDate.from(`${month}-01`);
  return first.with({ day: first.daysInMonth }).toString();
};

const notClosed = (month: string) => ({
  id: 'traffic/not-closed',
  field: 'month',
  sentence: `No calls of ${month} are here.`,
  cure: 'Close the month first, or name the data folder in which it was closed.',
});
