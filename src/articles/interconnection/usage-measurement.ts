import { Type } from 'typebox';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { DecimalText, IsoDate } from '../../agreement/schema.ts';
import type { Problem } from '../../base/problem.ts';
import {
  ZERO,
  add,
  compare,
  decimal,
  divide,
  isNegative,
  isZero,
  maximum,
  multiply,
  rational,
  subtract,
  sum,
  toText,
} from '../../base/rational.ts';
import type { Rational } from '../../base/rational.ts';
import { fail, ok } from '../../base/result.ts';
import { callRounding, measurementTerm } from '../../traffic/index.ts';
import type { CallRounding } from '../../traffic/index.ts';

const SECONDS_IN_MINUTE = rational(60);

/** Billed minutes of calls that are summed together: one trunk group, bucket, direction and rate period. */
export const usageMeasurement = defineDecision({
  name: 'usage-measurement',
  doc: 'Billed minutes of the conversation time of some calls, rounded as the agreement says.',
  facts: Type.Object(
    {
      seconds: Type.Array(DecimalText('Seconds from answer to disconnect of one call'), {
        description: 'Calls of one trunk group, bucket, direction and rate period',
      }),
      on: Type.Optional(IsoDate('Day of the calls')),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ on }) => on,
  decide: ({ seconds }, view, trace) => {
    const term = view.term(measurementTerm);
    const rounding = term.ok ? callRounding(term.value) : term;
    const calls = seconds.map((text) => decimal(text));
    const problems: Problem[] = [
      ...(rounding.ok ? [] : rounding.problems),
      ...calls.flatMap((length, index) => (isNegative(length) ? [negativeTime(index)] : [])),
    ];
    if (!term.ok || !rounding.ok || problems.length > 0) return fail(...problems);
    const { roundUp, roundUpTo, initial, minimum } = term.value.value;
    const source = cited(term.value);
    const counted = roundUp === 'call' ? calls.map((length) => billedCall(length, rounding.value)) : calls;
    const total = sum(counted);
    if (roundUp === 'call') {
      const first = initial === undefined ? '' : `${initial} and then `;
      const least = minimum === undefined ? '' : `, no less than ${minimum}`;
      trace.add({
        id: 'round-up',
        sentence: `Each call is rounded up to ${first}${roundUpTo}${least}: ${counted.map(toText).join(' + ')} seconds`,
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
    const billed = roundUp === 'sum' ? roundedUp(total, inSeconds(rounding.value.stepMs)) : total;
    const minutes = toText(divide(billed, SECONDS_IN_MINUTE));
    trace.add({
      id: 'minutes',
      sentence:
        roundUp === 'sum'
          ? `The sum is rounded up once to ${roundUpTo}`
          : `${toText(total)} seconds of calls, each rounded up to ${roundUpTo}, as minutes`,
      out: minutes,
      ...source,
    });
    const details = { calls: calls.length, billedSeconds: toText(billed) };
    return ok({ value: minutes, clause: term.value.citation, details });
  },
});

const inSeconds = (ms: number): Rational => rational(ms, 1000);

/** As `measuredMs` of the traffic room, in exact seconds of any precision. */
function billedCall(length: Rational, { stepMs, initialMs, minimumMs }: CallRounding): Rational {
  if (isZero(length)) return ZERO;
  const initial = inSeconds(initialMs);
  const after = maximum(ZERO, subtract(length, initial));
  return maximum(inSeconds(minimumMs), add(initial, roundedUp(after, inSeconds(stepMs))));
}

/** The least multiple of the step that is no less. */
function roundedUp(value: Rational, step: Rational): Rational {
  const steps = divide(value, step);
  const whole = rational(steps.num / steps.den);
  return multiply(compare(whole, steps) < 0 ? rational(whole.num + 1n) : whole, step);
}

const negativeTime = (index: number): Problem => ({
  id: 'interconnection/negative-time',
  field: `seconds.${index}`,
  sentence: 'A call does not last less than nothing.',
  cure: 'Give the seconds from answer to disconnect.',
});
