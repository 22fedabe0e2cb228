import { cited } from '../../../agreement/agreement.ts';
import type { AgreementView, Term } from '../../../agreement/agreement.ts';
import type { Trace } from '../../../base/receipt.ts';
import { statusOf } from '../../../network/wire-center-status.ts';
import type { WireCenterStatus } from '../../../network/wire-center-status.ts';
import { transportLimitsTerm } from '../high-capacity/terms.ts';
import type { ElementLaw, Place } from '../terms.ts';
import type { AvailabilityFacts } from './availability-facts.ts';

/** yes or no; undefined where it is not known. */
type Known = boolean | undefined;

const SENTENCES: Record<Place, string> = {
  everywhere: 'The law holds everywhere',
  urbanized: 'The premises lie in an urbanized census block',
  competitive: 'The wire center lies where high-capacity loops are competitive',
  'near-competitive-fiber': 'Both ends are near competitive fiber or of a tier that ends dark fiber',
  'multiunit-premises': 'The premises have several units',
};

/** Whether a law holds where the order is. Where that is not known the law ends nothing: silence is no relief. */
export function holdsAt(
  law: Term<ElementLaw>,
  facts: AvailabilityFacts,
  view: AgreementView,
  trace: Trace,
): boolean {
  const place = law.value.where ?? 'everywhere';
  if (place === 'everywhere') return true;
  const holds = known(place, facts, view);
  trace.add({
    id: 'where',
    sentence: holds === undefined ? `${SENTENCES[place]}: not known, so not taken to be` : SENTENCES[place],
    out: holds ?? false,
    ...cited(law),
  });
  return holds ?? false;
}

function known(place: Place, facts: AvailabilityFacts, view: AgreementView): Known {
  const { wireCentre, otherWireCentre } = facts;
  const row = (clli: string | undefined): WireCenterStatus | undefined =>
    clli === undefined ? undefined : statusOf(view, clli)?.value;
  switch (place) {
    case 'everywhere':
      return true;
    case 'multiunit-premises':
      return facts.multiunit;
    case 'urbanized': {
      const listed = row(wireCentre)?.urbanized;
      return facts.urbanized ?? (listed === 'part' ? undefined : yes(listed));
    }
    case 'competitive':
      return yes(row(wireCentre)?.competitive);
    case 'near-competitive-fiber': {
      const ends = new Set([near(row(wireCentre), view), near(row(otherWireCentre), view)]);
      if (ends.has(false)) return false;
      return ends.has(undefined) ? undefined : true;
    }
  }
}

const yes = (cell: 'yes' | 'no' | undefined): Known => (cell === undefined ? undefined : cell === 'yes');

/** A wire center whose tier ends dark fiber already counts as one near competitive fiber. */
function near(row: WireCenterStatus | undefined, view: AgreementView): Known {
  if (!row) return undefined;
  const limit = view.optional(transportLimitsTerm)?.value.darkFiber;
  if (limit !== undefined && row.tier <= limit) return true;
  return yes(row.fiber_nearby);
}
