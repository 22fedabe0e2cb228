import type { AgreementView } from '../../../agreement/agreement.ts';
import { technologiesTable } from '../../../articles/dsl/qualification/terms.ts';
import { customerInformationTerm } from '../../../articles/general-provisions/authority/terms.ts';
import { functionsTable } from '../../../articles/oss-access/terms.ts';
import { preOrderFunctions } from '../../../flows/pre-order/functions.ts';
import { productsTable } from '../../../inventory/products.ts';
import { wireCentersTable } from '../../../network/wire-centers.ts';
import type { PreOrderOffer } from '../shapes/pre-order.ts';

/** What may be asked before an order under an agreement, and of what: the functions that it offers, and codes that questions name. */
export function preOrderOffer(view: AgreementView): PreOrderOffer {
  const rows = new Map(view.rows(functionsTable).map((row) => [row.value.function, row]));
  return {
    functions: preOrderFunctions.flatMap(({ name, doc, facts, customer }) => {
      const row = rows.get(name);
      if (!row) return [];
      const { name: called, within, share } = row.value;
      const { citation: clause, provenance } = row;
      return [
        {
          function: name,
          name: called,
          doc,
          facts,
          customer: customer === true,
          within,
          share,
          clause,
          provenance,
        },
      ];
    }),
    purposes: [...(view.optional(customerInformationTerm)?.value.uses ?? [])],
    technologies: view
      .rows(technologiesTable)
      .map(({ value: { technology, name } }) => ({ technology, name })),
    products: view.rows(productsTable).map(({ value: { product, name } }) => ({ product, name })),
    offices: view.rows(wireCentersTable).map(({ value: { clli, name } }) => ({ clli, name })),
  };
}
