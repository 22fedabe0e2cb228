import type { AgreementView } from '../../../agreement/agreement.ts';
import type { Problem } from '../../../base/problem.ts';
import { productsTable } from '../../../inventory/products.ts';
import { wrongTerm } from '../wrong-term.ts';
import { flowThroughTerm } from './terms.ts';

/** Each product of a target may be ordered and has one target; one target at most is for the rest. */
export function checkFlowThrough(view: AgreementView): Problem[] {
  const term = view.optional(flowThroughTerm);
  if (!term) return [];
  const products = view.rows(productsTable).map(({ value }) => value.product);
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
