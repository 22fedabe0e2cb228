import type { Cents } from '../base/money.ts';
import type { Receipt } from '../base/receipt.ts';
import type { Provenance } from '../agreement/vocabulary.ts';

/** What a charge came from; with the id it finds the case, the circuit, the calls or the measure behind it. */
export type ChargeSource = 'case' | 'circuit' | 'usage' | 'measure' | 'balance' | 'invoice-line';

/**
 * One thing that one party owes the other: a bill line before it has a number. Articles make charges;
 * `accounts` puts them on bills and in the journal.
 */
export interface Charge {
  readonly biller: string;
  readonly billed: string;
  /** Which of the billed party's accounts with the biller it goes on. */
  readonly account: 'services' | 'usage';
  readonly kind: 'recurring' | 'one-time' | 'usage' | 'credit' | 'late-payment';
  /** Rate element or measure, e.g. loop-2w-xdsl. */
  readonly element: string;
  /** Rate band, where the price depends on one. */
  readonly zone?: string;
  readonly description: string;
  readonly clause: string;
  /** Decimal text; how many of `unit`. Negative for what is given back. */
  readonly quantity: string;
  readonly unit: string;
  /** Dollars for one unit, decimal text. */
  readonly rate: string;
  /** Negative for a credit. */
  readonly amount: Cents;
  readonly provenance: Provenance;
  /** First and last day that the charge is for. */
  readonly from: string;
  readonly to: string;
  readonly source: { readonly kind: ChargeSource; readonly id: string };
  /** The line of an issued bill that this corrects. */
  readonly correctionOf?: { readonly invoice: string; readonly line: number };
  /** Orders charges on the bill and makes the line the same at every run. */
  readonly sortKey: string;
  readonly receipt: Receipt;
}
