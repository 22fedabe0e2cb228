import { Type } from 'typebox';
import { defineDecision } from '../../../agreement/decision.ts';
import { fail, ok } from '../../../base/result.ts';
import { LoopMakeup } from '../../../network/plant/loop-makeup.ts';
import { qualifyLoop } from './qualify-loop.ts';

/** One loop against every technology that the agreement names, each with its verdict and reasons. */
export const loopTechnologies = defineDecision({
  name: 'loop-technologies',
  doc: 'How many technologies a loop carries as it is; details hold the verdict of each one with its reasons.',
  facts: Type.Object({ makeup: LoopMakeup }, { additionalProperties: false }),
  value: 'integer',
  decide: ({ makeup }, view, trace) => {
    const found = qualifyLoop(view, makeup, undefined, trace);
    if (!found.ok) return found;
    const [first] = found.value;
    if (first === undefined) return fail(view.missing('technologies'));
    const green = found.value.filter(({ verdict }) => verdict === 'green').length;
    return ok({ value: green, clause: first.clause, details: { technologies: found.value } });
  },
});
