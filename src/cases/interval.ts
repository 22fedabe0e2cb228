import { OPEN_END } from '../agreement/agreement.ts';
import type { Agreement, AgreementView, TableRow } from '../agreement/agreement.ts';
import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { NEGOTIATED, intervalsTable } from './clock-terms.ts';
import type { Interval } from './clock-terms.ts';

/** The band of an order, and what it says in words. */
export interface FoundInterval {
  readonly row: TableRow<Interval>;
  readonly negotiated: boolean;
  readonly sentence: string;
}

/** The band that the total quantity of one order falls into: splitting an order changes its standard. */
export function findInterval(view: AgreementView, product: string, quantity: number): Result<FoundInterval> {
  const rows = view.rows(intervalsTable);
  const own = rows.filter(({ value }) => value.product === product);
  const row = own.find(
    ({ value }) =>
      value.quantity_from <= quantity && quantity <= (value.quantity_to ?? Number.POSITIVE_INFINITY),
  );
  if (row === undefined) {
    const known = [...new Set(rows.map(({ value }) => value.product))].join(', ');
    return fail({
      id: 'clock/no-interval',
      field: own.length === 0 ? 'product' : 'quantity',
      sentence: `Agreement ${view.agreement.id} has no interval for ${quantity} of "${product}" on ${view.asOf}.`,
      cure:
        own.length === 0
          ? `Products with intervals are: ${known || 'none'}.`
          : `Bands of ${product} are: ${own.map((band) => bandText(band.value)).join(', ')}.`,
    });
  }
  const negotiated = row.value.length === NEGOTIATED;
  const sentence = negotiated
    ? `${quantity} of ${product} is in the band ${bandText(row.value)}, whose date the parties negotiate`
    : `${quantity} of ${product} is in the band ${bandText(row.value)}: ${row.value.length}`;
  return ok({ row, negotiated, sentence });
}

const bandText = ({ quantity_from: from, quantity_to: to }: Interval): string =>
  to === undefined ? `${from} and more` : from === to ? String(from) : `${from}–${to}`;

/** Bands of each product run from 1 upward without gap or overlap, on every day that a row changes. */
export function intervalProblems(agreement: Agreement): Problem[] {
  const problems: Problem[] = [];
  const rows = agreement.at(OPEN_END).rows(intervalsTable);
  for (const product of new Set(rows.map(({ value }) => value.product))) {
    const bands = rows
      .filter(({ value }) => value.product === product)
      .sort((a, b) => a.value.quantity_from - b.value.quantity_from);
    let next: number | undefined = 1;
    for (const band of bands) {
      if (band.value.quantity_from !== next) {
        problems.push({
          id: 'clock/interval-bands',
          file: band.file,
          line: band.line,
          field: 'quantity_from',
          sentence: `The band ${bandText(band.value)} of ${product} begins at ${band.value.quantity_from} and should begin at ${next ?? 'no quantity, as the band before has no limit'}.`,
          cure: 'Let each band begin where the one before ends.',
          clause: band.citation,
        });
      }
      next = band.value.quantity_to === undefined ? undefined : band.value.quantity_to + 1;
    }
  }
  return problems;
}
