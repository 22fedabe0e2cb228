import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoInstant } from '../../../agreement/schema.ts';
import { compare, rational } from '../../../base/rational.ts';
import { ok } from '../../../base/result.ts';
import { readLocalDate } from '../../../cases/instant.ts';
import { millisecondsOf } from '../spans.ts';
import { responseTerm } from '../terms.ts';
import { skewOf } from './skew.ts';

/** Whether a difference of clocks is one that reports tell. */
export const isSkewed = (milliseconds: number, skewAbove: string): boolean =>
  compare(rational(Math.ceil(Math.abs(milliseconds))), millisecondsOf(skewAbove)) > 0;

export const clockSkew = defineDecision({
  name: 'clock-skew',
  doc: 'Whether the clocks of gateway and source agree, ahead or behind as far as the agreement has it told: agree, ahead or behind.',
  facts: Type.Object(
    {
      askedAt: IsoInstant('By the clock of the gateway'),
      answeredAt: IsoInstant('By the clock of the gateway'),
      sourceAskedAt: Type.Optional(IsoInstant('By the clock of the system behind it')),
      sourceAnsweredAt: Type.Optional(IsoInstant('By the clock of the system behind it')),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ askedAt }, agreement) => readLocalDate(agreement, askedAt),
  decide: (facts, view, trace) => {
    const rule = view.term(responseTerm);
    if (!rule.ok) return rule;
    const { skewAbove, clock } = rule.value.value;
    const milliseconds = skewOf(facts);
    const value = !isSkewed(milliseconds, skewAbove) ? 'agree' : milliseconds > 0 ? 'ahead' : 'behind';
    trace.add({
      id: 'skew',
      sentence: `The source differs from the ${clock} by at least ${Math.abs(milliseconds)} ms; more than ${skewAbove} is told → ${value}`,
      out: value,
      ...cited(rule.value),
    });
    return ok({ value, clause: rule.value.citation, details: { milliseconds } });
  },
});
