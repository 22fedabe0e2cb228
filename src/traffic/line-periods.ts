import type { Agreement, AgreementView, TableRow } from '../agreement/agreement.ts';
import type { TermEntry } from '../agreement/term-entry.ts';
import { ORIGINATOR_CLASSES, findCompensation, sidesOf } from './compensation.ts';
import type { OriginatorClass } from './compensation.ts';
import type { Span } from './spans.ts';
import { pricedBy } from './spans.ts';
import { compensationTable, elementsOf } from './tables.ts';
import type { CompensationRow, Direction } from './tables.ts';
import { measurementTerm } from './terms.ts';

/** Rate spans, first and last by number, within which nothing changes that makes the lines of some elements. */
export interface LinePeriod {
  readonly first: number;
  readonly last: number;
  readonly rule: TableRow<CompensationRow>;
  readonly elements: readonly string[];
  /** Whether the same calls are in the period of elements that the row names before these. */
  readonly callsAgain: boolean;
}

/** The lines that a compensation row makes for a direction: runs of rate spans, and the elements that change on the same days. */
export type LinePeriods = (compensation: string, direction: Direction) => readonly LinePeriod[];

/**
 * Joins the rate spans of a month again for each compensation row, direction and element, so that a line is cut, and rounded,
 * only where its own compensation, its own price or the measurement changes: another element's new price leaves it as it was.
 */
export function linePeriods(agreement: Agreement, spans: readonly Span[]): LinePeriods {
  const priceKeys = [...pricedBy(agreement)];
  const views = spans.map(({ from }) => {
    const prices = priceKeys.flatMap((key) => agreement.timeline.find(key, from) ?? []);
    return { view: agreement.at(from), prices };
  });
  const known = new Map<string, readonly LinePeriod[]>();
  return (compensation, direction) => {
    const key = `${compensation} ${direction}`;
    const found = known.get(key) ?? periodsOf(views, compensation, direction);
    known.set(key, found);
    return found;
  };
}

interface SpanView {
  readonly view: AgreementView;
  /** Rows of prices in force. */
  readonly prices: readonly TermEntry[];
}

function periodsOf(views: readonly SpanView[], compensation: string, direction: Direction): LinePeriod[] {
  const rules = views.map(({ view }) => view.rows(compensationTable).find(({ id }) => id === compensation));
  const marks = views.map(({ view }, span) => {
    const measurement = view.optional(measurementTerm);
    return JSON.stringify([
      sayingOf(rules[span]),
      sayingOf(measurement),
      usesOf(view, rules[span], direction),
    ]);
  });
  return runs(marks, 0, marks.length - 1).flatMap(({ first, last }) => {
    const rule = rules[first];
    if (!rule) return [];
    const elements = elementsOf(rule.value);
    if (elements.length === 0) return [{ first, last, rule, elements, callsAgain: false }];
    const cuts = elements.map((element) => {
      const prices = views.map((view) => JSON.stringify(priceOf(view, rule.value, element, direction)));
      return { element, periods: runs(prices, first, last) };
    });
    const groups = Map.groupBy(cuts, ({ periods }) => JSON.stringify(periods));
    return [...groups.values()].flatMap((group, index) =>
      (group[0]?.periods ?? []).map((period) => ({
        ...period,
        rule,
        elements: group.map(({ element }) => element),
        callsAgain: index > 0,
      })),
    );
  });
}

/** The longest runs of equal marks between two places. */
function runs(marks: readonly string[], first: number, last: number): { first: number; last: number }[] {
  const found: { first: number; last: number }[] = [];
  for (let at = first; at <= last; at++) {
    const open = found.at(-1);
    if (open && marks[at] === marks[open.first]) open.last = at;
    else found.push({ first: at, last: at });
  }
  return found;
}

type Saying = Pick<TermEntry, 'key' | 'citation' | 'provenance'> & { readonly value: unknown };

/** What a row or term says and where: all that a receipt shows of it. */
const sayingOf = (term: Saying | undefined): unknown =>
  term && [term.key, term.value, term.citation, term.provenance];

/** Whose calls the row decides; a more exact row beside it may take some from a day on. */
const usesOf = (
  view: AgreementView,
  row: TableRow<CompensationRow> | undefined,
  direction: Direction,
): OriginatorClass[] =>
  ORIGINATOR_CLASSES.filter(
    (originator) =>
      row && findCompensation(view, { bucket: row.value.bucket, direction, originator })?.id === row.id,
  );

/** The price rows that a line of the element can be billed by: those of the side that bills before those of either side. */
function priceOf(
  { prices }: SpanView,
  row: CompensationRow,
  element: string,
  direction: Direction,
): readonly unknown[] {
  const sides = sidesOf(row, direction);
  const own = prices.filter(({ value }) => value['element'] === element && value['zone'] === undefined);
  const billing = own.filter(
    ({ value }) => sides !== undefined && value['direction'] === `${sides.payee}-to-${sides.payer}`,
  );
  const chosen = billing.length > 0 ? billing : own.filter(({ value }) => value['direction'] === undefined);
  return chosen.map(sayingOf);
}
