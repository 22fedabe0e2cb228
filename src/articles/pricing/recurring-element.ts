import type { Agreement } from '../../agreement/agreement.ts';
import type { Vehicle } from '../../agreement/precedence-terms.ts';
import type { Circuit } from '../../inventory/circuit.ts';
import { productsTable } from '../../inventory/products.ts';
import { wireCentersTable } from '../../network/wire-centers.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

/** What a circuit is billed as by the month. */
export interface BilledElement {
  readonly element: string;
  /** Rate band of its wire center. */
  readonly zone?: string;
  /** Under what its order bought it; absent: the agreement. */
  readonly vehicle?: Vehicle;
  /** CLLI of its two wire centers, where the price is by the mile between them. */
  readonly between?: { readonly a: string; readonly z: string };
}

/**
 * The rate elements of a circuit's product on a day: the element by the band of its wire center, the fixed part of its
 * transport and its miles. None when the product has no recurring charge, or is resold.
 */
export function recurringElement(
  agreement: Agreement,
  circuit: Circuit,
  day: string,
): Result<BilledElement[]> {
  const view = agreement.at(day);
  const product = view.rows(productsTable).find(({ value }) => value.product === circuit.product);
  const center = view.rows(wireCentersTable).find(({ value }) => value.clli === circuit.wireCenter);
  const problems: Problem[] = [];
  if (!product)
    problems.push(
      unknown('product', circuit.product, `Circuit ${circuit.ecckt} is a "${circuit.product}"`, day),
    );
  if (!center)
    problems.push(
      unknown(
        'wire center',
        circuit.wireCenter,
        `Circuit ${circuit.ecckt} is served from ${circuit.wireCenter}`,
        day,
      ),
    );
  if (!product || !center) return fail(...problems);
  const { recurring_element, transport_element, per_mile_element } = product.value;
  const bought = circuit.vehicle === undefined ? {} : { vehicle: circuit.vehicle };
  const zone = center.value.zone;
  const elements: BilledElement[] = [recurring_element, transport_element].flatMap((element) =>
    element === undefined ? [] : [{ element, zone, ...bought }],
  );
  if (per_mile_element === undefined) return ok(elements);
  const { wireCenter: a, zWireCenter: z } = circuit;
  if (z === undefined) return fail(noFarEnd(circuit, per_mile_element));
  return ok([...elements, { element: per_mile_element, zone, between: { a, z }, ...bought }]);
}

const noFarEnd = ({ ecckt, product }: Circuit, element: string): Problem => ({
  id: 'pricing/no-far-end',
  field: ecckt,
  sentence: `Circuit ${ecckt} is a "${product}", whose ${element} is by the mile, and has no wire center at end Z.`,
  cure: 'Add the far wire center to the circuit.',
});

const unknown = (what: string, field: string, fact: string, day: string): Problem => ({
  id: `pricing/unknown-${what.replace(' ', '-')}`,
  field,
  sentence: `${fact}, and the agreement has no such ${what} on ${day}.`,
  cure: `Add the ${what} to the agreement, or correct the inventory.`,
});
