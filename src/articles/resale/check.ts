import { OPEN_END } from '../../agreement/agreement.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { productsTable } from '../../inventory/products.ts';
import { discountTerm } from './terms.ts';

/** The class of each product that is resold has a discount: a line without one could not be billed. */
export function checkResale(agreement: Agreement): Problem[] {
  const view = agreement.at(OPEN_END);
  return view.rows(productsTable).flatMap((row): Problem[] => {
    const { family, discount_class: name, product } = row.value;
    if (family !== 'resale' || name === undefined || view.optional(discountTerm, name)) return [];
    return [
      {
        id: 'resale/no-discount',
        file: row.file,
        line: row.line,
        field: 'discount_class',
        sentence: `Product ${product} is of the class "${name}", and there is no term resale.discount.${name}.`,
        cure: `Classes are: ${view.members(discountTerm).join(', ') || 'none'}.`,
        clause: row.citation,
      },
    ];
  });
}
