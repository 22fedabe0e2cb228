import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import type { Term } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import type { Trace } from '../../../base/receipt.ts';
import { ok } from '../../../base/result.ts';
import { sizingTerm } from './terms.ts';

/** Trunks to order, in whole modules, with the step that says so. */
export function wholeModules(
  trunks: number,
  sizing: Term<NonNullable<(typeof sizingTerm)['type']>>,
  trace: Trace,
): { readonly modularTrunks: number; readonly ds1s: number } {
  const { module } = sizing.value;
  const ds1s = Math.ceil(trunks / module);
  const modularTrunks = ds1s * module;
  trace.add({
    id: 'modules',
    sentence: `${trunks} trunks by modules of ${module}: ${ds1s} DS1 → ${modularTrunks} trunks`,
    out: modularTrunks,
    ...cited(sizing),
  });
  return { modularTrunks, ds1s };
}

export const trunkModules = defineDecision({
  name: 'trunk-modules',
  doc: 'Trunks to order where so many are required: whole modules; their number in the details.',
  facts: Type.Object(
    { trunks: Type.Integer({ minimum: 0, description: 'Trunks that are required' }) },
    { additionalProperties: false },
  ),
  value: 'integer',
  decide: ({ trunks }, view, trace) => {
    const sizing = view.term(sizingTerm);
    if (!sizing.ok) return sizing;
    const { modularTrunks, ds1s } = wholeModules(trunks, sizing.value, trace);
    return ok({ value: modularTrunks, clause: sizing.value.citation, details: { ds1s } });
  },
});
