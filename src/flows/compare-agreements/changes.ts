import { changedSpans, overlaps, withRowsInItsPlace } from '../../agreement/changed-spans.ts';
import type { ChangedSpan } from '../../agreement/changed-spans.ts';
import type { AgreementView } from '../../agreement/agreement.ts';
import type { TableDef } from '../../agreement/vocabulary.ts';
import { ratesTable } from '../../accounts/rates.ts';
import type { InvoiceLine } from '../../accounts/invoice.ts';
import { decidesUsage } from '../../articles/interconnection/index.ts';
import type { Receipt, Step } from '../../base/receipt.ts';

/** What differs between two views, asked of receipts and bill lines. */
export class Changes {
  readonly before: AgreementView;
  readonly after: AgreementView;
  readonly spans: readonly ChangedSpan[];
  /** Whether one content, as known at one moment, is compared on two days: no side is another agreement. */
  readonly isOverTime: boolean;
  readonly #own: readonly ChangedSpan[];

  constructor(before: AgreementView, after: AgreementView, tables: readonly TableDef[]) {
    this.before = before;
    this.after = after;
    this.isOverTime =
      before.agreement.ref.hash === after.agreement.ref.hash && before.asKnown === after.asKnown;
    this.#own = changedSpans(before, after);
    this.spans = withRowsInItsPlace(this.#own, before, after, tables);
  }

  /** Keys whose change may concern a receipt, new rows left out: no receipt cites them. */
  get keys(): string[] {
    return [...new Set(this.spans.map(({ key }) => key))];
  }

  /** Changes on these days of terms and rows that the receipt cites. */
  ofReceipt(receipt: Receipt, from = receipt.asOf, to = receipt.asOf): ChangedSpan[] {
    const keys = citedKeys(receipt.steps);
    return unique(this.spans.filter((span) => keys.has(span.key) && overlaps(span, from, to)));
  }

  /** Changes that concern a bill line, on the days that its amount depends on. */
  ofLine(line: InvoiceLine): ChangedSpan[] {
    return this.#citedBy(line).filter((span) => !this.#isPriceOfAnother(span, line));
  }

  #citedBy(line: InvoiceLine): ChangedSpan[] {
    const { receipt } = line;
    // What is charged by the day changes on any of its days; all else is decided once, on the receipt's day.
    if (line.source.kind !== 'circuit' && line.source.kind !== 'usage') return this.ofReceipt(receipt);
    const cited = this.ofReceipt(receipt, line.from, line.to);
    if (line.source.kind === 'circuit') return cited;
    const rules = this.#own.filter(
      (span) =>
        overlaps(span, line.from, line.to) &&
        [this.before, this.after].some(({ agreement, asKnown }) =>
          decidesUsage(
            span.key,
            agreement.timeline.find(span.key, span.from ?? line.from, asKnown)?.value ?? {},
            line,
          ),
        ),
    );
    return unique([...cited, ...rules]);
  }

  /** Lines of one order share a receipt: the price of one element is nothing to the line of another. */
  #isPriceOfAnother({ key, from = this.after.asOf }: ChangedSpan, line: InvoiceLine): boolean {
    if (!key.startsWith(`${ratesTable.name}#`)) return false;
    const rows = [this.before, this.after].flatMap(
      ({ agreement, asKnown }) => agreement.timeline.find(key, from, asKnown) ?? [],
    );
    return rows.length > 0 && rows.every(({ value }) => value['element'] !== line.element);
  }
}

const unique = (spans: readonly ChangedSpan[]): ChangedSpan[] => [
  ...new Map(spans.map((span) => [JSON.stringify(span), span])).values(),
];

/** Keys of all terms and rows that the steps used, at any depth. */
export function citedKeys(steps: readonly Step[]): Set<string> {
  return new Set(
    steps.flatMap((step) => [...(step.term ? [step.term.key] : []), ...citedKeys(step.steps ?? [])]),
  );
}

export const keysOf = (spans: readonly ChangedSpan[]): string[] => [...new Set(spans.map(({ key }) => key))];
