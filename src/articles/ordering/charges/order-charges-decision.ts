import Type from 'typebox';
import { findVehicleRate } from '../../../accounts/vehicle-rate.ts';
import { elementAt } from '../../../accounts/priced-element.ts';
import type { roundLine } from '../../../accounts/round-line.ts';
import { roundingTerm } from '../../../accounts/terms.ts';
import type { AgreementView } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import type { Provenance } from '../../../agreement/vocabulary.ts';
import { formatCents, sumCents } from '../../../base/money.ts';
import type { Problem } from '../../../base/problem.ts';
import type { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import { productsTable } from '../../../inventory/products.ts';
import { wireCentersTable } from '../../../network/wire-centers.ts';
import { ChargedOrderFacts } from './facts.ts';
import { serviceOrderChargesTerm } from './terms.ts';
import { wantedElements } from './wanted-elements.ts';
import type { Wanted } from './wanted-elements.ts';

/** One element of the charges of an order. */
export interface ChargedElement {
  readonly element: string;
  readonly description: string;
  /** How many, decimal text: hours of labor may be in parts. */
  readonly quantity: string;
  /** What the price is per. */
  readonly unit: string;
  /** Dollars for one, decimal text. */
  readonly rate: string;
  /** Dollars and cents. */
  readonly amount: string;
  readonly clause: string;
  readonly provenance: Provenance;
  /** The price is interim: it is billed, and what it becomes is the agreement's to say. */
  readonly interim?: true;
}

/** Everything that an order costs once, whatever became of it. */
export const orderChargesDecision = defineDecision({
  name: 'order-charges',
  doc: 'What an order costs once: dollars and cents, with its elements in details.',
  facts: Type.Object({ order: ChargedOrderFacts }, { additionalProperties: false }),
  value: 'decimal',
  asOf: ({ order }) => order.on,
  decide: ({ order }, view, trace) => {
    const names = view.term(serviceOrderChargesTerm);
    const rounding = view.term(roundingTerm);
    const product = view.rows(productsTable).find(({ value }) => value.product === order.product);
    const center = order.wireCenter === undefined ? undefined : centerOf(order.wireCenter, view);
    const problems: Problem[] = [
      ...(names.ok ? [] : names.problems),
      ...(rounding.ok ? [] : rounding.problems),
      ...(product ? [] : [unknownProduct(order.product, view)]),
      ...(order.wireCenter !== undefined && !center ? [unknownCenter(order.wireCenter, view)] : []),
    ];
    if (!names.ok || !rounding.ok || !product || problems.length > 0) return fail(...problems);
    const wanted = wantedElements({ order, product: product.value, view, trace });
    if (!wanted.ok) return wanted;
    const zone = center?.value.zone;
    const priced = wanted.value.map((each) => price(each, zone, rounding.value, view, trace));
    const missing = priced.flatMap((each) => (each.ok ? [] : [...each.problems]));
    if (missing.length > 0) return fail(...missing);
    const elements = priced.flatMap((each) => (each.ok ? [each.value] : []));
    const total = formatCents(sumCents(elements.map(({ cents }) => cents)));
    trace.add({ id: 'total', sentence: `Sum of ${elements.length} elements`, out: total });
    const details: { elements: ChargedElement[] } = {
      elements: elements.map(({ cents: _cents, ...element }) => element),
    };
    return ok({ value: total, clause: names.value.citation, details });
  },
});

function price(
  { element, quantity, vehicle = 'agreement' }: Wanted,
  zone: string | undefined,
  rounding: Parameters<typeof roundLine>[1],
  view: AgreementView,
  trace: Trace,
) {
  const rate = findVehicleRate(view, {
    element,
    direction: 'ilec-to-clec',
    vehicle,
    ...(zone === undefined ? {} : { zone }),
  });
  if (!rate.ok) return rate;
  const { line, cents } = elementAt(rate.value, rounding, { element, quantity }, trace);
  return ok({ ...line, cents });
}

const centerOf = (wireCenter: string, view: AgreementView) =>
  view.rows(wireCentersTable).find(({ value }) => value.clli === wireCenter);

const unknownProduct = (product: string, view: AgreementView): Problem => ({
  id: 'ordering/unknown-product',
  field: 'order.product',
  sentence: `Agreement ${view.agreement.id} has no product "${product}" on ${view.asOf}.`,
  cure: `Products are: ${view
    .rows(productsTable)
    .map(({ value }) => value.product)
    .join(', ')}.`,
});

const unknownCenter = (wireCenter: string, view: AgreementView): Problem => ({
  id: 'ordering/unknown-wire-center',
  field: 'order.wireCenter',
  sentence: `Agreement ${view.agreement.id} has no wire center "${wireCenter}" on ${view.asOf}.`,
  cure: `Wire centers are: ${view
    .rows(wireCentersTable)
    .map(({ value }) => value.clli)
    .join(', ')}.`,
});
