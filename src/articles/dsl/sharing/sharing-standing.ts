import { cited } from '../../../agreement/agreement.ts';
import type { Term } from '../../../agreement/agreement.ts';
import type { Trace } from '../../../base/receipt.ts';
import type { LineSharing } from './terms.ts';

/** Of a shared line on a day: kept at its own price, at a share of the price of a loop, or not owed. */
export type SharingStanding =
  | { readonly kind: 'grandfathered' }
  | { readonly kind: 'transitional'; readonly share: string }
  | { readonly kind: 'over'; readonly because: string };

/** @param addedOn day on which the end user was first served so; undefined for one who is to be added. */
export function sharingStanding(
  term: Term<LineSharing>,
  on: string,
  addedOn: string | undefined,
  trace: Trace,
): SharingStanding {
  const { grandfatheredBefore, newUntil, steps, ends } = term.value;
  const step = (id: string, sentence: string, out: boolean | string): void =>
    trace.add({ id, sentence, out, ...cited(term) });
  const added = addedOn ?? on;
  if (added > on) {
    step('not-yet', `Added on ${added}, which is after ${on}`, false);
    return { kind: 'over', because: `it was added on ${added} only` };
  }
  if (added < grandfatheredBefore) {
    step(
      'grandfathered',
      `Added on ${added}, before ${grandfatheredBefore}: kept at the price that it had`,
      true,
    );
    return { kind: 'grandfathered' };
  }
  if (added > newUntil) {
    step('new', `Added on ${added}: after ${newUntil} nobody new was added`, false);
    return { kind: 'over', because: `after ${newUntil} nobody new was added` };
  }
  if (on >= ends) {
    step('ended', `${on} is not before ${ends}: nothing of it is owed any more`, false);
    return { kind: 'over', because: `from ${ends} nothing of it is owed` };
  }
  const share = steps.findLast(({ from }) => from <= on)?.share ?? '';
  step('step', `${on} is in the step of ${share} of the price of a loop`, share);
  return { kind: 'transitional', share };
}
