import { readInvoices } from '../../accounts/read-invoices.ts';
import { formatCents } from '../../base/money.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { clausesOf } from './clauses.ts';
import type { Explanation } from './explanation.ts';
import type { Question } from './explain.ts';

/** `<bill number>/<line>`: a line of a bill. A bill's number alone says which lines it has. */
export async function explainBillLine({
  tx,
  agreement,
  id,
}: Question): Promise<Result<Explanation> | undefined> {
  const [number = '', lineText] = id.split('/');
  const [invoice] = await readInvoices(tx, agreement.id, { number });
  if (!invoice) return undefined;
  const line = invoice.lines.find((candidate) => String(candidate.line) === lineText);
  if (!line) {
    return fail({
      id: 'explain/no-line',
      field: id,
      sentence:
        lineText === undefined ? `${number} is a whole bill.` : `Bill ${number} has no line "${lineText}".`,
      cure:
        invoice.lines.length === 0
          ? 'It has no lines.'
          : `Ask for ${number}/1 to ${number}/${invoice.lines.length}.`,
    });
  }
  return ok({
    id,
    kind: 'bill-line',
    title: `${line.description}: ${line.quantity} ${line.unit} at $${line.rate} = $${formatCents(line.amount)}, billed by ${invoice.from} to ${invoice.to} for ${line.from} to ${line.to} (${line.provenance})`,
    value: formatCents(line.amount),
    receipt: line.receipt,
    clauses: clausesOf(agreement, line.receipt, [line.clause]),
    records: [{ bill: number, line: line.line, element: line.element, source: line.source }],
    related: ['case', 'measure', 'usage'].includes(line.source.kind) ? [line.source.id] : [],
  });
}
