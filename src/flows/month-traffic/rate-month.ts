import { monthUsageCharges } from '../../articles/interconnection/month-charges.ts';
import { cents, formatCents, sumCents } from '../../base/money.ts';
import type { Problem } from '../../base/problem.ts';
import { ZERO, add, decimal, toText } from '../../base/rational.ts';
import type { AgreementRef } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { closeTraffic } from '../../traffic/close.ts';
import type { TrafficOptions } from '../../traffic/close.ts';
import type { Direction, OutcomeCounts, ReasonCount, UsageSummary } from '../../traffic/index.ts';
import { lastDayOf } from './month-calls.ts';
import { whyUnbilled } from './why-unbilled.ts';
import type { WhyUnbilled } from './why-unbilled.ts';

/** A month of usage, rated without a bill: nothing is stored but the files of its folders. */
export interface RatedMonth {
  readonly month: string;
  readonly agreement: AgreementRef;
  /** `read` is the sum of the six others. */
  readonly counts: OutcomeCounts;
  readonly buckets: readonly RatedBucket[];
  /** Why records were not billed, and what to do about it. */
  readonly reasons: readonly (ReasonCount & WhyUnbilled)[];
  /** What the usage would be billed at, by element. */
  readonly charges: readonly ElementCharge[];
  readonly files: { readonly read: number; readonly problems: readonly Problem[] };
}

export interface RatedBucket {
  readonly bucket: string;
  readonly direction: Direction;
  readonly calls: number;
  /** As recorded, in milliseconds. */
  readonly conversationMs: number;
  /** As measured for a bill, decimal text. */
  readonly minutes: string;
}

/** Money is decimal text in dollars. */
export interface ElementCharge {
  readonly biller: string;
  readonly billed: string;
  readonly element: string;
  readonly description: string;
  readonly lines: number;
  readonly minutes: string;
  readonly amount: string;
  readonly clause: string;
}

/** Lands and rates the usage of a month and prices its sums, as a close does, and makes no bill. Problems are those of a close. */
export async function rateMonth(options: TrafficOptions): Promise<Result<RatedMonth>> {
  const { agreement, month, inputDir } = options;
  const traffic = await closeTraffic(options);
  if (!traffic.ok) return traffic;
  const { counts, summaries, reasons, files } = traffic.value;
  const charges = monthUsageCharges(agreement, { month, inputDir, summaries });
  if (!charges.ok) return fail(...charges.problems);
  const view = agreement.at(lastDayOf(month));
  const elements = Map.groupBy(charges.value, ({ biller, element }) => `${biller} ${element}`);
  return ok({
    month,
    agreement: agreement.ref,
    counts,
    buckets: bucketsOf(summaries),
    reasons: reasons.map((one) => ({ ...one, ...whyUnbilled(view, one.reason) })),
    charges: [...elements.values()].flatMap((lines) => {
      const [first] = lines;
      if (!first) return [];
      const { biller, billed, element, description, clause } = first;
      return [
        {
          biller,
          billed,
          element,
          description,
          lines: lines.length,
          minutes: sumOf(lines.map(({ quantity }) => quantity)),
          amount: formatCents(sumCents(lines.map(({ amount }) => amount))),
          clause,
        },
      ];
    }),
    files: { read: files.length, problems: files.flatMap(({ problems }) => problems) },
  });
}

/** Calls of several elements are counted once. */
function bucketsOf(summaries: readonly UsageSummary[]): RatedBucket[] {
  const own = summaries.filter(({ callsAgain }) => !callsAgain);
  const groups = Map.groupBy(own, ({ bucket, direction }) => `${bucket} ${direction}`);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, rows]) => {
      const [first] = rows;
      if (!first) return [];
      return [
        {
          bucket: first.bucket,
          direction: first.direction,
          calls: rows.reduce((sum, { calls }) => sum + calls, 0),
          conversationMs: rows.reduce((sum, { conversationMs }) => sum + conversationMs, 0),
          minutes: sumOf(rows.map(({ minutes }) => minutes)),
        },
      ];
    });
}

const sumOf = (texts: readonly string[]): string =>
  toText(texts.reduce((sum, text) => add(sum, decimal(text)), ZERO));

/** Sum of what each of the two bills the other, by biller. */
export function totalsByBiller(charges: readonly ElementCharge[]): Map<string, string> {
  const totals = new Map<string, bigint>();
  for (const { biller, amount } of charges)
    totals.set(biller, (totals.get(biller) ?? 0n) + BigInt(amount.replace('.', '')));
  return new Map([...totals].map(([biller, sum]) => [biller, formatCents(cents(Number(sum)))]));
}
