import { termUse } from '../agreement/agreement.ts';
import type { AgreementView } from '../agreement/agreement.ts';
import type { Provenance } from '../agreement/vocabulary.ts';
import { decimalText } from './decimal-text.ts';
import { findRate } from './rates.ts';
import type { Rate } from './rates.ts';
import { roundLine } from './round-line.ts';
import { formatRate } from '../base/money.ts';
import type { Cents } from '../base/money.ts';
import { multiply } from '../base/rational.ts';
import type { Rational } from '../base/rational.ts';
import type { Trace } from '../base/receipt.ts';
import { ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';

type Rounding = Parameters<typeof roundLine>[1];

/** A rate element at its price: what a decision tells of it and what a line of a bill says. */
export interface PricedElement {
  readonly element: string;
  readonly description: string;
  /** Decimal text; how many of `unit`. */
  readonly quantity: string;
  readonly unit: string;
  /** Dollars for one unit. */
  readonly rate: string;
  /** Dollars and cents. */
  readonly amount: string;
  readonly clause: string;
  readonly provenance: Provenance;
  /** The price is interim. */
  readonly interim?: true;
}

/** So many of an element at the price in force, rounded once, with its step. Fails where it has no price. */
export function pricedElement(
  view: AgreementView,
  rounding: Rounding,
  wanted: { readonly element: string; readonly quantity: Rational },
  trace?: Trace,
): Result<PricedElement> {
  const rate = findRate(view, { element: wanted.element, direction: 'ilec-to-clec' });
  return rate.ok ? ok(elementAt(rate.value, rounding, wanted, trace).line) : rate;
}

/** The same at a price that was found. */
export function elementAt(
  { row, dollars, per }: Rate,
  rounding: Rounding,
  { element, quantity }: { readonly element: string; readonly quantity: Rational },
  trace?: Trace,
): { readonly line: PricedElement; readonly cents: Cents } {
  const { amount: cents, text, step } = roundLine(multiply(dollars, quantity), rounding);
  const interim = row.value.status === 'interim';
  trace?.add({
    id: 'element',
    sentence: `${row.value.description}: ${decimalText(quantity)} × $${formatRate(dollars)}${interim ? ', an interim price' : ''}`,
    out: text,
    clause: row.citation,
    term: termUse({ ...row, value: row.value.price ?? row.value.status }),
    steps: [step],
  });
  const line = {
    element,
    description: row.value.description,
    quantity: decimalText(quantity),
    unit: per,
    rate: formatRate(dollars),
    amount: text,
    clause: row.citation,
    provenance: row.provenance,
    ...(interim ? { interim } : {}),
  };
  return { line, cents };
}
