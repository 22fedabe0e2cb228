import { conditioningChargesTerm } from '../../../accounts/conditioning.ts';
import { findRate } from '../../../accounts/rates.ts';
import { OPEN_END } from '../../../agreement/agreement.ts';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Problem } from '../../../base/problem.ts';
import {
  cancellationChargesTerm,
  conversionChargesTerm,
  customHandlingTerm,
  orderChangeChargesTerm,
  serviceOrderChargesTerm,
} from './terms.ts';

/** Fields of these terms that name a rate element. */
const ELEMENTS = [
  [
    serviceOrderChargesTerm,
    [
      'initialElectronic',
      'initialManual',
      'subsequentElectronic',
      'subsequentManual',
      'disconnect',
      'expedite',
    ],
  ],
  [conversionChargesTerm, ['asIsLine', 'asSpecifiedLine']],
  [orderChangeChargesTerm, ['element']],
  [cancellationChargesTerm, ['afterConfirmation']],
  [customHandlingTerm, ['coordinatedHour', 'overtimeHour', 'project']],
  [conditioningChargesTerm, ['loadCoilPair', 'bridgedTapPair', 'repeaterPair']],
] as const;

/** Every element that an order may bear has a rate. */
export function checkCharges(agreement: Agreement): Problem[] {
  const view = agreement.at(OPEN_END);
  return ELEMENTS.flatMap(([def, fields]) => {
    const term = view.optional<Readonly<Record<string, unknown>>>(def);
    if (!term) return [];
    return fields.flatMap((name): Problem[] => {
      const element = term.value[name];
      if (typeof element !== 'string') return [];
      const rate = findRate(view, { element, direction: 'ilec-to-clec' });
      if (rate.ok) return [];
      const { file, line, citation: clause } = term;
      return rate.problems.map((problem) => ({
        ...problem,
        file,
        line,
        field: `${term.key}.${name}`,
        clause,
      }));
    });
  });
}
