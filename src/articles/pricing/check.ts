import { OPEN_END } from '../../agreement/agreement.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { productsTable } from '../../inventory/products.ts';
import { mileageTerm } from './terms.ts';

/** An agreement that prices a product by the mile says how miles are counted. */
export function checkMiles(agreement: Agreement): Problem[] {
  const view = agreement.at(OPEN_END);
  if (view.optional(mileageTerm)) return [];
  return view.rows(productsTable).flatMap((row): Problem[] =>
    row.value.per_mile_element === undefined
      ? []
      : [
          {
            id: 'pricing/no-mileage',
            file: row.file,
            line: row.line,
            field: 'per_mile_element',
            sentence: `Product ${row.value.product} is priced by the mile, and there is no term ${mileageTerm.key}.`,
            cure: 'Say in the pricing article how miles are counted.',
            clause: row.citation,
          },
        ],
  );
}
