import { Type } from 'typebox';
import type { AgreementView, Term } from '../../agreement/agreement.ts';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { Code, IsoDate } from '../../agreement/schema.ts';
import type { Trace } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import { changeOfLaw, elementLaw, elementOffer } from './terms.ts';

type Law = NonNullable<(typeof elementLaw)['type']>;

/**
 * Whether an order for an element may be accepted. The agreement's offer decides; a rule of law that ends the
 * element is consulted and shown, and decides only where the agreement lets law amend it by itself.
 */
export const elementAvailability = defineDecision({
  name: 'element-availability',
  doc: 'Whether an order (N new, D disconnect) for a product may be accepted on a date.',
  facts: Type.Object(
    {
      product: Type.String(),
      act: Code(['N', 'D'], 'N new, D disconnect'),
      on: Type.Optional(IsoDate('Day on which the order is received')),
    },
    { additionalProperties: false },
  ),
  value: 'boolean',
  asOf: ({ on }) => on,
  decide: ({ product, act }, view, trace) => {
    const offer = view.term(elementOffer, product);
    if (!offer.ok) {
      return fail({
        id: 'elements/unknown-product',
        field: 'product',
        sentence: `Agreement ${view.agreement.id} offers no "${product}" on ${view.asOf}.`,
        cure: `Elements are: ${view.members(elementOffer).join(', ') || 'none'}.`,
      });
    }
    const { newOrders, embedded } = offer.value.value;
    const offered = act === 'D' || newOrders === 'offered';
    trace.add({
      id: 'offer',
      sentence:
        act === 'D'
          ? `A disconnect of ${product} needs no offer (those in service are ${embedded})`
          : `The agreement has new ${product} as ${newOrders}`,
      out: offered,
      ...cited(offer.value),
    });
    if (!offered || act === 'D') return ok({ value: offered, clause: offer.value.citation });
    const ended = consultLaw(product, view, trace);
    return ok({ value: ended === undefined, clause: ended?.citation ?? offer.value.citation });
  },
});

/** The law that ends new orders and prevails over the agreement; undefined where the offer stands. */
function consultLaw(product: string, view: AgreementView, trace: Trace): Term<unknown> | undefined {
  const laws = lawsOf(product, view);
  if (laws.length === 0) {
    trace.add({ id: 'law', sentence: `No law on file speaks of ${product}` });
    return undefined;
  }
  const rank = view.optional(changeOfLaw);
  for (const law of laws) {
    const inForce = law.value.from <= view.asOf;
    trace.add({
      id: 'law',
      sentence: `${law.citation} ends new orders of ${product} from ${law.value.from}: ${inForce ? 'past' : 'not yet'} on ${view.asOf}`,
      out: inForce,
      ...cited(law),
    });
    if (!inForce) continue;
    const prevails = rank?.value.effect === 'self-executing';
    trace.add({
      id: 'rank',
      sentence: prevails
        ? 'The agreement lets a change of law apply by itself'
        : 'The agreement ranks itself above a change of law until the parties amend it',
      out: prevails ? 'law' : 'agreement',
      ...(rank ? cited(rank) : {}),
    });
    if (prevails) return law;
  }
  return undefined;
}

function lawsOf(product: string, view: AgreementView): Term<Law>[] {
  return view.members(elementLaw).flatMap((name) => {
    // Other rooms have law of their own under `law.`, which speaks of no products.
    const law: Term<Partial<Law>> | undefined = view.optional(elementLaw, name);
    return law?.value.products?.includes(product) === true ? [law as Term<Law>] : [];
  });
}
