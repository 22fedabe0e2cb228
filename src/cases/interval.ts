import { OPEN_END } from '../agreement/agreement.ts';
import type { Agreement, AgreementView, TableRow } from '../agreement/agreement.ts';
import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import {
  ANY_PRODUCT,
  BAND_TABLES,
  INDIVIDUAL_CASE,
  NEGOTIATED,
  clockTerm,
  intervalsTable,
} from './clock-terms.ts';
import type { CHANNELS, FACILITIES, Interval, ORDER_TYPES } from './clock-terms.ts';

/** What is known of an order beside its product and quantity: rows that name something unknown do not fit. */
export interface OrderCircumstances {
  readonly orderType?: (typeof ORDER_TYPES)[number];
  readonly facilities?: (typeof FACILITIES)[number];
  /** Rate band of the wire center. */
  readonly zone?: string;
  readonly channel?: (typeof CHANNELS)[number];
}

/** The band of an order, and what it says in words. */
export interface FoundInterval {
  readonly row: TableRow<Interval>;
  /** Nobody can count the date: the parties agree it, or the performing party sets it case by case. */
  readonly negotiated: boolean;
  readonly sentence: string;
}

/** What a row may say beside quantities. Rows that say the earlier of these go before rows that say only later ones. */
const SAYS = ['order_type', 'facilities', 'product', 'zone', 'channel'] as const;
type Said = (typeof SAYS)[number];

/** What the row says of it; undefined: nothing, so that it fits every order. */
const said = (row: Interval, column: Said): string | undefined =>
  row[column] === '' || (column === 'product' && row.product === ANY_PRODUCT) ? undefined : row[column];

const listOf = (row: Interval): string => JSON.stringify(SAYS.map((column) => said(row, column) ?? null));

/**
 * The band that the total quantity of one order falls into: splitting an order changes its standard. Rows that say the same
 * of order type, facilities, product, zone and channel are one list of bands; of the bands that fit, that of the list which
 * says most.
 */
export function findInterval(
  view: AgreementView,
  product: string,
  quantity: number,
  about: OrderCircumstances = {},
  table: typeof intervalsTable = intervalsTable,
): Result<FoundInterval> {
  const rows = view.rows(table);
  const facts: Partial<Record<Said, string>> = {
    product,
    ...(about.orderType === undefined ? {} : { order_type: about.orderType }),
    ...(about.facilities === undefined ? {} : { facilities: about.facilities }),
    ...(about.zone === undefined ? {} : { zone: about.zone }),
    ...(about.channel === undefined ? {} : { channel: about.channel }),
  };
  const fitting = rows.filter(({ value }) =>
    SAYS.every((column) => [undefined, facts[column]].includes(said(value, column))),
  );
  const row = fitting
    .filter(({ value }) => holds(value, quantity))
    .sort((a, b) => rank(b.value) - rank(a.value))[0];
  if (row === undefined) {
    const known = [...new Set(rows.map(({ value }) => value.product))].join(', ');
    return fail({
      id: 'clock/no-interval',
      field: fitting.length === 0 ? 'product' : 'quantity',
      sentence: `Agreement ${view.agreement.id} has no interval for ${quantity} of "${product}" on ${view.asOf}.`,
      cure:
        fitting.length === 0
          ? `Products with intervals are: ${known || 'none'}.`
          : `Bands of ${product} are: ${fitting.map((band) => bandText(band.value)).join(', ')}.`,
    });
  }
  const { length } = row.value;
  const ends = {
    [NEGOTIATED]: ', whose date the parties negotiate',
    [INDIVIDUAL_CASE]: ', whose date is set case by case',
  }[length];
  const sentence = `${quantity} of ${product}${circumstances(row.value)} is in the band ${bandText(row.value)}${ends ?? `: ${length}`}`;
  return ok({ row, negotiated: ends !== undefined, sentence });
}

/** The more of the earlier columns a row says, the higher. */
const rank = (row: Interval): number =>
  SAYS.reduce((sum, column) => sum * 2 + (said(row, column) === undefined ? 0 : 1), 0);

const holds = ({ quantity_from: from, quantity_to: to }: Interval, quantity: number): boolean =>
  from <= quantity && quantity <= (to ?? Number.POSITIVE_INFINITY);

const bandText = ({ quantity_from: from, quantity_to: to }: Interval): string =>
  to === undefined ? `${from} and more` : from === to ? String(from) : `${from}–${to}`;

/** ` (disconnect, zone 1)`, or nothing for a row of every order of its product. */
function circumstances(row: Interval): string {
  const words = SAYS.flatMap((column) => {
    const value = said(row, column);
    if (value === undefined || column === 'product') return [];
    return column === 'facilities' || column === 'zone' ? `${column} ${value}` : value;
  });
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}

/**
 * Bands of each list run upward without gap or overlap: from 1, or, where every clock that looks there has a length of its
 * own for what no row says, from wherever they begin.
 */
export function intervalProblems(agreement: Agreement): Problem[] {
  const view = agreement.at(OPEN_END);
  const clocks = view.members(clockTerm).flatMap((name) => view.optional(clockTerm, name)?.value ?? []);
  return Object.entries(BAND_TABLES).flatMap(([name, table]) => {
    const readers = clocks.filter(({ byTable }) => byTable === name);
    const whole = readers.length === 0 || readers.some(({ length }) => length === undefined);
    const lists = Map.groupBy(view.rows(table), ({ value }) => listOf(value));
    return [...lists.values()].flatMap((list) => listProblems(list, whole));
  });
}

function listProblems(list: readonly TableRow<Interval>[], whole: boolean): Problem[] {
  const problems: Problem[] = [];
  const bands = list.toSorted((a, b) => a.value.quantity_from - b.value.quantity_from);
  let next: number | undefined = whole ? 1 : bands[0]?.value.quantity_from;
  for (const { value, file, line, citation } of bands) {
    if (value.quantity_from !== next) {
      problems.push({
        id: 'clock/interval-bands',
        file,
        line,
        field: 'quantity_from',
        sentence: `The band ${bandText(value)} of ${value.product}${circumstances(value)} begins at ${value.quantity_from} and should begin at ${next ?? 'no quantity, as the band before has no limit'}.`,
        cure: 'Let each band begin where the one before ends.',
        clause: citation,
      });
    }
    next = value.quantity_to === undefined ? undefined : value.quantity_to + 1;
  }
  return problems;
}
