import { Type } from 'typebox';
import type { Static } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import type { AgreementView, Term } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import type { Answer } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import type { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { productsTable } from '../../../inventory/products.ts';
import { elementOffer, orderTypesTerm } from '../terms.ts';
import { governingLaw } from './governing-law.ts';
import { remainingOf } from './remaining.ts';
import { wireCenterBar } from './wire-center-bar.ts';

const Clli = (description: string) => Type.Optional(Type.String({ description }));

const Facts = Type.Object(
  {
    element: Type.String({ description: 'Product code, e.g. loop-ds1' }),
    orderType: Type.String({
      pattern: '^[A-Z]$',
      description: 'Activity of the order (ACT): N new, D disconnect, C change, T move …',
    }),
    date: Type.Optional(IsoDate('Day on which the order is received')),
    wireCentre: Clli('CLLI of the wire center that serves it, or of the first end'),
    otherWireCentre: Clli('CLLI of the other end, of transport'),
    urbanized: Type.Optional(
      Type.Boolean({ description: 'Whether the premises lie in an urbanized census block' }),
    ),
    multiunit: Type.Optional(Type.Boolean({ description: 'Whether the premises have several units' })),
    selfCertified: Type.Optional(
      Type.Boolean({
        description:
          'Whether the competitor certifies, after diligent inquiry, that the wire centers are below the limits',
      }),
    ),
  },
  { additionalProperties: false },
);
export type AvailabilityFacts = Static<typeof Facts>;

/** What `element-available` says beside a no. */
export interface AvailabilityDetails {
  /** Why it is not available. */
  readonly because: 'not-offered' | 'law' | 'wire-center';
  /** Under what it may still be had, where the agreement says so. */
  readonly remaining?: { readonly vehicle: string; readonly offering: string };
}

/**
 * Whether an order for an element may be accepted. The agreement's offer decides; a rule of law that ends the element is
 * consulted and shown, and decides only where the agreement lets law amend it by itself; then the list of wire
 * centers of the day. What is in service is kept, and may be disconnected always.
 */
export const elementAvailable = defineDecision({
  name: 'element-available',
  doc: 'Whether an order of a type (ACT) for an element may be accepted on a date, at its wire centers. A no says what remains.',
  facts: Facts,
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
    return ok({ value: true, clause: offer.value.citation });
  },
});

/** A disconnect asks for nothing in any agreement; which other activities do not, the agreement says. */
function asksForEmbedded(orderType: string, view: AgreementView, trace: Trace): boolean {
  const term = view.optional(orderTypesTerm);
  const embedded = orderType === 'D' || term?.value.embedded.includes(orderType) === true;
  if (term && orderType !== 'D')
    trace.add({
      id: 'order-type',
      sentence: `An order of activity ${orderType} ${embedded ? 'is about what is in service' : 'asks for something new'}`,
      out: embedded ? 'embedded' : 'new',
      ...cited(term),
    });
  return embedded;
}

function refused(
  because: AvailabilityDetails['because'],
  element: string,
  term: Term<unknown>,
  view: AgreementView,
  trace: Trace,
): Result<Answer> {
  const family = view.rows(productsTable).find(({ value }) => value.product === element)?.value.family;
  const remaining = remainingOf(element, family, view, trace);
  const details: AvailabilityDetails = { because, ...(remaining ? { remaining } : {}) };
  return ok({ value: false, clause: term.citation, details });
}

const unknownElement = (element: string, view: AgreementView) => ({
  id: 'elements/unknown-product',
  field: 'element',
  sentence: `Agreement ${view.agreement.id} offers no "${element}" on ${view.asOf}.`,
  cure: `Elements are: ${view.members(elementOffer).join(', ') || 'none'}.`,
});
