import type { Agreement } from '../agreement/agreement.ts';
import type { Network } from '../network/network.ts';
import { changeDays } from '../network/dated.ts';
import { datedRows } from '../network/network.ts';
import { measurementTerm } from './terms.ts';
import { RATES_TABLE, compensationTable, jurisdictionTable, ratePeriodsTable } from './tables.ts';

/** Days [from, to] within which nothing that a stage reads changes. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

export interface Spans {
  readonly network: readonly Span[];
  /** Of the jurisdiction rules. */
  readonly rules: readonly Span[];
  /**
   * Of compensation, of the prices of its elements and of measurement, whichever changes: what sums are made by first. A
   * line is cut only where its own change; see line-periods.ts.
   */
  readonly rates: readonly Span[];
  /** All of these cut together: nothing at all changes within one. */
  readonly all: readonly CommonSpan[];
}

/** A span with the numbers of the spans of rules and of rates that it lies in. */
export interface CommonSpan extends Span {
  readonly rules: number;
  readonly rates: number;
}

const dayAfter = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

export function cutAt(days: Iterable<string>, from: string, to: string): Span[] {
  const starts = [from, ...[...new Set(days)].filter((day) => day > from && day <= to).sort()];
  return starts.map((start, index) => {
    const next = starts[index + 1];
    return { from: start, to: next === undefined ? to : dayAfter(next, -1) };
  });
}

export function findSpans(agreement: Agreement, network: Network, from: string, to: string): Spans {
  const { timeline } = agreement;
  const prices = pricedBy(agreement);
  const changes = (concerns: (key: string) => boolean): string[] =>
    timeline.changesBetween(from, to, concerns);
  const networkSpans = cutAt(changeDays(datedRows(network), from, to), from, to);
  const rules = cutAt(
    changes((key) => key.startsWith(`${jurisdictionTable.name}#`)),
    from,
    to,
  );
  const rates = cutAt(
    changes(
      (key) =>
        key.startsWith(`${compensationTable.name}#`) ||
        key.startsWith(`${ratePeriodsTable.name}#`) ||
        key === measurementTerm.key ||
        prices.has(key),
    ),
    from,
    to,
  );
  const starts = [networkSpans, rules, rates].flat().map((span) => span.from);
  const within = (spans: readonly Span[], day: string): number =>
    spans.findIndex((span) => span.from <= day && day <= span.to);
  const all = cutAt(starts, from, to).map((span) => ({
    ...span,
    rules: within(rules, span.from),
    rates: within(rates, span.from),
  }));
  return { network: networkSpans, rules, rates, all };
}

/** Keys of the price rows of elements that compensation names, on any date. */
export function pricedBy(agreement: Agreement): Set<string> {
  const { timeline } = agreement;
  const entries = (table: string) =>
    [...timeline.keys()]
      .filter((key) => key.startsWith(`${table}#`))
      .flatMap((key) => timeline.versions(key).flatMap(({ entry }) => (entry ? [entry] : [])));
  const elements = new Set(
    entries(compensationTable.name).flatMap((entry) => String(entry.value['elements'] ?? '').split('+')),
  );
  return new Set(
    entries(RATES_TABLE)
      .filter((entry) => elements.has(String(entry.value['element'])))
      .map((entry) => entry.key),
  );
}
