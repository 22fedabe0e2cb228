import { cited, onDay } from '../../../agreement/agreement.ts';
import type { AgreementView } from '../../../agreement/agreement.ts';
import type { Answer } from '../../../agreement/decision.ts';
import type { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import type { CAP_PLACES } from './terms.ts';
import { capTerm } from './terms.ts';

export interface Capped {
  readonly element: string;
  readonly within: (typeof CAP_PLACES)[number];
  /** Unbundled circuits in service there, of all orders. */
  readonly unbundled: number;
  /** Circuits there under an access tariff. */
  readonly access: number;
  readonly ordered: number;
}

/** Whether an order stays within the cap of its place: counted by the place, never by the order. */
export function withinCap(asked: Capped, view: AgreementView, trace: Trace): Result<Answer> {
  const { element, within, unbundled, access, ordered } = asked;
  const term = view.term(capTerm, element);
  if (!term.ok && view.members(capTerm).length > 0) return fail(uncapped(asked, view));
  if (!term.ok) return term;
  const { most, counts, within: place } = term.value.value;
  if (place !== within)
    return fail({
      id: 'elements/cap-place',
      field: 'element',
      sentence: `The cap of ${element} is counted by ${place}, not by ${within}.`,
      cure: `Ask by ${place}: the decision is ${place}-cap.`,
      clause: term.value.citation,
    });
  const step = (id: string, sentence: string, out: number | boolean): void => {
    trace.add({ id, sentence, out, ...cited(term.value) });
  };
  const inService = unbundled + (counts === 'every-circuit' ? access : 0);
  step(
    'in-service',
    access === 0
      ? `${unbundled} in service in this ${place}`
      : `${unbundled} unbundled and ${access} under a tariff in this ${place}; the latter ${counts === 'every-circuit' ? '' : 'do not '}count`,
    inService,
  );
  const fits = inService + ordered <= most;
  step('cap', `${inService} and ${ordered} ordered are at most ${most} to one ${place}`, fits);
  return ok({
    value: fits,
    clause: term.value.citation,
    details: { most, left: Math.max(0, most - inService), over: Math.max(0, inService + ordered - most) },
  });
}

const uncapped = ({ element }: Capped, view: AgreementView) => ({
  id: 'elements/no-cap',
  field: 'element',
  sentence: `Agreement ${view.agreement.id} has no cap for "${element}"${onDay(view.asOf)}.`,
  cure: `Elements with a cap are: ${view.members(capTerm).join(', ')}.`,
});
