import { Type } from 'typebox';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { Code, DecimalText, IsoDate } from '../../agreement/schema.ts';
import { compare, decimal, multiply, rational } from '../../base/rational.ts';
import { fail, ok } from '../../base/result.ts';
import { lengthMs } from '../../traffic/measured-time.ts';
import { RECORDING_POINTS, recordingPointsTerm } from '../../traffic/terms.ts';

const MS_IN_SECOND = rational(1000);

/** Which record counts where several switches recorded what may be one call: what a close does with such records, asked of two. */
export const recordedCall = defineDecision({
  name: 'recorded-call',
  doc: 'The point whose record counts when two switches recorded calls between the same numbers; `separate` where they are two calls, `held` where only points recorded it that may not be billed from.',
  facts: Type.Object(
    {
      points: Type.Array(Code(RECORDING_POINTS), { minItems: 1, maxItems: 2 }),
      secondsApart: DecimalText('Between the connect times of the two records'),
      on: Type.Optional(IsoDate('Day of the call')),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ on }) => on,
  decide: ({ points, secondsApart }, view, trace) => {
    const term = view.term(recordingPointsTerm);
    if (!term.ok) return fail(...term.problems);
    const { prefer, bill, matchWithin } = term.value.value;
    const within = lengthMs(matchWithin);
    if (within === undefined) throw new Error(`${matchWithin} passed the check and is no length of time.`);
    const source = cited(term.value);
    const clause = term.value.citation;
    const apart = multiply(decimal(secondsApart), MS_IN_SECOND);
    const one = points.length === 1 || compare(apart, rational(within)) <= 0;
    if (points.length > 1)
      trace.add({
        id: 'apart',
        sentence: `${secondsApart} seconds apart, and records of one call are no more than ${matchWithin} apart`,
        out: one,
        ...source,
      });
    if (!one) return ok({ value: 'separate', clause });
    const counted = prefer.find((point) => points.includes(point)) ?? (points[0] as (typeof points)[number]);
    const billable = bill.includes(counted);
    trace.add({
      id: 'counts',
      sentence: `Of the records of one call that of the first of ${prefer.join(', ')} counts; billed from: ${bill.join(', ')}`,
      out: billable ? counted : 'held',
      ...source,
    });
    return ok({ value: billable ? counted : 'held', clause, details: { counted } });
  },
});
