import { cited } from '../../../agreement/agreement.ts';
import type { AgreementView } from '../../../agreement/agreement.ts';
import type { Trace } from '../../../base/receipt.ts';
import { remainingTerm } from '../terms.ts';

/** Under what an element may still be had: what the agreement says of the product, else of its family. */
export function remainingOf(
  element: string,
  family: string | undefined,
  view: AgreementView,
  trace: Trace,
): { vehicle: string; offering: string } | undefined {
  const term =
    view.optional(remainingTerm, element) ??
    (family === undefined ? undefined : view.optional(remainingTerm, family));
  if (!term) return undefined;
  const { vehicle, offering } = term.value;
  trace.add({ id: 'remaining', sentence: `What remains: ${offering}`, out: vehicle, ...cited(term) });
  return { vehicle, offering };
}
