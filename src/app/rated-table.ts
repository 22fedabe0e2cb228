import { formatProblem } from '../base/problem.ts';
import { totalsByBiller } from '../flows/month-traffic/rate-month.ts';
import type { RatedMonth } from '../flows/month-traffic/rate-month.ts';
import { table } from './output.ts';

const count = (value: number): string => value.toLocaleString('en-US');
const WORDS = 48;

/** A rated month for a terminal. */
export function ratedTable({
  month,
  agreement,
  counts,
  buckets,
  reasons,
  charges,
  files,
}: RatedMonth): string {
  const { id, variant, version, hash } = agreement;
  return [
    `${month} under ${id}/${variant} ${version} (${hash.slice(0, 12)}) — a preview: no bill is made`,
    table(
      ['read', 'rated', 'zero-rated', 'non-billable', 'duplicate', 'held', 'rejected'],
      [
        [
          counts.read,
          counts.rated,
          counts.zeroRated,
          counts.nonBillable,
          counts.duplicate,
          counts.held,
          counts.rejected,
        ].map(count),
      ],
      [0, 1, 2, 3, 4, 5, 6],
    ),
    ...files.problems.map((problem) => `Usage file: ${formatProblem(problem)}`),
    table(
      ['bucket', 'direction', 'calls', 'minutes'],
      buckets.map((one) => [one.bucket, one.direction, count(one.calls), one.minutes]),
      [2, 3],
    ),
    table(
      ['outcome', 'reason', 'records', 'why', 'what to do', 'clause'],
      reasons.map((one) => [
        one.outcome,
        one.reason,
        count(one.records),
        one.sentence,
        one.cure,
        one.clause ?? '',
      ]),
      [2],
      [null, null, null, WORDS, WORDS, null],
    ),
    table(
      ['biller', 'element', 'lines', 'minutes', 'dollars', 'clause'],
      charges.map((one) => [one.biller, one.element, count(one.lines), one.minutes, one.amount, one.clause]),
      [2, 3, 4],
    ),
    ...[...totalsByBiller(charges)].map(([biller, sum]) => `${biller} would bill $${sum} for usage.`),
  ].join('\n');
}
