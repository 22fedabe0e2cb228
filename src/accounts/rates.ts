import { Type } from 'typebox';
import { onDay } from '../agreement/agreement.ts';
import type { AgreementView, TableRow } from '../agreement/agreement.ts';
import type { TariffView } from '../agreement/tariff.ts';
import { Code, Price } from '../agreement/schema.ts';
import { defineTable } from '../agreement/vocabulary.ts';
import { parseQuantity } from '../base/quantity.ts';
import type { Rational } from '../base/rational.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';

/** Whether a rate element has a price. A row that is not there is *missing*: not zero, not the tariff's price. */
export const PRICE_STATUSES = ['priced', 'interim', 'bill-and-keep', 'to-be-determined'] as const;

export const ratesTable = defineTable({
  name: 'rates',
  identity: ['element', 'zone', 'direction', 'tier_from'],
  schema: Type.Object({
    element: Type.String({ description: 'Rate element, e.g. loop-2w-analog' }),
    zone: Type.Optional(Type.String({ description: 'Rate band of the wire center; empty means every band' })),
    direction: Type.Optional(Code(['ilec-to-clec', 'clec-to-ilec'], 'Who bills whom; empty: either')),
    tier_from: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'Minutes of the month after which this price of usage holds; empty: from the first on',
      }),
    ),
    charge: Code(['recurring', 'one-time', 'usage']),
    status: Code(PRICE_STATUSES),
    price: Type.Optional(Price('Dollars and what they are per: $18.00 per month')),
    description: Type.String({ description: 'As it is printed on the bill' }),
  }),
  doc: 'Prices of rate elements. One row an element, zone, direction and tier; "priced" and "interim" rows have a price.',
});

export type RateValues = NonNullable<(typeof ratesTable)['type']>;

/** A rate that can be billed: its row, and dollars for one unit. */
export interface Rate {
  readonly row: TableRow<RateValues>;
  readonly dollars: Rational;
  /** What the price is per: `month`, `minute`, `order` … */
  readonly per: string;
}

export interface RateQuestion {
  readonly element: string;
  readonly zone?: string;
  readonly direction?: 'ilec-to-clec' | 'clec-to-ilec';
}

/**
 * The rate in force for an element: the row of this zone and direction, else the row that names none.
 * Bill-and-keep is a rate of zero. Fails when the row is missing or its price is to be determined. A row of one
 * direction never stands for the other: what one party charges implies nothing of what the other may.
 */
export function findRate(view: AgreementView, wanted: RateQuestion): Result<Rate> {
  const row = pick(view, wanted);
  if (row) return toRate(row, wanted);
  return fail({
    id: 'accounts/missing-rate',
    field: wanted.element,
    sentence: `Agreement ${view.agreement.id} has no rate for ${nameOf(wanted)}${onDay(view.asOf)}. A missing price is not zero and not the tariff's price.`,
    cure: 'Add a row to rates.csv with the section that sets it, or an amendment.',
  });
}

/** A rate of usage and the minutes of the month after which it holds. */
export interface RateTier {
  readonly after: number;
  readonly rate: Rate;
}

/** The rate in force for an element with those of its tiers, the first tier first. One without tiers is one tier. */
export function findTiers(view: AgreementView, wanted: RateQuestion): Result<RateTier[]> {
  const first = findRate(view, wanted);
  if (!first.ok) return first;
  const { zone, direction } = first.value.row.value;
  const tiers: RateTier[] = [{ after: 0, rate: first.value }];
  for (const row of view.rows(ratesTable)) {
    const { element, tier_from: after } = row.value;
    if (element !== wanted.element || after === undefined) continue;
    if (row.value.zone !== zone || row.value.direction !== direction) continue;
    const rate = toRate(row, wanted);
    if (!rate.ok) return rate;
    tiers.push({ after, rate: rate.value });
  }
  return ok(tiers.sort((a, b) => a.after - b.after));
}

/** The rate of a tariff's pages of one day, found as the agreement's own are. */
export function findTariffRate(pages: TariffView, wanted: RateQuestion): Result<Rate> {
  const row = pick(pages, wanted);
  if (row) return toRate(row, wanted);
  const { number } = pages.tariff.about;
  return fail({
    id: 'accounts/missing-tariff-rate',
    field: wanted.element,
    sentence: `${number} has no rate for ${nameOf(wanted)}${onDay(pages.asOf)}, and the agreement's price does not stand in for it.`,
    cure: 'Add the page to the tariff, or order the service under the agreement.',
  });
}

function pick(
  list: Pick<AgreementView | TariffView, 'rows'>,
  wanted: RateQuestion,
): TableRow<RateValues> | undefined {
  const rows = list
    .rows(ratesTable)
    .filter(({ value }) => value.element === wanted.element && value.tier_from === undefined)
    .filter(({ value }) => value.zone === undefined || value.zone === wanted.zone)
    .filter(({ value }) => value.direction === undefined || value.direction === wanted.direction);
  const exactness = (row: TableRow<RateValues>): number =>
    (row.value.zone === undefined ? 0 : 2) + (row.value.direction === undefined ? 0 : 1);
  return rows.sort((a, b) => exactness(b) - exactness(a))[0];
}

const nameOf = ({ element, zone, direction }: RateQuestion): string =>
  [element, zone && `zone ${zone}`, direction].filter(Boolean).join(', ');

function toRate(row: TableRow<RateValues>, wanted: RateQuestion): Result<Rate> {
  if (row.value.status === 'to-be-determined') {
    return fail({
      id: 'accounts/price-to-be-determined',
      open: true,
      field: wanted.element,
      sentence: `The price of ${nameOf(wanted)} is to be determined (${row.citation}).`,
      cure: 'Agree an interim price and add it as an amendment.',
      clause: row.citation,
      file: row.file,
      line: row.line,
    });
  }
  const price = parseQuantity(row.value.price ?? '$0 per unit');
  if (!price || (row.value.status !== 'bill-and-keep' && row.value.price === undefined)) {
    return fail({
      id: 'accounts/no-price',
      field: wanted.element,
      sentence: `Rate row ${row.id} is ${row.value.status} and has no price.`,
      cure: 'Write the price, e.g. "$18.00 per month".',
      file: row.file,
      line: row.line,
      clause: row.citation,
    });
  }
  return ok({ row, dollars: price.value, per: price.per ?? 'unit' });
}
