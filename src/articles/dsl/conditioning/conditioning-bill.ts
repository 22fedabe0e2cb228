import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { conditioningTerm } from '../../../accounts/conditioning.ts';
import { formatCents, parseCents } from '../../../base/money.ts';
import { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import { LoopMakeup } from '../../../network/plant/loop-makeup.ts';
import type { PricedElement } from '../../../accounts/priced-element.ts';
import { conditioningCost } from './conditioning-cost.ts';
import type { ConditioningLine } from './conditioning-cost.ts';
import { PARTS, Wanted, isNothing } from './wanted.ts';

/** What the work on a loop bears when it is accepted: the quote where all was done, the list for what was done where it was not. */
export const conditioningBill = defineDecision({
  name: 'conditioning-bill',
  doc: 'What conditioning that was done costs, dollars and cents, at the prices of its quote: never more than was taken off; lines of the bill in details.',
  facts: Type.Object(
    {
      makeup: LoopMakeup,
      wanted: Wanted,
      takenOff: Wanted,
      pairs: Type.Optional(Type.Integer({ minimum: 1, description: 'Pairs of the loop; default 1' })),
      quoted: DecimalText('Dollars of the quote that was taken'),
      quotedOn: IsoDate('Day of the quote'),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ quotedOn }) => quotedOn,
  decide: ({ makeup, wanted, takenOff, pairs = 1, quoted }, view, trace) => {
    const rule = view.term(conditioningTerm);
    const quote = parseCents(quoted);
    if (!rule.ok) return rule;
    const clause = rule.value.citation;
    if (quote === undefined || quote < 0n)
      return fail({
        id: 'dsl/quote-amount',
        field: 'quoted',
        sentence: `$${quoted} is no amount of a bill.`,
        cure: 'Give dollars and cents, not below zero.',
        clause,
      });
    if (isNothing(takenOff)) {
      trace.add({ id: 'nothing', sentence: 'Nothing was taken off', out: '0.00' });
      return ok({ value: '0.00', clause, details: { lines: [] } });
    }
    const steps = new Trace();
    const listed = conditioningCost(view, makeup, takenOff, pairs, steps);
    const missing = PARTS.some(({ part }) =>
      (wanted[part] ?? []).some((one) => !(takenOff[part] ?? []).includes(one)),
    );
    if (listed.ok && (missing || listed.value.amount === quote)) {
      const { amount, lines } = listed.value;
      trace.add({
        id: 'done',
        sentence: missing ? 'Not all of it was done: what was is billed' : 'All of it was done: as quoted',
        out: formatCents(amount),
        steps: steps.steps,
      });
      return ok({ value: formatCents(amount), clause, details: { lines: lines.filter(isPriced) } });
    }
    if (missing)
      return fail({
        id: 'dsl/quote-whole',
        field: 'takenOff',
        sentence: `The quote of $${formatCents(quote)} is for all that was wanted, and not all of it was taken off.`,
        cure: 'Take off the rest.',
        clause,
      });
    trace.add({
      id: 'quote',
      sentence: 'The list has no price for it: as quoted',
      out: formatCents(quote),
      ...cited(rule.value),
    });
    const line: PricedElement = {
      element: 'loop-conditioning',
      description: 'Conditioning of a loop as quoted',
      quantity: '1',
      unit: 'quote',
      rate: formatCents(quote),
      amount: formatCents(quote),
      clause,
      provenance: rule.value.provenance,
    };
    return ok({ value: formatCents(quote), clause, details: { lines: [line] } });
  },
});

const isPriced = (line: ConditioningLine): boolean => line.element !== undefined;
