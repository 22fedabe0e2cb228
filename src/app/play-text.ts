import type { Agreement } from '../agreement/agreement.ts';
import { formatProblem } from '../base/problem.ts';
import { formatReceipt } from '../base/receipt.ts';
import type { Difference } from '../flows/play-orders/compare.ts';
import type { PlayedStep } from '../flows/play-orders/play.ts';
import type { PlayScript } from '../flows/play-orders/script.ts';

/** What is shown of a step, in this order, with its words; lists have a line each. */
const SHOWN: readonly (readonly [string, string])[] = [
  ['state', 'state'],
  ['versions', 'versions'],
  ['confirmBy', 'confirm by'],
  ['due', 'due'],
  ['promised', 'promised'],
  ['cuts', 'cut'],
  ['booked', 'booked'],
  ['clocks', 'clocks'],
  ['notices', 'notice'],
  ['missed', 'missed'],
  ['remains', 'remains'],
  ['charges', 'charge'],
  ['total', 'total'],
  ['inService', 'in service'],
  ['value', 'answer'],
  ['clause', 'clause'],
  ['details', 'details'],
];

/** A story as it was played: what was done, what stood after it, and where that is not what was worked out. */
export function playText(
  { title, story }: PlayScript,
  agreement: Agreement,
  played: readonly PlayedStep[],
  different: readonly Difference[],
  receipts: boolean,
): string {
  const lines = [`${title}, under ${agreement.id}`, story.trim(), ''];
  for (const step of played) {
    lines.push(`${step.step.at.replace('T', ' ')}  ${step.step.what}`);
    for (const problem of step.problems) lines.push(`  ${formatProblem(problem)}`);
    const { stand } = step;
    for (const [field, word] of SHOWN)
      for (const text of field === 'total' && isEmpty(stand['charges']) ? [] : textsOf(stand[field]))
        lines.push(`  ${word.padEnd(10)} ${text}`);
    if (receipts)
      for (const receipt of step.receipts)
        lines.push(
          ...formatReceipt(receipt)
            .split('\n')
            .map((line) => `    ${line}`),
        );
  }
  lines.push('');
  for (const { what, field, expected, got } of different)
    lines.push(
      `Otherwise than worked out: ${what}`,
      `  ${field}: expected ${JSON.stringify(expected)}`,
      `  ${' '.repeat(field.length)}  got      ${JSON.stringify(got)}`,
    );
  lines.push(
    different.length === 0
      ? `${played.length} steps, all as worked out`
      : `${played.length} steps, ${different.length} otherwise than worked out`,
  );
  return lines.join('\n');
}

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

function textsOf(value: unknown): string[] {
  if (value === undefined || value === '') return [];
  if (Array.isArray(value)) return value.map(String);
  if (value === null || typeof value !== 'object') return [String(value)];
  const inner = Object.entries(value).map(
    ([name, one]) => `${name} ${typeof one === 'string' ? one : JSON.stringify(one)}`,
  );
  return inner.length === 0 ? [] : [inner.join(', ')];
}
