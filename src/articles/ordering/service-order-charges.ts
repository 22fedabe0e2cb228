import Type from 'typebox';
import type { Static } from 'typebox';
import { findVehicleRate } from '../../accounts/vehicle-rate.ts';
import type { Rate } from '../../accounts/rates.ts';
import { roundLine } from '../../accounts/round-line.ts';
import { roundingTerm } from '../../accounts/terms.ts';
import type { AgreementView } from '../../agreement/agreement.ts';
import { cited, termUse } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { VEHICLES } from '../../agreement/precedence-terms.ts';
import type { Vehicle } from '../../agreement/precedence-terms.ts';
import { Code, IsoDate } from '../../agreement/schema.ts';
import type { Provenance } from '../../agreement/vocabulary.ts';
import { formatCents, formatRate, sumCents } from '../../base/money.ts';
import type { Problem } from '../../base/problem.ts';
import { multiply, rational } from '../../base/rational.ts';
import type { Trace } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import { productsTable } from '../../inventory/products.ts';
import { installationChargesTerm, serviceOrderChargesTerm } from './terms.ts';
import type { ServiceOrderCharges } from './terms.ts';

const Facts = Type.Object(
  {
    act: Code(['N', 'D'], 'N new, D disconnect'),
    channel: Code(['electronic', 'manual'], 'How the request arrived'),
    product: Type.String({ description: 'Product code' }),
    quantity: Type.Integer({ minimum: 1 }),
    accountStatus: Code(['new', 'existing'], 'new: the request establishes the account'),
    expedite: Type.Optional(Type.Boolean({ description: 'Marked as expedited; default no' })),
    vehicle: Type.Optional(
      Code(
        VEHICLES,
        "Under what the lines are bought; the service order itself is the agreement's. Default agreement",
      ),
    ),
    on: Type.Optional(IsoDate('Day whose prices apply')),
    ccna: Type.Optional(Type.String()),
    pon: Type.Optional(Type.String()),
    ver: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
type Facts = Static<typeof Facts>;

/** One element of the charges of an order. */
export interface ChargedElement {
  readonly element: string;
  readonly description: string;
  readonly quantity: number;
  /** What the price is per. */
  readonly unit: string;
  /** Dollars for one, decimal text. */
  readonly rate: string;
  /** Dollars and cents. */
  readonly amount: string;
  readonly clause: string;
  readonly provenance: Provenance;
}

/** One-time charges of a completed request: its service order, its installations, its expedite. */
export const serviceOrderCharges = defineDecision({
  name: 'service-order-charges',
  doc: 'What a completed request costs once: dollars and cents, with its elements in details.',
  facts: Facts,
  value: 'decimal',
  asOf: ({ on }) => on,
  decide: (facts, view, trace) => {
    const terms = view.term(serviceOrderChargesTerm);
    const installation = view.term(installationChargesTerm);
    const rounding = view.term(roundingTerm);
    const product = view.rows(productsTable).find(({ value }) => value.product === facts.product);
    const problems: Problem[] = [
      ...(terms.ok ? [] : terms.problems),
      ...(installation.ok ? [] : installation.problems),
      ...(rounding.ok ? [] : rounding.problems),
      ...(product ? [] : [unknownProduct(facts.product, view)]),
    ];
    if (!terms.ok || !installation.ok || !rounding.ok || !product) return fail(...problems);
    const order = serviceOrderElement(facts, terms.value.value);
    trace.add({ id: 'service-order', sentence: order.sentence, out: order.element, ...cited(terms.value) });
    const { vehicle = 'agreement' } = facts;
    const wanted: Wanted[] = [{ element: order.element, quantity: 1 }];
    if (facts.act === 'N') {
      const { install_first_element: first, install_additional_element: additional } = product.value;
      trace.add({
        id: 'installation',
        sentence: `${facts.quantity} new at one address: 1 first line, ${facts.quantity - 1} additional`,
        ...cited(installation.value),
      });
      if (first !== undefined) wanted.push({ element: first, quantity: 1, vehicle });
      if (additional !== undefined && facts.quantity > 1) {
        wanted.push({ element: additional, quantity: facts.quantity - 1, vehicle });
      }
    }
    if (facts.expedite === true) wanted.push({ element: terms.value.value.expedite, quantity: 1 });
    const priced = wanted.map((each) => price(each, rounding.value, view, trace));
    const missing = priced.flatMap((each) => (each.ok ? [] : [...each.problems]));
    if (missing.length > 0) return fail(...missing);
    const elements = priced.flatMap((each) => (each.ok ? [each.value] : []));
    const total = formatCents(sumCents(elements.map(({ cents }) => cents)));
    trace.add({ id: 'total', sentence: `Sum of ${elements.length} elements`, out: total });
    const details: { elements: ChargedElement[] } = {
      elements: elements.map(({ cents: _cents, ...element }) => element),
    };
    return ok({ value: total, clause: terms.value.citation, details });
  },
});

function serviceOrderElement(
  facts: Facts,
  names: ServiceOrderCharges,
): { element: string; sentence: string } {
  if (facts.act === 'D') return { element: names.disconnect, sentence: 'The request only disconnects' };
  const initial = facts.accountStatus === 'new';
  const manual = facts.channel === 'manual';
  const element = initial
    ? manual
      ? names.initialManual
      : names.initialElectronic
    : manual
      ? names.subsequentManual
      : names.subsequentElectronic;
  const what = initial ? 'establishes its account' : 'changes an account that exists';
  return {
    element,
    sentence: `The request ${what} and arrived by a${manual ? ' manual' : 'n electronic'} channel`,
  };
}

/** What is charged; what no vehicle is named for is charged by the agreement. */
interface Wanted {
  readonly element: string;
  readonly quantity: number;
  readonly vehicle?: Vehicle;
}

function price(
  { element, quantity, vehicle = 'agreement' }: Wanted,
  rounding: Parameters<typeof roundLine>[1],
  view: AgreementView,
  trace: Trace,
) {
  const rate = findVehicleRate(view, { element, direction: 'ilec-to-clec', vehicle });
  if (!rate.ok) return rate;
  const { row, dollars, per }: Rate = rate.value;
  const { amount: cents, text, step } = roundLine(multiply(dollars, rational(quantity)), rounding);
  trace.add({
    id: 'element',
    sentence: `${row.value.description}: ${quantity} × $${formatRate(dollars)}`,
    out: text,
    clause: row.citation,
    term: termUse({ ...row, value: row.value.price ?? row.value.status }),
    steps: [step],
  });
  return ok({
    element,
    description: row.value.description,
    quantity,
    unit: per,
    rate: formatRate(dollars),
    amount: text,
    clause: row.citation,
    provenance: row.provenance,
    cents,
  });
}

const unknownProduct = (product: string, view: AgreementView): Problem => ({
  id: 'ordering/unknown-product',
  field: 'product',
  sentence: `Agreement ${view.agreement.id} has no product "${product}" on ${view.asOf}.`,
  cure: `Products are: ${view
    .rows(productsTable)
    .map(({ value }) => value.product)
    .join(', ')}.`,
});
