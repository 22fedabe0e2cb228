import { cited } from '../../../agreement/agreement.ts';
import type { AgreementView, Term } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import type { Answer } from '../../../agreement/decision.ts';
import type { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { productsTable } from '../../../inventory/products.ts';
import { certificationBar } from '../combinations/uncertified.ts';
import { elementOffer } from '../terms.ts';
import { AvailabilityFacts, asksForEmbedded } from './availability-facts.ts';
import { governingLaw } from './governing-law.ts';
import { remainingOf } from './remaining.ts';
import { wireCenterBar } from './wire-center-bar.ts';

/** What `element-available` says beside a no. */
export interface AvailabilityDetails {
  /** Why it is not available. */
  readonly because: 'not-offered' | 'law' | 'wire-center' | 'eligibility';
  /** Under what it may still be had, where the agreement says so. */
  readonly remaining?: { readonly vehicle: string; readonly offering: string };
}

/**
 * Whether an order for an element may be accepted. The agreement's offer decides; a rule of law that ends the element is
 * consulted and shown, and decides only where the agreement lets law amend it by itself; then the list of wire
 * centers of the day, and what is certified of a combination. What is in service is kept, and may be disconnected always.
 */
export const elementAvailable = defineDecision({
  name: 'element-available',
  doc: 'Whether an order of a type (ACT) for an element may be accepted on a date, at its wire centers. A no says what remains.',
  facts: AvailabilityFacts,
  value: 'boolean',
  asOf: ({ date }) => date,
  decide: (facts, view, trace) => {
    const { element } = facts;
    const offer = view.term(elementOffer, element);
    if (!offer.ok) return fail(unknownElement(element, view));
    const embedded = asksForEmbedded(facts.orderType, view, trace);
    const { newOrders, embedded: kept } = offer.value.value;
    const offered = embedded ? facts.orderType === 'D' || kept === 'maintained' : newOrders === 'offered';
    trace.add({
      id: 'offer',
      sentence:
        facts.orderType === 'D'
          ? `A disconnect of ${element} needs no offer (those in service are ${kept})`
          : embedded
            ? `The agreement has ${element} in service as ${kept}`
            : `The agreement has new ${element} as ${newOrders}`,
      out: offered,
      ...cited(offer.value),
    });
    const refuse = (because: AvailabilityDetails['because'], term: Term<unknown>) =>
      refused(because, element, term, view, trace);
    if (!offered) return refuse('not-offered', offer.value);
    if (facts.orderType === 'D') return ok({ value: true, clause: offer.value.citation });
    const law = governingLaw(facts, embedded, view, trace);
    if (law) return refuse('law', law);
    const bar = embedded ? ok(undefined) : wireCenterBar(facts, view, trace);
    if (!bar.ok) return bar;
    if (bar.value) return refuse('wire-center', bar.value);
    const missing =
      embedded || facts.certifications === undefined || familyOf(element, view) !== 'eel'
        ? undefined
        : certificationBar(facts.certifications, view, trace);
    if (missing) return refuse('eligibility', missing);
    return ok({ value: true, clause: offer.value.citation });
  },
});

function refused(
  because: AvailabilityDetails['because'],
  element: string,
  term: Term<unknown>,
  view: AgreementView,
  trace: Trace,
): Result<Answer> {
  const remaining = remainingOf(element, familyOf(element, view), view, trace);
  const details: AvailabilityDetails = { because, ...(remaining ? { remaining } : {}) };
  return ok({ value: false, clause: term.citation, details });
}

const familyOf = (element: string, view: AgreementView): string | undefined =>
  view.rows(productsTable).find(({ value }) => value.product === element)?.value.family;

const unknownElement = (element: string, view: AgreementView) => ({
  id: 'elements/unknown-product',
  field: 'element',
  sentence: `Agreement ${view.agreement.id} offers no "${element}" on ${view.asOf}.`,
  cure: `Elements are: ${view.members(elementOffer).join(', ') || 'none'}.`,
});
