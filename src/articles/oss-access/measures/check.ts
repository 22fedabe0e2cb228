import { OPEN_END } from '../../../agreement/agreement.ts';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Problem } from '../../../base/problem.ts';
import { productsTable } from '../../../inventory/products.ts';
import { wrongTerm } from '../wrong-term.ts';
import { flowThroughTerm } from './terms.ts';

/** Products of every version: a target outlives a product that an amendment ends, for the months before it. */
function everOrderable({ timeline }: Agreement): string[] {
  return timeline
    .rowKeys(productsTable.name)
    .flatMap((key) => timeline.versions(key))
    .flatMap(({ entry }) => (entry ? [String(entry.value['product'])] : []));
}

/** Each product of a target may be ordered and has one target; one target at most is for the rest. */
export function checkFlowThrough(agreement: Agreement): Problem[] {
  const term = agreement.at(OPEN_END).optional(flowThroughTerm);
  if (!term) return [];
  const products = everOrderable(agreement);
  const { targets } = term.value;
  const named = targets.flatMap((target, index) =>
    (target.products ?? ['']).map((product) => ({ product, field: `targets.${index}` })),
  );
  return named.flatMap(({ product, field }, index): Problem[] => [
    ...(named.findIndex((one) => one.product === product) < index
      ? [
          wrongTerm(
            term,
            field,
            product === '' ? 'Two targets are for all other products.' : `${product} has two targets.`,
            'Leave one.',
          ),
        ]
      : []),
    // A part of an agreement without products is checked where they are.
    ...(product === '' || products.length === 0 || products.includes(product)
      ? []
      : [
          wrongTerm(
            term,
            field,
            `${product} is no product of the agreement.`,
            'Name products that may be ordered.',
          ),
        ]),
  ]);
}
