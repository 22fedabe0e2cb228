import { termUse } from '../../../agreement/agreement.ts';
import type { AgreementView, Term } from '../../../agreement/agreement.ts';
import type { Provenance } from '../../../agreement/vocabulary.ts';
import { decimalText } from '../../../accounts/decimal-text.ts';
import { findRate } from '../../../accounts/rates.ts';
import { roundLine } from '../../../accounts/round-line.ts';
import type { roundingTerm } from '../../../accounts/terms.ts';
import { formatRate } from '../../../base/money.ts';
import { multiply } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import type { Trace } from '../../../base/receipt.ts';
import { ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';

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
  rounding: Term<NonNullable<(typeof roundingTerm)['type']>>,
  wanted: { readonly element: string; readonly quantity: Rational },
  trace?: Trace,
): Result<PricedElement> {
  const { element, quantity } = wanted;
  const rate = findRate(view, { element, direction: 'ilec-to-clec' });
  if (!rate.ok) return rate;
  const { row, dollars, per } = rate.value;
  const { text, step } = roundLine(multiply(dollars, quantity), rounding);
  const interim = row.value.status === 'interim';
  trace?.add({
    id: 'element',
    sentence: `${row.value.description}: ${decimalText(quantity)} × $${formatRate(dollars)}${interim ? ', an interim price' : ''}`,
    out: text,
    clause: row.citation,
    term: termUse({ ...row, value: row.value.price ?? row.value.status }),
    steps: [step],
  });
  return ok({
    element,
    description: row.value.description,
    quantity: decimalText(quantity),
    unit: per,
    rate: formatRate(dollars),
    amount: text,
    clause: row.citation,
    provenance: row.provenance,
    ...(interim ? { interim } : {}),
  });
}
