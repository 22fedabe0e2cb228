import { OPEN_END } from '../agreement/agreement.ts';
import type { Agreement } from '../agreement/agreement.ts';
import { stateScope } from '../agreement/scope.ts';
import type { Problem } from '../base/problem.ts';
import { wireCentersTable } from './wire-centers.ts';

/** An agreement for one state has wire centers in that state only: characters 5 and 6 of a CLLI name it. */
export function checkState(agreement: Agreement): Problem[] {
  const view = agreement.at(OPEN_END);
  const scope = view.optional(stateScope);
  if (!scope) return [];
  const { state } = scope.value;
  return view
    .rows(wireCentersTable)
    .filter(({ value }) => value.clli.slice(4, 6) !== state)
    .map(({ value, file, line }) => ({
      id: 'network/out-of-state',
      file,
      line,
      field: 'clli',
      sentence: `Wire center ${value.clli} is in ${value.clli.slice(4, 6)} and the agreement covers ${state} only.`,
      cure: 'Take it out, or correct its CLLI.',
      clause: scope.citation,
    }));
}
