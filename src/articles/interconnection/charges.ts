import { leastSure } from '../../agreement/vocabulary.ts';
import type { Charge } from '../../accounts/charge.ts';
import type { Rate, RateTier } from '../../accounts/rates.ts';
import { roundLine } from '../../accounts/round-line.ts';
import { roundingTerm } from '../../accounts/terms.ts';
import type { Agreement, Term } from '../../agreement/agreement.ts';
import { cited } from '../../agreement/agreement.ts';
import { formatRate } from '../../base/money.ts';
import type { Problem } from '../../base/problem.ts';
import { ZERO, add, decimal, multiply, toText } from '../../base/rational.ts';
import type { Rational } from '../../base/rational.ts';
import type { Step } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { compensationTable } from '../../traffic/index.ts';
import type { AdjustedUsage } from './post-aggregation/index.ts';
import { tierSlices } from './tier-slices.ts';
import { tiersOver } from './usage-rates.ts';

/**
 * Bill lines of a month's usage: one for each trunk group, bucket, direction, rate period, rate element and volume tier. Bill-and-keep
 * is a line of zero; usage that is not between the parties makes none. A missing price stops all and is named.
 */
export function usageCharges(agreement: Agreement, summaries: readonly AdjustedUsage[]): Result<Charge[]> {
  const problems: Problem[] = [];
  const charges: Charge[] = [];
  const before = minutesBefore(summaries);
  for (const summary of summaries) {
    if (summary.payer === undefined || summary.payee === undefined) continue;
    for (const element of summary.elements) {
      const made = chargesOf(agreement, summary, element, before(summary, element));
      if (made.ok) charges.push(...made.value);
      else problems.push(...made.problems);
    }
  }
  if (problems.length === 0) return ok(charges);
  return fail(...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values());
}

/** Minutes that one party has billed of an element before a line: tiers count earlier days of the month first, then as the lines stand. */
function minutesBefore(
  summaries: readonly AdjustedUsage[],
): (summary: AdjustedUsage, element: string) => Rational {
  const totals = new Map<string, Rational>();
  const before = new Map<AdjustedUsage, Map<string, Rational>>();
  const inTime = summaries.toSorted((a, b) =>
    a.periodFrom < b.periodFrom ? -1 : a.periodFrom > b.periodFrom ? 1 : 0,
  );
  for (const summary of inTime) {
    const own = new Map<string, Rational>();
    for (const element of summary.elements) {
      const key = `${summary.payee} ${element}`;
      const total = totals.get(key) ?? ZERO;
      own.set(element, total);
      totals.set(key, add(total, decimal(summary.minutes)));
    }
    before.set(summary, own);
  }
  return (summary, element) => before.get(summary)?.get(element) ?? ZERO;
}

function chargesOf(
  agreement: Agreement,
  summary: AdjustedUsage,
  element: string,
  before: Rational,
): Result<Charge[]> {
  const view = agreement.at(summary.periodFrom);
  const direction = summary.payee === agreement.parties.ilec ? 'ilec-to-clec' : 'clec-to-ilec';
  const row = view.rows(compensationTable).find(({ id }) => id === summary.compensation);
  const tiers = tiersOver(view, { element, direction, row }, summary.periodTo);
  const rounding = view.term(roundingTerm);
  if (!tiers.ok || !rounding.ok)
    return fail(...[tiers, rounding].flatMap((part) => (part.ok ? [] : part.problems)));
  const [first] = tiers.value as [RateTier];
  const free = summary.regime === 'bill-and-keep';
  if (first.rate.per === 'call') {
    if (summary.calls === 0 && !free) return fail(minutesWithoutCalls(summary, element));
    const billed: Billed = { rate: first.rate, quantity: String(summary.calls), unit: 'call', free };
    return ok([chargeOf(agreement, summary, element, billed, rounding.value)]);
  }
  const slices = free
    ? [{ tier: first, minutes: decimal(summary.minutes) }]
    : tierSlices(tiers.value, before, decimal(summary.minutes));
  return ok(
    slices.map(({ tier, minutes }) => {
      const billed: Billed = {
        rate: tier.rate,
        quantity: toText(minutes),
        unit: 'minute',
        free,
        ...(tiers.value.length > 1 && !free ? { tier: { after: tier.after, before } } : {}),
      };
      return chargeOf(agreement, summary, element, billed, rounding.value);
    }),
  );
}

