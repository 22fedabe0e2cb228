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
}

/** The rate element of a circuit's product and the band of its wire center on a day; none when the product has no recurring charge. */
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
  const element = product.value.recurring_element;
  if (element === undefined) return ok([]);
  const { vehicle } = circuit;
  return ok([{ element, zone: center.value.zone, ...(vehicle === undefined ? {} : { vehicle }) }]);
}

const unknown = (what: string, field: string, fact: string, day: string): Problem => ({
  id: `pricing/unknown-${what.replace(' ', '-')}`,
  field,
  sentence: `${fact}, and the agreement has no such ${what} on ${day}.`,
  cure: `Add the ${what} to the agreement, or correct the inventory.`,
});
