import type { DuckDBConnection } from '@duckdb/node-api';
import type { Agreement } from '../agreement/agreement.ts';
import { cited } from '../agreement/agreement.ts';
import type { Provenance } from '../agreement/vocabulary.ts';
import { rational, toText } from '../base/rational.ts';
import type { Step } from '../base/receipt.ts';
import { callsRelation, select } from './duck.ts';
import type { MonthTerms } from './month-terms.ts';
import type { Span, Spans } from './spans.ts';
import { compensationTable, elementsOf } from './tables.ts';
import type { Direction, Regime } from './tables.ts';

/** Conversation time of a trunk group, bucket, direction and rate period, rounded as the agreement says. */
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
  /** First and last day of the rate period. */
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly calls: number;
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

/** Sums the calls of a month. The order is that of trunk group, bucket, direction, period and row. */
export async function summarise(
  db: DuckDBConnection,
  agreement: Agreement,
  input: { callsParquet: string; month: Span; spans: Spans; terms: MonthTerms },
): Promise<UsageSummary[]> {
  const overAll = input.terms.measurements.flatMap(({ term }, span) =>
    term.value.sumOver.includes('trunk-group') ? [] : [span],
  );
  const group =
    overAll.length === 0
      ? 'trunk_group'
      : `CASE WHEN rate_span IN (${overAll.join(', ')}) THEN '' ELSE trunk_group END`;
  const rows = await select(
    db,
    `SELECT ${group} AS trunk_group, bucket, direction, regime, compensation, payer, rate_span,
       count(*) AS calls, sum(conversation_ms)::BIGINT AS recorded_ms, sum(measured_ms)::BIGINT AS measured_ms
     FROM ${callsRelation(input.callsParquet)} WHERE bucket IS NOT NULL
     GROUP BY ALL ORDER BY 1, 2, 3, 7, 5`,
  );
  return rows.map((row) => {
    const span = Number(row['rate_span']);
    const period = input.spans.rates[span] as Span;
    const { term, stepMs } = input.terms.measurements[span] as MonthTerms['measurements'][number];
    const view = agreement.at(period.from);
    const id = String(row['compensation']);
    const rule = view.rows(compensationTable).find((candidate) => candidate.id === id);
    if (!rule) throw new Error(`Compensation row ${id} is not in force on ${period.from}.`);
    const recordedMs = Number(row['recorded_ms']);
    const billedMs = roundUp(Number(row['measured_ms']), stepMs);
    const minutes = toText(rational(billedMs, MINUTE_MS));
    const payer = row['payer'] === null ? undefined : String(row['payer']);
    const trunkGroup = String(row['trunk_group']);
    const calls = Number(row['calls']);
    const { ilec, clec } = agreement.parties;
    return {
      trunkGroup,
      bucket: String(row['bucket']),
      direction: row['direction'] as Direction,
      ...(payer === undefined ? {} : { payer, payee: payer === ilec ? clec : ilec }),
      regime: row['regime'] as Regime,
      elements: elementsOf(rule.value),
      periodFrom:
        period.from < input.month.from && period.to >= input.month.from ? input.month.from : period.from,
      periodTo: period.to,
      calls,
      conversationMs: recordedMs,
      minutes,
      clause: rule.citation,
      compensation: id,
      provenance: rule.provenance,
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
  });
}

/** Rounding calls up has been done call by call: then this changes nothing. */
const roundUp = (ms: number, stepMs: number): number => Math.ceil(ms / stepMs) * stepMs;

/** Milliseconds as seconds, exact. */
const seconds = (ms: number): string => toText(rational(ms, 1000));
