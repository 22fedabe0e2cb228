import { Type } from 'typebox';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { DecimalText, IsoDate } from '../../agreement/schema.ts';
import type { Problem } from '../../base/problem.ts';
import {
  compare,
  decimal,
  divide,
  isNegative,
  multiply,
  rational,
  sum,
  toText,
} from '../../base/rational.ts';
import type { Rational } from '../../base/rational.ts';
import { fail, ok } from '../../base/result.ts';
import { measurementTerm, stepMs } from '../../traffic/index.ts';

const SECONDS_IN_MINUTE = rational(60);

/** Billed minutes of calls that are summed together: one trunk group, bucket, direction and rate period. */
export const usageMinutes = defineDecision({
  name: 'usage-minutes',
  doc: 'Billed minutes of the conversation time of some calls, rounded as the agreement says.',
  facts: Type.Object(
    {
      conversationSeconds: Type.Array(DecimalText('Seconds from answer to disconnect of one call'), {
        description: 'Calls of one trunk group, bucket, direction and rate period',
      }),
      on: Type.Optional(IsoDate('Day of the calls')),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ on }) => on,
  decide: ({ conversationSeconds }, view, trace) => {
    const term = view.term(measurementTerm);
    const calls = conversationSeconds.map((text) => decimal(text));
    const problems: Problem[] = [
      ...(term.ok ? [] : term.problems),
      ...calls.flatMap((seconds, index) => (isNegative(seconds) ? [negativeTime(index)] : [])),
    ];
    if (!term.ok || problems.length > 0) return fail(...problems);
    const { roundUp, roundUpTo } = term.value.value;
    const ms = stepMs(roundUpTo);
    if (ms === undefined) throw new Error(`${roundUpTo} passed the check and is no length of time.`);
    const step = rational(ms, 1000);
    const source = cited(term.value);
    const counted = roundUp === 'call' ? calls.map((seconds) => roundedUp(seconds, step)) : calls;
    const total = sum(counted);
    if (roundUp === 'call') {
      trace.add({
        id: 'round-up',
        sentence: `Each call is rounded up to ${roundUpTo}: ${counted.map(toText).join(' + ')} seconds`,
        out: toText(total),
        ...source,
      });
    } else {
      trace.add({
        id: 'sum',
        sentence: `${calls.length} calls have ${toText(total)} seconds of conversation; single calls are not rounded`,
        out: toText(total),
        ...source,
      });
    }
    const minutes = toText(divide(roundUp === 'sum' ? roundedUp(total, step) : total, SECONDS_IN_MINUTE));
    trace.add({
      id: 'minutes',
      sentence:
        roundUp === 'sum'
          ? `The sum is rounded up once to ${roundUpTo}`
          : `${toText(total)} seconds of calls, each rounded up to ${roundUpTo}, as minutes`,
      out: minutes,
      ...source,
    });
    return ok({ value: minutes, clause: term.value.citation });
  },
});

/** The least multiple of the step that is no less. */
function roundedUp(value: Rational, step: Rational): Rational {
  const steps = divide(value, step);
  const whole = rational(steps.num / steps.den);
  return multiply(compare(whole, steps) < 0 ? rational(whole.num + 1n) : whole, step);
}

const negativeTime = (index: number): Problem => ({
  id: 'interconnection/negative-time',
  field: `conversationSeconds.${index}`,
  sentence: 'A call does not last less than nothing.',
  cure: 'Give the seconds from answer to disconnect.',
});
