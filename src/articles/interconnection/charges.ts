import type { Charge } from '../../accounts/charge.ts';
import { findRate } from '../../accounts/rates.ts';
import type { Rate } from '../../accounts/rates.ts';
import { roundLine } from '../../accounts/round-line.ts';
import { roundingTerm } from '../../accounts/terms.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { cited } from '../../agreement/agreement.ts';
import { formatRate } from '../../base/money.ts';
import type { Problem } from '../../base/problem.ts';
import { ZERO, decimal, multiply, toText } from '../../base/rational.ts';
import type { Step } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { AdjustedUsage } from './post-aggregation/index.ts';

/**
 * Bill lines of a month's usage: one for each trunk group, bucket, direction, rate period and rate element. Bill-and-keep is a line
 * of zero; usage that is not between the parties makes none. A missing price stops all and is named.
 */
export function usageCharges(agreement: Agreement, summaries: readonly AdjustedUsage[]): Result<Charge[]> {
  const problems: Problem[] = [];
  const charges: Charge[] = [];
  for (const summary of summaries) {
    if (summary.payer === undefined || summary.payee === undefined) continue;
    for (const element of summary.elements) {
      const charge = chargeOf(agreement, summary, element);
      if (charge.ok) charges.push(charge.value);
      else problems.push(...charge.problems);
    }
  }
  if (problems.length === 0) return ok(charges);
  return fail(...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values());
}

function chargeOf(agreement: Agreement, summary: AdjustedUsage, element: string): Result<Charge> {
  const view = agreement.at(summary.periodFrom);
  const biller = String(summary.payee);
  const billed = String(summary.payer);
  const direction = biller === agreement.parties.ilec ? 'ilec-to-clec' : 'clec-to-ilec';
  const rate = findRate(view, { element, direction });
  const rounding = view.term(roundingTerm);
  if (!rate.ok || !rounding.ok)
    return fail(...[rate, rounding].flatMap((part) => (part.ok ? [] : part.problems)));
  const free = summary.regime === 'bill-and-keep';
  const unit = rate.value.per === 'call' ? 'call' : 'minute';
  if (unit === 'call' && summary.calls === 0 && !free) return fail(minutesWithoutCalls(summary, element));
  const quantity = unit === 'call' ? String(summary.calls) : summary.minutes;
  const dollars = free ? ZERO : rate.value.dollars;
  const exact = multiply(decimal(quantity), dollars);
  const { amount, text: value, step: rounded } = roundLine(exact, rounding.value);
  const id = usageId(summary);
  return ok({
    biller,
    billed,
    account: 'usage',
    kind: 'usage',
    element,
    description: [rate.value.row.value.description, summary.trunkGroup, summary.direction, summary.ratePeriod]
      .filter(Boolean)
      .join(', '),
    clause: rate.value.row.citation,
    quantity,
    unit,
    rate: formatRate(dollars),
    amount,
    provenance: rate.value.row.provenance,
    from: summary.periodFrom,
    to: summary.periodTo,
    source: { kind: 'usage', id },
    sortKey: `${summary.bucket} ${summary.trunkGroup} ${summary.direction} ${summary.periodFrom} ${element}${summary.ratePeriod === undefined ? '' : ` ${summary.ratePeriod}`}${summary.callsIn === undefined ? '' : ` of ${summary.callsIn} ${summary.connectedFrom}`}`,
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
        rateStep(rate.value, free, summary),
        { id: 'amount', sentence: `${quantity} ${unit}s × $${formatRate(dollars)}`, out: toText(exact) },
        rounded,
      ],
      value,
      clause: rate.value.row.citation,
    },
  });
}

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
