import type { Agreement, AgreementView } from '../../agreement/agreement.ts';
import { cited } from '../../agreement/agreement.ts';
import type { Row } from '../../base/expr/ast.ts';
import { evaluate } from '../../base/expr/interpret.ts';
import { parseExpr } from '../../base/expr/parse.ts';
import { parseQuantity } from '../../base/quantity.ts';
import { compare, rational, toFixed, toText } from '../../base/rational.ts';
import { calendarMonth } from '../../base/calendar-month.ts';
import { Trace } from '../../base/receipt.ts';
import type { Receipt } from '../../base/receipt.ts';
import { fail, ok, unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { localDate } from '../../cases/instant.ts';
import { findMeasure } from './find-measure.ts';
import { benchmarksTerm, focTimelinessTerm } from './terms.ts';

/** A request as this measure reads it. */
export interface FocCase {
  readonly id: string;
  readonly state: string;
  readonly channel: string;
  readonly act: string;
  readonly product: string;
  readonly quantity: number;
  readonly negotiated: boolean;
  /** Deadline as stated, and its last instant. */
  readonly focDueAt?: string;
  readonly focDueUntil?: string;
  readonly focAt?: string;
}

/** One request of the month: whether it counts, and how it came out. */
export interface FocRow {
  readonly caseId: string;
  readonly included: boolean;
  /** Why it does not count. */
  readonly exclusion?: { readonly id: string; readonly reason: string };
  readonly inTime?: boolean;
  readonly dueAt: string;
  readonly focAt?: string;
}

export interface MeasureResult {
  /** What the agreement calls it. */
  readonly measure: string;
  readonly name: string;
  readonly month: string;
  readonly numerator: number;
  readonly denominator: number;
  /** Exact percentage: `87.5 %`, or `260/3 %` where no decimal is exact; empty without activity. */
  readonly result: string;
  /** The same to two decimals, for reading. */
  readonly shown: string;
  readonly benchmark: string;
  readonly outcome: 'pass' | 'miss' | 'no-activity';
  readonly clause: string;
  readonly rows: readonly FocRow[];
  readonly receipt: Receipt;
}

/** Name of the computation, which a row of the table of measures names. */
export const FOC_TIMELINESS = 'foc-timeliness';

/**
 * Firm order confirmations returned in time, of those due in the month, for the product of the measure or for all.
 * Every request due in the month is a row, with the reason where it does not count; a month without a row that counts
 * is no activity, neither pass nor miss.
 * @param code what the agreement calls the measure.
 */
export function measureFocTimeliness(
  agreement: Agreement,
  month: string,
  cases: readonly FocCase[],
  code: string,
): Result<MeasureResult> {
  const days = calendarMonth(month);
  if (!days.ok) return days;
  const view = agreement.at(days.value.to);
  const term = view.term(focTimelinessTerm);
  const rule = view.term(benchmarksTerm);
  const measure = findMeasure(view, code);
  if (!term.ok || !rule.ok || !measure.ok)
    return fail(...[term, rule, measure].flatMap((each) => (each.ok ? [] : [...each.problems])));
  const { product } = measure.value.value;
  const rows = cases
    .filter((each) => product === undefined || each.product === product)
    .filter((each) => dueMonth(agreement, each) === month)
    .map((each) => toRow(each, view));
  const counted = rows.filter(({ included }) => included);
  const [numerator, denominator] = [counted.filter(({ inTime }) => inTime).length, counted.length];
  const benchmark = parseQuantity(measure.value.value.benchmark ?? '');
  if (!benchmark) throw new Error('A benchmark measure has a benchmark.');
  const percent = denominator === 0 ? undefined : rational(100n * BigInt(numerator), denominator);
  const better = measure.value.value.direction === 'lower' ? -1 : 1;
  const outcome =
    percent === undefined ? 'no-activity' : compare(percent, benchmark.value) * better >= 0 ? 'pass' : 'miss';
  const result = percent === undefined ? '' : `${toText(percent)} %`;
  const trace = new Trace();
  trace.add({
    id: 'rows',
    sentence: `${rows.length} requests had their confirmation due in ${month}, ${rows.length - denominator} do not count`,
    out: denominator,
    ...cited(term.value),
  });
  trace.add({
    id: 'in-time',
    sentence: `${numerator} of ${denominator} confirmed in time`,
    out: result || null,
  });
  if (percent === undefined) {
    trace.add({
      id: 'compare',
      sentence: 'Nothing to measure: neither met nor missed',
      out: outcome,
      ...cited(rule.value),
    });
  } else {
    trace.add({
      id: 'compare',
      sentence: `${result} against ${measure.value.value.benchmark ?? ''} (${measure.value.value.direction} is better)`,
      out: outcome,
      ...cited(measure.value),
      steps: [
        {
          id: 'comparison',
          sentence: 'Compared as it stands, before any rounding and without a statistical test',
          ...cited(rule.value),
        },
      ],
    });
  }
  return ok({
    measure: code,
    name: measure.value.value.name,
    month,
    numerator,
    denominator,
    result,
    shown: percent === undefined ? '' : `${toFixed(percent, 2, 'half-up')} %`,
    benchmark: measure.value.value.benchmark ?? '',
    outcome,
    clause: measure.value.citation,
    rows,
    receipt: {
      decision: FOC_TIMELINESS,
      agreement: agreement.ref,
      asOf: view.asOf,
      asKnown: null,
      facts: { month, cases: rows.map(({ caseId }) => caseId) },
      steps: trace.steps,
      value: result || outcome,
      details: { rows },
      clause: measure.value.citation,
    },
  });
}

function dueMonth(agreement: Agreement, { focDueUntil }: FocCase): string | undefined {
  if (focDueUntil === undefined) return undefined;
  return localDate(agreement, focDueUntil).slice(0, 7);
}

function toRow(each: FocCase, view: AgreementView): FocRow {
  const row: Row = {
    state: each.state,
    channel: each.channel,
    act: each.act,
    product: each.product,
    quantity: BigInt(each.quantity),
    negotiated: each.negotiated,
    foc_at: each.focAt ?? null,
  };
  const { exclusions } = unwrap(view.term(focTimelinessTerm)).value;
  const exclusion = exclusions.find(({ when }) => evaluate(unwrap(parseExpr(when)), row) === true);
  const inTime =
    each.focAt !== undefined && Temporal.Instant.compare(each.focAt, each.focDueUntil ?? each.focAt) <= 0;
  return {
    caseId: each.id,
    included: exclusion === undefined,
    ...(exclusion ? { exclusion: { id: exclusion.id, reason: exclusion.reason } } : { inTime }),
    dueAt: each.focDueAt ?? '',
    ...(each.focAt === undefined ? {} : { focAt: each.focAt }),
  };
}
