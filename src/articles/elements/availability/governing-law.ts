import { cited } from '../../../agreement/agreement.ts';
import type { AgreementView, Term } from '../../../agreement/agreement.ts';
import type { Trace } from '../../../base/receipt.ts';
import { changeOfLaw, elementLaw } from '../terms.ts';
import type { ElementLaw } from '../terms.ts';
import type { AvailabilityFacts } from './availability-facts.ts';
import { holdsAt } from './law-places.ts';

/**
 * The law that ends the element and prevails over the agreement; undefined where the offer stands. Every law that speaks
 * of the element is a step, whether it decides or not.
 */
export function governingLaw(
  facts: AvailabilityFacts,
  embedded: boolean,
  view: AgreementView,
  trace: Trace,
): Term<ElementLaw> | undefined {
  const [law] = lawsThatEnd(facts, embedded, view, trace);
  if (!law) return undefined;
  const rank = view.optional(changeOfLaw);
  const prevails = rank?.value.effect === 'self-executing';
  trace.add({
    id: 'rank',
    sentence: prevails
      ? 'The agreement lets a change of law apply by itself'
      : 'The agreement ranks itself above a change of law until the parties amend it',
    out: prevails ? 'law' : 'agreement',
    ...(rank ? cited(rank) : {}),
  });
  return prevails ? law : undefined;
}

/** The laws that end what an order asks for, on its day and at its place. */
export function lawsThatEnd(
  facts: AvailabilityFacts,
  embedded: boolean,
  view: AgreementView,
  trace: Trace,
): Term<ElementLaw>[] {
  const laws = lawsOf(facts.element, view);
  if (laws.length === 0) trace.add({ id: 'law', sentence: `No law on file speaks of ${facts.element}` });
  return laws.filter((law) => inForce(law, embedded, view, trace) && holdsAt(law, facts, view, trace));
}

function inForce(law: Term<ElementLaw>, embedded: boolean, view: AgreementView, trace: Trace): boolean {
  const { from, embeddedUntil, products } = law.value;
  const speaksOf = products.join(', ');
  const step = (sentence: string, out: boolean): boolean => {
    trace.add({ id: 'law', sentence, out, ...cited(law) });
    return out;
  };
  if (!embedded) {
    const past = from <= view.asOf;
    return step(
      `${law.citation} ends new orders of ${speaksOf} from ${from}: ${past ? 'past' : 'not yet'} on ${view.asOf}`,
      past,
    );
  }
  if (embeddedUntil === undefined)
    return step(`${law.citation} does not touch what is in service of ${speaksOf}`, false);
  const past = embeddedUntil < view.asOf;
  return step(
    `${law.citation} keeps what is in service of ${speaksOf} until ${embeddedUntil}: ${past ? 'past' : 'not past'} on ${view.asOf}`,
    past,
  );
}

function lawsOf(product: string, view: AgreementView): Term<ElementLaw>[] {
  return view.members(elementLaw).flatMap((name) => {
    // Other rooms have law of their own under `law.`, which speaks of no products.
    const law: Term<Partial<ElementLaw>> | undefined = view.optional(elementLaw, name);
    return law?.value.products?.includes(product) === true ? [law as Term<ElementLaw>] : [];
  });
}
