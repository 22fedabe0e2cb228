import { readInvoices } from '../../accounts/read-invoices.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Tx } from '../../platform/database.ts';
import type { CallFilter } from '../../traffic/index.ts';
import { groupFilter } from '../explain/call.ts';

/**
 * The calls that a bill line sums. Problems: no such line, it is not of usage.
 * @param line `<bill number>/<line>`
 */
export async function callsOfLine(tx: Tx, agreementId: string, line: string): Promise<Result<CallFilter>> {
  const cut = line.lastIndexOf('/');
  const [number, position] = [line.slice(0, cut), line.slice(cut + 1)];
  const [invoice] = cut < 0 ? [] : await readInvoices(tx, agreementId, { number });
  const found = invoice?.lines.find((candidate) => String(candidate.line) === position);
  if (!found)
    return fail({
      id: 'traffic/no-line',
      field: 'line',
      sentence: `There is no bill line ${line} under ${agreementId}.`,
      cure: 'Write it as the number of the bill, a slash and the number of the line.',
    });
  const filter = found.source.kind === 'usage' ? groupFilter(found.source.id) : undefined;
  if (!filter)
    return fail({
      id: 'traffic/line-without-calls',
      field: 'line',
      sentence: `Line ${line} is of ${found.description}, which no calls make.`,
      cure: 'Choose a line of usage.',
    });
  return ok(filter);
}
