import { Type } from 'typebox';
import { defineDecision } from '../../../agreement/decision.ts';
import { ok } from '../../../base/result.ts';
import { LoopSegment } from '../../../network/plant/loop-makeup.ts';
import { equivalentLength } from './equivalent-length.ts';

/** Length of a loop as the reach of a technology is told by: not the feet of its route. */
export const effectiveWorkingLength = defineDecision({
  name: 'effective-working-length',
  doc: 'Equivalent working length of a loop in feet: its segments as if all were of the reference gauge; details say the feet of cable.',
  facts: Type.Object(
    {
      segments: Type.Array(LoopSegment, {
        minItems: 1,
        maxItems: 200,
        description: 'Stretches of cable from the office outwards, each of one gauge; bridged tap left out',
      }),
    },
    { additionalProperties: false },
  ),
  value: 'integer',
  decide: ({ segments }, view, trace) => {
    const length = equivalentLength(view, segments, trace);
    if (!length.ok) return length;
    const { feet, routeFeet, clause } = length.value;
    return ok({ value: feet, clause, details: { routeFeet } });
  },
});
