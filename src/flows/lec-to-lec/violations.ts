import type { Agreement } from '../../agreement/agreement.ts';
import { originatorIdentificationKind, violationsTerm } from '../../articles/record-exchange/index.ts';
import type { AgreementRef } from '../../base/receipt.ts';
import { rational, sum, toFixed } from '../../base/rational.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { clockTerm } from '../../cases/clock-terms.ts';
import { callsRelation, jurisdictionTable } from '../../traffic/index.ts';
import { quote, select, withDuckDb } from '../../traffic/duck.ts';
import { lastDayOf, monthCalls } from '../month-traffic/month-calls.ts';
import type { MonthOfCalls } from '../month-traffic/month-calls.ts';

/** Calls of a month that do not belong on their trunk group, of one originating carrier. */
export interface Violation {
  readonly trunkGroup: string;
  /** Operating company number; null: nobody knows. */
  readonly originatingOcn: string | null;
  readonly calls: number;
  readonly conversationMs: number;
  /** Minutes of recorded conversation, two decimals. */
  readonly minutes: string;
  readonly firstDay: string;
  readonly lastDay: string;
  /** Rules that found them, and their sections. */
  readonly rules: readonly string[];
  readonly clauses: readonly string[];
  readonly todo: Todo;
}

/** What to do about it. */
export interface Todo {
  readonly what: 'tell-originator' | 'ask-who-originated';
  readonly sentence: string;
  /** Kind of case to open, where there is one. */
  readonly kind?: string;
  readonly clause: string;
}

export interface ViolationReport {
  readonly month: string;
  readonly agreement: AgreementRef;
  readonly clause: string;
  readonly violations: readonly Violation[];
  readonly calls: number;
  readonly minutes: string;
}

const MINUTE_MS = 60_000;

/**
 * Violations of the LEC-to-LEC network in a closed month, by trunk group and originating carrier. Problems: the month is not closed here,
 * or the agreement does not say what a violation is.
 */
export async function violations(question: MonthOfCalls): Promise<Result<ViolationReport>> {
  const { agreement, month } = question;
  const calls = monthCalls(question);
  if (!calls.ok) return calls;
  const term = agreement.at(lastDayOf(month)).term(violationsTerm);
  if (!term.ok) return fail(...term.problems);
  const rows = await withDuckDb(undefined, (db) =>
    select(
      db,
      `SELECT trunk_group, originator, count(*) AS calls, sum(conversation_ms)::BIGINT AS ms,
         min(connect_date) AS first, max(connect_date) AS last, list(DISTINCT rule ORDER BY rule) AS rules
       FROM ${callsRelation(calls.value)} WHERE bucket IN (${term.value.value.buckets.map(quote).join(', ')})
       GROUP BY 1, 2 ORDER BY 1, 2 NULLS LAST`,
    ),
  );
  const clauseOf = new Map(
    agreement
      .at(lastDayOf(month))
      .rows(jurisdictionTable)
      .map((row) => [row.id, row.citation]),
  );
  const found = rows.map((row): Violation => {
    const trunkGroup = String(row['trunk_group']);
    const originatingOcn = typeof row['originator'] === 'string' ? row['originator'] : null;
    const rules = (row['rules'] as readonly unknown[]).map(String);
    const conversationMs = Number(row['ms']);
    return {
      trunkGroup,
      originatingOcn,
      calls: Number(row['calls']),
      conversationMs,
      minutes: minutesOf([conversationMs]),
      firstDay: String(row['first']),
      lastDay: String(row['last']),
      rules,
      clauses: [...new Set(rules.flatMap((rule) => clauseOf.get(rule) ?? []))],
      todo: todoFor(agreement, month, { trunkGroup, originatingOcn, clause: term.value.citation }),
    };
  });
  return ok({
    month,
    agreement: agreement.ref,
    clause: term.value.citation,
    violations: found,
    calls: found.reduce((total, one) => total + one.calls, 0),
    minutes: minutesOf(found.map(({ conversationMs }) => conversationMs)),
  });
}

/** Rounded once, of the whole. */
const minutesOf = (ms: readonly number[]): string =>
  toFixed(sum(ms.map((one) => rational(one, MINUTE_MS))), 2, 'half-up');

function todoFor(
  agreement: Agreement,
  month: string,
  {
    trunkGroup,
    originatingOcn,
    clause,
  }: { trunkGroup: string; originatingOcn: string | null; clause: string },
): Todo {
  if (originatingOcn !== null)
    return {
      what: 'tell-originator',
      sentence: `Tell ${originatingOcn} to send them through the interexchange carrier of its customers, off ${trunkGroup}; that carrier owes access for them under its tariff.`,
      clause,
    };
  const clocks = originatorIdentificationKind.clocks.flatMap((clock) => clock.clocks);
  const clock = clocks
    .flatMap((name) => agreement.at(lastDayOf(month)).optional(clockTerm, name) ?? [])
    .at(0);
  return {
    what: 'ask-who-originated',
    sentence: `Ask the carrier that delivered them on ${trunkGroup} who originated them${clock?.value.length === undefined ? '' : `; it answers within ${clock.value.length}`}.`,
    kind: originatorIdentificationKind.kind,
    clause: clock?.citation ?? clause,
  };
}
