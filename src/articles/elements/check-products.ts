import { findRate } from '../../accounts/rates.ts';
import { OPEN_END } from '../../agreement/agreement.ts';
import type { Agreement, AgreementView, TableRow } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { findInterval } from '../../cases/interval.ts';
import { productsTable } from '../../inventory/products.ts';
import type { Product } from '../../inventory/products.ts';
import { wireCentersTable } from '../../network/wire-centers.ts';
import { elementOffer } from './terms.ts';

/**
 * Every product can be billed and scheduled: it is offered, each rate that it names has a price in each rate band
 * of the wire centers, and it has an interval from quantity 1 unless it needs none. Problems point at its row.
 */
export function checkProducts(agreement: Agreement): Problem[] {
  const view = agreement.at(OPEN_END);
  const zones = [...new Set(view.rows(wireCentersTable).map(({ value }) => value.zone))];
  return view
    .rows(productsTable)
    .flatMap((row) => [
      ...offerProblems(row, view),
      ...rateProblems(row, view, zones),
      ...intervalProblem(row, view),
    ]);
}

const at = (row: TableRow<Product>, field: string): Pick<Problem, 'file' | 'line' | 'field' | 'clause'> => ({
  file: row.file,
  line: row.line,
  field,
  clause: row.citation,
});

function offerProblems(row: TableRow<Product>, view: AgreementView): Problem[] {
  if (view.optional(elementOffer, row.value.product)) return [];
  return [
    {
      id: 'elements/no-offer',
      ...at(row, 'product'),
      sentence: `Product ${row.value.product} has no term elements.offer.${row.value.product}.`,
      cure: 'Say in the article whether it is offered.',
    },
  ];
}

function rateProblems(row: TableRow<Product>, view: AgreementView, zones: readonly string[]): Problem[] {
  const { recurring_element, install_first_element, install_additional_element } = row.value;
  const { transport_element, per_mile_element } = row.value;
  const wanted = [
    ...zones.map((zone) => ({ field: 'recurring_element', element: recurring_element, zone })),
    { field: 'install_first_element', element: install_first_element, zone: undefined },
    { field: 'install_additional_element', element: install_additional_element, zone: undefined },
    { field: 'transport_element', element: transport_element, zone: undefined },
    { field: 'per_mile_element', element: per_mile_element, zone: undefined },
  ];
  return wanted.flatMap(({ field, element, zone }) => {
    if (element === undefined) return [];
    const rate = findRate(view, {
      element,
      direction: 'ilec-to-clec',
      ...(zone === undefined ? {} : { zone }),
    });
    if (rate.ok) return [];
    const place = zone === undefined ? '' : ` in rate band ${zone}`;
    const open = rate.problems.every((problem) => problem.open === true);
    return [
      {
        id: 'elements/no-rate',
        ...(open ? { open } : {}),
        ...at(row, field),
        sentence: `Product ${row.value.product} names the rate ${element}, ${open ? 'whose price is to be determined' : 'which has no price'}${place}.`,
        cure: open
          ? 'Agree an interim price and add it as an amendment.'
          : 'Add the rate with the section that sets it, or take the product out.',
      },
    ];
  });
}

function intervalProblem(row: TableRow<Product>, view: AgreementView): Problem[] {
  if (row.value.interval === 'none') return [];
  const first = findInterval(view, row.value.product, 1);
  if (first.ok) return [];
  return [
    {
      id: 'elements/no-interval',
      ...at(row, 'interval'),
      sentence: `Product ${row.value.product} has no installation interval from quantity 1.`,
      cure: 'Add its bands to intervals.csv, or write none.',
    },
  ];
}
