import type { Agreement } from '../agreement/agreement.ts';
import { cited } from '../agreement/agreement.ts';
import type { Provenance } from '../agreement/vocabulary.ts';
import { rational, toText } from '../base/rational.ts';
import type { Step } from '../base/receipt.ts';
import { linePeriods } from './line-periods.ts';
import type { LinePeriod } from './line-periods.ts';
import type { MonthTerms } from './month-terms.ts';
import type { CallGroup } from './rate.ts';
import type { Span, Spans } from './spans.ts';
import type { Direction, Regime } from './tables.ts';

/**
 * Conversation time of a trunk group, bucket, direction and rate period, rounded as the agreement says. Rate elements that change
 * on other days have summaries of their own, of the same calls.
 */
export interface UsageSummary {
  /** Empty where the agreement sums over all trunk groups. */
  readonly trunkGroup: string;
  readonly bucket: string;
  /** The sender of the calls first. */
  readonly direction: Direction;
  /** Party ids; undefined where no money passes between the two. */
  readonly payer?: string;
  readonly payee?: string;
  readonly regime: Regime;
  readonly elements: readonly string[];
  /** The same calls are in summaries of other elements before this one. */
  readonly callsAgain: boolean;
  /** First connect date of the calls; before the month where a call is of the month of its end. */
  readonly connectedFrom: string;
  /** First and last day of the rate period, from the first of the month on. */
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly calls: number;
  /** Those of the calls that carried a calling number. */
  readonly callsWithNumber: number;
  /** Period of the day and week, where the agreement pays such calls by it. */
  readonly ratePeriod?: string;
  /** Recorded conversation time in milliseconds. */
  readonly conversationMs: number;
  /** Billed minutes as decimal text. */
  readonly minutes: string;
  /** Section that sets the compensation, and the id of its row. */
  readonly clause: string;
  readonly compensation: string;
  readonly provenance: Provenance;
  /** How recorded time became minutes. */
  readonly steps: readonly Step[];
}

const MINUTE_MS = 60_000;

/** Sums the calls of a month. The order is that of trunk group, bucket, direction, period, row and its elements. */
export function summarise(
  agreement: Agreement,
  groups: readonly CallGroup[],
  input: { month: Span; spans: Spans; terms: MonthTerms },
): UsageSummary[] {
  const overAll = new Set(
    input.terms.measurements.flatMap(({ term }, span) =>
      term.value.sumOver.includes('trunk-group') ? [] : [span],
    ),
  );
  const rows = groups
    .filter(({ bucket }) => bucket !== null)
    .map((group) => (overAll.has(group.rate_span) ? { ...group, trunk_group: '' } : group));
  const periodsOf = linePeriods(agreement, input.spans.rates);
  const { ilec, clec } = agreement.parties;
  const found = [...Map.groupBy(rows, lineOf).values()].flatMap((own) => {
    const [{ trunk_group, bucket, direction, compensation, payer, rate_period }] = own as [CallGroup];
    const periods = periodsOf(String(compensation), direction as Direction);
    for (const row of own)
      if (!periods.some((period) => covers(period, row)))
        throw new Error(`Compensation row ${compensation} is not in force in rate span ${row.rate_span}.`);
    return periods.flatMap((period) => {
      const counted = own.filter((row) => covers(period, row));
      if (counted.length === 0) return [];
      const usage: Usage = {
        trunkGroup: String(trunk_group),
        calls: sumOf(counted, 'calls'),
        recordedMs: sumOf(counted, 'recorded_ms'),
        measuredMs: sumOf(counted, 'measured_ms'),
      };
      const summary: UsageSummary = {
        bucket: String(bucket),
        direction: direction as Direction,
        ...(rate_period === null ? {} : { ratePeriod: rate_period }),
        ...(payer === null ? {} : { payer, payee: payer === ilec ? clec : ilec }),
        regime: period.rule.value.regime,
        elements: period.elements,
        callsAgain: period.callsAgain,
        callsWithNumber: sumOf(counted, 'with_number'),
        ...daysOf(period, input),
        ...measured(usage, input.terms.measurements[period.first] as Measured),
        clause: period.rule.citation,
        compensation: period.rule.id,
        provenance: period.rule.provenance,
      };
      return [{ first: period.first, summary }];
    });
  });
  return found.sort(inOrder).map(({ summary }) => summary);
}

type Measured = MonthTerms['measurements'][number];
type Found = { readonly first: number; readonly summary: UsageSummary };

/** Recorded time of the calls of a summary, and the same with each call rounded where the agreement rounds calls. */
interface Usage {
  readonly trunkGroup: string;
  readonly calls: number;
  readonly recordedMs: number;
  readonly measuredMs: number;
}

const lineOf = (row: CallGroup): string =>
  JSON.stringify([row.trunk_group, row.bucket, row.direction, row.compensation, row.payer, row.rate_period]);

const covers = ({ first, last }: LinePeriod, row: CallGroup): boolean =>
  first <= row.rate_span && row.rate_span <= last;

type Sum = 'calls' | 'with_number' | 'recorded_ms' | 'measured_ms';

const sumOf = (rows: readonly CallGroup[], column: Sum): number =>
  rows.reduce((sum, row) => sum + row[column], 0);

const inOrder = (a: Found, b: Found): number =>
  compareText(a.summary.trunkGroup, b.summary.trunkGroup) ||
  compareText(a.summary.bucket, b.summary.bucket) ||
  compareText(a.summary.direction, b.summary.direction) ||
  a.first - b.first ||
  compareText(a.summary.compensation, b.summary.compensation) ||
  compareText(a.summary.ratePeriod ?? '', b.summary.ratePeriod ?? '');

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A bill shows the days of its month; calls that are the month's by their end may have begun before. */
function daysOf(
  period: LinePeriod,
  { month, spans, terms }: { month: Span; spans: Spans; terms: MonthTerms },
): Pick<UsageSummary, 'connectedFrom' | 'periodFrom' | 'periodTo'> {
  const from = (spans.rates[period.first] as Span).from;
  const { to } = spans.rates[period.last] as Span;
  const periodFrom = from < month.from && to >= month.from ? month.from : from;
  return {
    connectedFrom: terms.monthOfCall.value.by === 'connect' ? periodFrom : from,
    periodFrom,
    periodTo: to,
  };
}

function measured(
  { trunkGroup, calls, recordedMs, measuredMs }: Usage,
  { term, stepMs }: Measured,
): Pick<UsageSummary, 'trunkGroup' | 'calls' | 'conversationMs' | 'minutes' | 'steps'> {
  const minutes = toText(rational(roundUp(measuredMs, stepMs), MINUTE_MS));
  return {
    trunkGroup,
    calls,
    conversationMs: recordedMs,
    minutes,
    steps: [
      {
        id: 'sum',
        sentence: `${calls} calls${trunkGroup === '' ? '' : ` on trunk group ${trunkGroup}`} have ${seconds(recordedMs)} seconds of conversation`,
        out: seconds(recordedMs),
      },
      {
        id: 'round-up',
        sentence:
          term.value.roundUp === 'sum'
            ? `Rounded up once to ${term.value.roundUpTo}`
            : `Each call rounded up to ${term.value.roundUpTo}, then summed`,
        out: `${minutes} minutes`,
        ...cited(term),
      },
    ],
  };
}

/** Rounding calls up has been done call by call: then this changes nothing. */
const roundUp = (ms: number, stepMs: number): number => Math.ceil(ms / stepMs) * stepMs;

/** Milliseconds as seconds, exact. */
const seconds = (ms: number): string => toText(rational(ms, 1000));
