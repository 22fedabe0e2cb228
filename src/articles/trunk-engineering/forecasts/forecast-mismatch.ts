import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { ok } from '../../../base/result.ts';
import { trunkForecastsTerm } from './terms.ts';

export const forecastMismatch = defineDecision({
  name: 'forecast-mismatch',
  doc: 'What two forecasts for one trunk group lead to: agreed, reconcile, or what the agreement says where that failed.',
  facts: Type.Object(
    {
      ilec: Type.Integer({ minimum: 0, description: 'Trunks that the incumbent forecasts' }),
      clec: Type.Integer({ minimum: 0, description: 'Trunks that the competitor forecasts' }),
      failed: Type.Optional(Type.Boolean({ description: 'The parties tried to reconcile and could not' })),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  decide: ({ ilec, clec, failed = false }, view, trace) => {
    const term = view.term(trunkForecastsTerm);
    if (!term.ok) return term;
    const { mismatchAbove, unreconciled } = term.value.value;
    const difference = Math.abs(ilec - clec);
    const value = difference <= mismatchAbove ? 'agreed' : failed ? unreconciled : 'reconcile';
    trace.add({
      id: 'difference',
      sentence: `${ilec} and ${clec} trunks differ by ${difference}; more than ${mismatchAbove} is a mismatch${failed ? ', and no agreement was found' : ''} → ${value}`,
      out: value,
      ...cited(term.value),
    });
    return ok({ value, clause: term.value.citation, details: { difference } });
  },
});
