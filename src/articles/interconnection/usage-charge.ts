import { Type } from 'typebox';
import type { Rate } from '../../accounts/rates.ts';
import { roundLine } from '../../accounts/round-line.ts';
import { roundingTerm } from '../../accounts/terms.ts';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { DecimalText } from '../../agreement/schema.ts';
import { formatCents, formatRate, sumCents } from '../../base/money.ts';
import type { Problem } from '../../base/problem.ts';
import { ZERO, decimal, isNegative, multiply, toText } from '../../base/rational.ts';
import type { Trace } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import { HELD, decideCall, elementsOf } from '../../traffic/index.ts';
import type { RuledCall } from '../../traffic/index.ts';
import { CallFacts, callRow } from './call-jurisdiction.ts';
import { tierSlices } from './tier-slices.ts';
import { usageTiers } from './usage-rates.ts';

/** What billed minutes of calls like one cost: its bucket, who pays, the price, each element rounded at its line. */
export const usageCharge = defineDecision({
  name: 'usage-charge',
  doc: 'What some billed minutes of calls like this one cost, in dollars: bucket, payer, price. Details name the payer.',
  facts: Type.Object(
    { call: CallFacts, minutes: DecimalText('Billed minutes, as usage-measurement gives them') },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ call }) => (call as { connect_date?: string }).connect_date,
  decide: ({ call, minutes }, view, trace) => {
    const quantity = decimal(minutes);
    const rounding = view.term(roundingTerm);
    const ruled = decideCall(view, callRow(call as Readonly<Record<string, unknown>>));
    const problems: Problem[] = [
      ...(isNegative(quantity) ? [negativeMinutes()] : []),
      ...[rounding, ruled].flatMap((part) => (part.ok ? [] : part.problems)),
    ];
    if (!rounding.ok || !ruled.ok || problems.length > 0) return fail(...problems);
    for (const step of ruled.value.steps) trace.add(step);
    const { bucket, compensation, payer, payee, rule } = ruled.value;
    if (bucket === HELD || !rule || !compensation) return fail(notBillable(ruled.value));
    const details = {
      bucket,
      regime: compensation.value.regime,
      ...(payer === undefined ? {} : { payer, payee }),
    };
    const clause = compensation.citation;
    if (payer === undefined || payee === undefined) {
      trace.add({
        id: 'none',
        sentence: 'No money passes between the Parties for it',
        ...cited(compensation),
      });
      return ok({ value: '0.00', clause, details });
    }
    const direction = payee === view.agreement.parties.ilec ? 'ilec-to-clec' : 'clec-to-ilec';
    const free = compensation.value.regime === 'bill-and-keep';
    const lines = elementsOf(compensation.value).flatMap((element) => {
      const tiers = usageTiers(view, { element, direction, row: compensation });
      if (!tiers.ok) return [tiers];
      return tierSlices(free ? tiers.value.slice(0, 1) : tiers.value, ZERO, quantity).map((slice) => {
        const { rate } = slice.tier;
        if (!free && rate.per === 'call') return fail(perCall(element, rate));
        addRate(trace, rate, free, toText(slice.minutes));
        const line = roundLine(multiply(slice.minutes, free ? ZERO : rate.dollars), rounding.value);
        trace.add(line.step);
        return ok(line.amount);
      });
    });
    const missing = lines.flatMap((line) => (line.ok ? [] : line.problems));
    if (missing.length > 0) return fail(...missing);
    const total = formatCents(sumCents(lines.flatMap((line) => (line.ok ? [line.value] : []))));
    if (lines.length > 1) trace.add({ id: 'total', sentence: `Sum of ${lines.length} lines`, out: total });
    return ok({ value: total, clause, details });
  },
});

function addRate(trace: Trace, { row, dollars, per }: Rate, free: boolean, minutes: string): void {
  trace.add({
    id: 'rate',
    sentence: free
      ? `${row.value.description}: ${minutes} minutes, bill-and-keep`
      : `${row.value.description}: ${minutes} minutes × $${formatRate(dollars)} per ${per}`,
    out: free ? '0.00' : toText(multiply(decimal(minutes), dollars)),
    ...cited(row),
  });
}

const negativeMinutes = (): Problem => ({
  id: 'interconnection/negative-time',
  field: 'minutes',
  sentence: 'Less than no minutes cannot be billed.',
  cure: 'Give billed minutes.',
});

const perCall = (element: string, { row }: Rate): Problem => ({
  id: 'interconnection/per-call',
  field: element,
  sentence: `${element} is priced per call, and minutes were given.`,
  cure: 'Read its price in the table of rates and multiply it by the calls.',
  clause: row.citation,
});

const notBillable = ({ rule }: RuledCall): Problem => ({
  id: 'interconnection/not-billable',
  field: 'call',
  sentence: rule ? `Such a call is held: ${rule.reason}.` : 'No rule says where such a call belongs.',
  cure: 'Give the carriers and places of both ends.',
  ...(rule ? { clause: rule.clause } : {}),
});
