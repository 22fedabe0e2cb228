import { cited } from '../../../agreement/agreement.ts';
import type { AgreementView, Term } from '../../../agreement/agreement.ts';
import { termUse } from '../../../agreement/agreement.ts';
import { decimalText } from '../../../accounts/decimal-text.ts';
import { findVehicleRate } from '../../../accounts/vehicle-rate.ts';
import { parseDuration, parseQuantity } from '../../../base/quantity.ts';
import {
  ONE,
  ZERO,
  add,
  compare,
  decimal,
  divide,
  isNegative,
  maximum,
  multiply,
  rational,
  subtract,
} from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import type { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { resaleState } from '../permission/resale-available.ts';
import {
  bundlesTerm,
  chargesTerm,
  discountTerm,
  lifelineTerm,
  promotionsTerm,
  supportSurchargeTerm,
} from '../terms.ts';
import type { ResaleFacts } from './facts.ts';
import { promotionDay } from './promotion-day.ts';

/** A price at wholesale, exact: it is rounded where it becomes an amount. */
export interface WholesalePrice {
  readonly dollars: Rational;
  readonly clause: string;
  /** What customers pay at retail that the price starts from. */
  readonly base: Rational;
}

/** Day of a promotion that the asker has counted. */
export type CountedDay = { readonly promotionDay?: number; readonly promotional?: string };

/**
 * The wholesale price on the day of the view: the retail rate that counts, less the discount of its class on what the
 * discount reaches. Fails with everything that is missing; a class without a discount is a problem, not a zero.
 */
export function wholesalePrice(
  facts: ResaleFacts & CountedDay,
  view: AgreementView,
  trace: Trace,
): Result<WholesalePrice> {
  const state = resaleState(view, trace);
  const charges = view.term(chargesTerm);
  const discount = view.term(discountTerm, facts.class);
  const retail = retailRate(facts, view, trace);
  const base = retail.ok ? baseRate(facts, retail.value, view, trace) : retail;
  const problems = [state, charges, base].flatMap((part) => (part.ok ? [] : [...part.problems]));
  if (!discount.ok) problems.push(noDiscount(facts.class, view));
  if (state.ok && state.value.ended) problems.push(ended(state.value.clause, state.value.embedded));
  if (!charges.ok || !discount.ok || !base.ok || problems.length > 0) return fail(...problems);
  const { chargeKind = 'recurring' } = facts;
  if (charges.value.value.undiscounted.includes(chargeKind)) {
    const exempt =
      chargeKind === 'tax' &&
      facts.exemptionCertificate === true &&
      charges.value.value.taxes === 'exempt-with-certificate';
    trace.add({
      id: 'undiscounted',
      sentence: exempt
        ? 'No tax: the reseller has shown its certificate'
        : `No discount on a ${chargeKind} charge`,
      ...cited(charges.value),
    });
    return ok({ dollars: exempt ? ZERO : base.value, base: base.value, clause: charges.value.citation });
  }
  return discounted(facts, base.value, discount.value, view, trace);
}

function retailRate(facts: ResaleFacts, view: AgreementView, trace: Trace): Result<Rational> {
  if (facts.retail !== undefined) {
    const given = decimal(facts.retail);
    return isNegative(given) ? fail(below('retail')) : ok(given);
  }
  if (facts.service === undefined) {
    const sentence = 'Neither a retail rate nor a service of the tariff is given.';
    return fail({ id: 'resale/no-retail', field: 'retail', sentence, cure: 'Give retail or service.' });
  }
  const rate = findVehicleRate(view, {
    element: facts.service,
    direction: 'ilec-to-clec',
    vehicle: 'tariff',
  });
  if (!rate.ok) return rate;
  const { row, dollars } = rate.value;
  trace.add({
    id: 'retail',
    sentence: `${row.value.description} at retail, ${row.citation}`,
    out: decimalText(dollars),
    clause: row.citation,
    term: termUse({ ...row, value: row.value.price ?? row.value.status }),
  });
  return ok(dollars);
}

/** The ordinary rate, or the promotional one once a promotion has become the retail rate. */
function baseRate(
  facts: ResaleFacts & CountedDay,
  ordinary: Rational,
  view: AgreementView,
  trace: Trace,
): Result<Rational> {
  const { promotion } = facts;
  if (promotion === undefined && facts.promotionDay === undefined) return ok(ordinary);
  const term = view.term(promotionsTerm);
  if (!term.ok) return term;
  const { ordinaryUpTo, series, gap } = term.value.value;
  const counted = promotion
    ? promotionDay(promotion, view.asOf, {
        counted: series === 'days-added',
        gap: parseDuration(gap ?? '')?.count ?? 0,
      })
    : { day: facts.promotionDay ?? 0, before: 0 };
  if (!counted) {
    trace.add({ id: 'promotion', sentence: `No promotion runs on ${view.asOf}`, ...cited(term.value) });
    return ok(ordinary);
  }
  const limit = parseDuration(ordinaryUpTo)?.count ?? 0;
  const isLong = counted.day > limit;
  const price = promotion?.price ?? facts.promotional;
  const base = isLong && price !== undefined ? decimal(price) : ordinary;
  const told =
    price === undefined ? 'the retail rate given is what customers pay' : 'its price is the retail rate';
  trace.add({
    id: 'promotion',
    sentence: `Day ${counted.day} of the promotion${counted.before > 0 ? `, ${counted.before} of them of the series before it` : ''}; up to ${ordinaryUpTo} the ordinary rate is the base${isLong ? `, after them ${told}` : ''}`,
    out: decimalText(base),
    ...cited(term.value),
  });
  return isNegative(base) ? fail(below('promotion.price')) : ok(base);
}

function discounted(
  facts: ResaleFacts,
  base: Rational,
  discount: Term<{ readonly rate: string }>,
  view: AgreementView,
  trace: Trace,
): Result<WholesalePrice> {
  const bundles = facts.telecomPart === undefined ? undefined : view.term(bundlesTerm);
  const lifeline = facts.lifelineCredit === undefined ? undefined : view.term(lifelineTerm);
  const problems = [bundles, lifeline].flatMap((part) => (part?.ok === false ? [...part.problems] : []));
  const telecom = facts.telecomPart === undefined ? base : decimal(facts.telecomPart);
  if (isNegative(telecom) || compare(telecom, base) > 0) problems.push(partTooLarge());
  const credit = decimal(facts.lifelineCredit ?? '0');
  if (isNegative(credit)) problems.push(below('lifelineCredit'));
  if (problems.length > 0) return fail(...problems);
  const before = lifeline?.ok && lifeline.value.value.credit === 'before-discount';
  const discountable = before ? maximum(ZERO, subtract(telecom, credit)) : telecom;
  const percent = divide(parseQuantity(discount.value.rate)?.value ?? ZERO, rational(100));
  let dollars = multiply(discountable, subtract(ONE, percent));
  trace.add({
    id: 'discount',
    sentence: `$${decimalText(discountable)} less ${discount.value.rate} of class ${facts.class}`,
    out: decimalText(dollars),
    ...cited(discount),
  });
  if (lifeline?.ok) {
    if (!before) dollars = maximum(ZERO, subtract(dollars, credit));
    trace.add({
      id: 'lifeline',
      sentence: `Credit of $${decimalText(credit)}, taken ${before ? 'off the base before the discount' : 'off the wholesale price'}`,
      out: decimalText(dollars),
      ...cited(lifeline.value),
    });
  }
  if (bundles?.ok) {
    const rest = subtract(base, telecom);
    const sold = bundles.value.value.rest === 'at-retail';
    if (sold) dollars = add(dollars, rest);
    trace.add({
      id: 'bundle',
      sentence: `The rest of the bundle, $${decimalText(rest)}, is ${sold ? 'at retail' : 'not sold'}`,
      out: decimalText(dollars),
      ...cited(bundles.value),
    });
  }
  const surcharge = facts.basicExchange === true ? view.optional(supportSurchargeTerm) : undefined;
  if (surcharge) {
    dollars = add(dollars, parseQuantity(surcharge.value.perLine)?.value ?? ZERO);
    trace.add({
      id: 'surcharge',
      sentence: `Universal-service surcharge, ${surcharge.value.perLine}`,
      out: decimalText(dollars),
      ...cited(surcharge),
    });
  }
  return ok({ dollars, base, clause: discount.citation });
}

const below = (field: string) => ({
  id: 'resale/below-zero',
  field,
  sentence: 'An amount of dollars is below zero.',
  cure: 'Give what customers pay, or the credit, as zero or more.',
});
const partTooLarge = () => ({
  id: 'resale/telecom-part',
  field: 'telecomPart',
  sentence: 'The telecommunications part is more than the whole bundle costs, or below zero.',
  cure: 'Give the part of the retail price that is for telecommunications services.',
});
const noDiscount = (name: string, view: AgreementView) => ({
  id: 'resale/no-discount',
  field: 'class',
  sentence: `Agreement ${view.agreement.id} has no discount for the class "${name}"; a missing discount is not zero.`,
  cure: `Classes are: ${view.members(discountTerm).join(', ') || 'none'}.`,
});
const ended = (clause: string, embedded: 'commercial-rate' | 'end') => ({
  id: 'resale/ended',
  field: 'on',
  sentence: 'Resale at the discount has ended, and the agreement lets that apply by itself.',
  cure:
    embedded === 'commercial-rate'
      ? 'Price the line by the commercial agreement.'
      : 'Order the service from the tariff or by a commercial agreement.',
  clause,
});