/** What one line bills of a summary. */
interface Billed {
  readonly rate: Rate;
  readonly quantity: string;
  readonly unit: 'call' | 'minute';
  readonly free: boolean;
  /** Minutes of the month after which the tier begins, and those that came before the summary. */
  readonly tier?: { readonly after: number; readonly before: Rational };
}

function chargeOf(
  agreement: Agreement,
  summary: AdjustedUsage,
  element: string,
  { rate, quantity, unit, free, tier }: Billed,
  rounding: Term<NonNullable<(typeof roundingTerm)['type']>>,
): Charge {
  const dollars = free ? ZERO : rate.dollars;
  const exact = multiply(decimal(quantity), dollars);
  const { amount, text: value, step: rounded } = roundLine(exact, rounding);
  const { row } = rate;
  return {
    biller: String(summary.payee),
    billed: String(summary.payer),
    account: 'usage',
    kind: 'usage',
    element,
    description: [row.value.description, summary.trunkGroup, summary.direction, summary.ratePeriod]
      .filter(Boolean)
      .join(', '),
    clause: row.citation,
    quantity,
    unit,
    rate: formatRate(dollars),
    amount,
    provenance: leastSure([row.provenance, summary.provenance]),
    from: summary.periodFrom,
    to: summary.periodTo,
    source: { kind: 'usage', id: usageId(summary) },
    sortKey: sortKeyOf(summary, element, tier?.after),
    receipt: {
      decision: 'usage-charge',
      agreement: agreement.ref,
      asOf: summary.periodFrom,
      asKnown: null,
      facts: {
        trunkGroup: summary.trunkGroup,
        bucket: summary.bucket,
        direction: summary.direction,
        ...(summary.ratePeriod === undefined ? {} : { ratePeriod: summary.ratePeriod }),
        element,
        from: summary.periodFrom,
        to: summary.periodTo,
        calls: summary.calls,
        conversationMs: summary.conversationMs,
      },
      steps: [
        ...summary.steps,
        ...(tier === undefined
          ? []
          : [
              {
                id: 'tier',
                sentence: `After ${toText(tier.before)} minutes of the month, ${quantity} of ${summary.minutes} are in the tier after ${tier.after}`,
                out: quantity,
                ...cited(row),
              },
            ]),
        rateStep(rate, free, summary),
        { id: 'amount', sentence: `${quantity} ${unit}s × $${formatRate(dollars)}`, out: toText(exact) },
        rounded,
      ],
      value,
      clause: row.citation,
    },
  };
}

const sortKeyOf = (summary: AdjustedUsage, element: string, tier: number | undefined): string =>
  [
    summary.bucket,
    summary.trunkGroup,
    summary.direction,
    summary.periodFrom,
    element,
    ...(summary.ratePeriod === undefined ? [] : [summary.ratePeriod]),
    ...(summary.callsIn === undefined ? [] : ['of', summary.callsIn, summary.connectedFrom]),
    ...(tier === undefined ? [] : [String(tier).padStart(12, '0')]),
  ].join(' ');

/**
 * `CO521001/isp-bound/clec-to-ilec/2026-10-01..2026-10-14`: the calls behind a line, as `listCalls` finds them. Minutes that
 * moved are of the calls of the bucket that they came from, and their own bucket stands last: `…/local/…/isp-bound`. Calls of
 * one period of the day and week name it: `…/local@night/…`.
 */
export const usageId = (summary: AdjustedUsage): string =>
  [
    summary.trunkGroup,
    `${summary.callsIn ?? summary.bucket}${summary.ratePeriod === undefined ? '' : `@${summary.ratePeriod}`}`,
    summary.direction,
    `${summary.connectedFrom}..${summary.periodTo}`,
    ...(summary.callsIn === undefined ? [] : [summary.bucket]),
  ].join('/');

const minutesWithoutCalls = ({ bucket, callsIn }: AdjustedUsage, element: string): Problem => ({
  id: 'interconnection/per-call',
  field: element,
  sentence: `${element} is priced per call, and the ${bucket} minutes that came from ${callsIn ?? bucket} are of no calls of their own.`,
  cure: 'Price it per minute.',
});

const rateStep = (rate: Rate, free: boolean, summary: AdjustedUsage): Step => ({
  id: 'rate',
  sentence: free
    ? `${rate.row.value.description}: bill-and-keep, ${summary.clause}`
    : `${rate.row.value.description}, paid by ${summary.payer}, per ${rate.per}`,
  out: free ? '0.00' : formatRate(rate.dollars),
  ...cited(rate.row),
});
