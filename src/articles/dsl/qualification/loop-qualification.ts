import { Type } from 'typebox';
import { defineDecision } from '../../../agreement/decision.ts';
import { fail, ok } from '../../../base/result.ts';
import { LoopMakeup } from '../../../network/plant/loop-makeup.ts';
import { qualifyLoop } from './qualify-loop.ts';
import { Technology } from './terms.ts';

/** Whether a loop carries a technology: as it is, after conditioning or with caution, or not at all; with each reason. */
export const loopQualification = defineDecision({
  name: 'loop-qualification',
  doc: 'Whether a loop carries a technology: green as it is, yellow after conditioning or with caution, red not; details say why.',
  facts: Type.Object(
    { makeup: LoopMakeup, technology: Technology('Code in technologies.csv') },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ makeup, technology }, view, trace) => {
    const found = qualifyLoop(view, makeup, technology, trace);
    if (!found.ok) return found;
    const [one] = found.value;
    if (one === undefined) return fail(view.missing(`technologies#${technology}`));
    const { verdict, clause, ...details } = one;
    return ok({ value: verdict, clause, details });
  },
});
