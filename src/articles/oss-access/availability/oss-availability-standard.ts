import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { parseQuantity } from '../../../base/quantity.ts';
import { ZERO, compare, rational, toText } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { availabilityTerm } from '../terms.ts';

/** Compared as it stands, before any rounding. */
export const isAvailable = (percent: Rational, target: string): 'met' | 'missed' =>
  compare(percent, parseQuantity(target)?.value ?? ZERO) >= 0 ? 'met' : 'missed';

export const ossAvailabilityStandard = defineDecision({
  name: 'oss-availability-standard',
  doc: 'Whether so much downtime of so much scheduled time meets the standard: met, missed or no-activity.',
  facts: Type.Object(
    {
      scheduledMinutes: Type.Integer({
        minimum: 0,
        description: 'Without downtime that was announced in time',
      }),
      downMinutes: Type.Integer({ minimum: 0 }),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ scheduledMinutes, downMinutes }, view, trace) => {
    const rule = view.term(availabilityTerm);
    if (!rule.ok) return rule;
    if (downMinutes > scheduledMinutes)
      return fail({
        id: 'oss-access/counts',
        field: 'downMinutes',
        sentence: `${downMinutes} of ${scheduledMinutes} minutes cannot be down.`,
        cure: 'Count the downtime within the scheduled time.',
      });
    const { target } = rule.value.value;
    const percent =
      scheduledMinutes === 0 ? undefined : rational((scheduledMinutes - downMinutes) * 100, scheduledMinutes);
    const value = percent === undefined ? 'no-activity' : isAvailable(percent, target);
    trace.add({
      id: 'compare',
      sentence: `${percent === undefined ? 'Nothing' : `${toText(percent)} %`} against ${target} → ${value}`,
      out: value,
      ...cited(rule.value),
    });
    return ok({ value, clause: rule.value.citation });
  },
});
