import path from 'node:path';
import { formatProblem } from '../base/problem.ts';
import type { ClosedMonth } from '../flows/close-month/summary.ts';
import { table } from './output.ts';

const count = (value: number): string => value.toLocaleString('en-US');
/** `1234.50` → `$1,234.50`, `-10.80` → `-$10.80`. */
const dollars = (text: string): string =>
  `${text.startsWith('-') ? '-' : ''}$${text.replace('-', '').replace(/\B(?=(\d{3})+\.)/g, ',')}`;

/** The closed month for a terminal. */
export function monthTable(
  { details, check, state, replaced, invoices }: ClosedMonth,
  outDir: string,
): string {
  const { agreement, month, traffic, orders, measures, credits } = details;
  const verification = check?.checked;
  const parts = [
    `${month} under ${agreement.id}/${agreement.variant} ${agreement.version} (${agreement.hash.slice(0, 12)}) — ${state}`,
    ...(replaced === undefined
      ? []
      : [
          `Replaces the draft that was made under other content of the agreement (${replaced.slice(0, 12)}).`,
        ]),
    table(
      ['calls', 'records'],
      [
        ['rated', count(traffic.rated)],
        ['zero-rated', count(traffic.zeroRated)],
        ['non-billable', count(traffic.nonBillable)],
        ['duplicate', count(traffic.duplicate)],
        ['held', count(traffic.held)],
        ['rejected', count(traffic.rejected)],
        ['read', count(traffic.read)],
      ],
      [1],
    ),
    ...traffic.fileProblems.map((problem) => `Usage file: ${formatProblem(problem)}`),
    table(['bucket', 'minutes'], Object.entries(traffic.minutesByBucket), [1]),
    `Orders: ${orders.received} received, ${orders.confirmed} confirmed, ${orders.rejected} rejected, ${orders.completed} completed.`,
    table(
      ['bill', 'from', 'to', 'due', 'lines', 'total', 'balance'],
      details.invoices.map((bill) => [
        bill.number,
        bill.from,
        bill.to,
        bill.dueOn,
        String(bill.lines),
        dollars(bill.total),
        dollars(bill.balance),
      ]),
      [4, 5, 6],
    ),
    ...measures.map(
      (m) =>
        `${m.name}: ${m.numerator} of ${m.denominator} (${m.shown}) against ${m.benchmark} — ${m.outcome} (${m.clause})`,
    ),
    ...credits.map(
      (credit) =>
        `Credit ${dollars(credit.amount)} on ${credit.line}: ${credit.description} (${credit.clause})`,
    ),
  ];
  if (verification) {
    parts.push(
      `The other side's bill${verification.disputeBy ? ` (dispute by ${verification.disputeBy})` : ''}: ${verification.counts.agreed} lines agree; ${verification.counts.over} over, ${verification.counts.under} under, ${verification.counts.missing} missing, ${verification.counts.unknown} unknown; expected ${dollars(verification.expected)}, billed ${dollars(verification.billed)}.`,
      table(
        ['finding', 'outcome', 'what', 'expected', 'billed', 'difference'],
        verification.findings
          .filter((finding) => finding.outcome !== 'agreed')
          .map((f) => [f.id, f.outcome, f.description.slice(0, 60), f.expected, f.billed, f.difference]),
        [3, 4, 5],
      ),
    );
  }
  const first = invoices.find((bill) => bill.lines.length > 0);
  parts.push(
    `Files in ${path.normalize(outDir)}${path.sep}.${first ? ` Why a line: meetpoint explain ${first.number}/1` : ''}`,
  );
  return parts.join('\n');
}
