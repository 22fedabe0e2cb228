import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { trafficDays, unbilled } from '../../traffic/index.ts';
import type { TrafficDay, Unbilled, Unidentified } from '../../traffic/index.ts';
import { lastDayOf, monthCalls } from './month-calls.ts';
import type { MonthOfCalls } from './month-calls.ts';
import { whyUnbilled } from './why-unbilled.ts';
import type { WhyUnbilled } from './why-unbilled.ts';

/** Calls of a month by day, bucket and direction. */
export interface TrafficByDay {
  readonly month: string;
  readonly days: readonly TrafficDay[];
}

/** A reason with its records, in words, by trunk group. */
export interface ReasonTotal extends WhyUnbilled {
  readonly outcome: Unbilled['outcome'];
  readonly reason: string;
  readonly records: number;
  readonly conversationMs: number;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  /** Most records first. */
  readonly trunkGroups: readonly Pick<Unbilled, 'trunkGroup' | 'records' | 'conversationMs'>[];
}

export interface UnbilledTraffic {
  readonly month: string;
  /** Held records first, then those that were rejected; by their number. */
  readonly reasons: readonly ReasonTotal[];
  readonly unidentified: readonly (Unidentified & { readonly sentence: string; readonly clause?: string })[];
}

/** Problem: the month is not closed here. */
export async function trafficByDay(month: MonthOfCalls): Promise<Result<TrafficByDay>> {
  const calls = monthCalls(month);
  return calls.ok ? ok({ month: month.month, days: await trafficDays(calls.value) }) : calls;
}

/** What is not billed and why, and what is billed without a known originator. Problem: the month is not closed here. */
export async function unbilledTraffic(month: MonthOfCalls): Promise<Result<UnbilledTraffic>> {
  const calls = monthCalls(month);
  if (!calls.ok) return calls;
  const view = month.agreement.at(lastDayOf(month.month));
  const { reasons, unidentified } = await unbilled(calls.value);
  const groups = Map.groupBy(reasons, ({ outcome, reason }) => `${outcome} ${reason}`);
  return ok({
    month: month.month,
    reasons: [...groups.values()].flatMap(reasonTotal).sort(byWeight),
    unidentified: unidentified.map((one) => {
      const { sentence, clause } = whyUnbilled(view, one.rule);
      return { ...one, sentence, ...(clause === undefined ? {} : { clause }) };
    }),
  });

  function reasonTotal(rows: readonly Unbilled[]): ReasonTotal[] {
    const [first] = rows;
    if (!first) return [];
    const days = rows.flatMap(({ firstDay, lastDay }) => [firstDay, lastDay]).filter((day) => day !== null);
    return [
      {
        outcome: first.outcome,
        reason: first.reason,
        ...whyUnbilled(view, first.reason),
        records: rows.reduce((sum, { records }) => sum + records, 0),
        conversationMs: rows.reduce((sum, { conversationMs }) => sum + conversationMs, 0),
        firstDay: days.sort()[0] ?? null,
        lastDay: days.sort().at(-1) ?? null,
        trunkGroups: rows
          .map(({ trunkGroup, records, conversationMs }) => ({ trunkGroup, records, conversationMs }))
          .sort((a, b) => b.records - a.records),
      },
    ];
  }
}

/** What somebody has to act on comes before what only has to be known. */
const WEIGHT: readonly Unbilled['outcome'][] = ['held', 'rejected', 'duplicate', 'non-billable'];

const byWeight = (a: ReasonTotal, b: ReasonTotal): number =>
  WEIGHT.indexOf(a.outcome) - WEIGHT.indexOf(b.outcome) || b.records - a.records;
