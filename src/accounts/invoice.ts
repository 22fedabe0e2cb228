import type { Cents } from '../base/money.ts';
import type { AgreementRef } from '../base/receipt.ts';
import { PROVENANCES } from '../agreement/vocabulary.ts';
import type { Provenance } from '../agreement/vocabulary.ts';
import type { Charge } from './charge.ts';

/** One line of a bill: a charge with its number; who bills whom is said once, on the bill. */
export interface InvoiceLine extends Omit<Charge, 'biller' | 'billed' | 'account' | 'sortKey'> {
  /** 1, 2, 3 … within the bill. */
  readonly line: number;
}

/** A bill of one billing account. All amounts are cents; positive is owed by `to`. */
export interface Invoice {
  /** `<BAN>-<year and month of the bill date>`. */
  readonly number: string;
  readonly ban: string;
  readonly from: string;
  readonly to: string;
  /** The closed month, `2026-10`. */
  readonly month: string;
  readonly billDate: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly dueOn: string;
  /** What was owed from earlier bills when the month began. */
  readonly previousBalance: Cents;
  /** What was received for them up to the bill date. */
  readonly payments: Cents;
  /** Sum of the lines. */
  readonly total: Cents;
  /** What of the previous balance is in dispute. */
  readonly disputed: Cents;
  /** previousBalance − payments + total. */
  readonly balance: Cents;
  readonly lines: readonly InvoiceLine[];
  readonly agreement: AgreementRef;
}

/** How many lines rest on values of each provenance; only those that occur. */
export function provenanceCounts(invoice: Pick<Invoice, 'lines'>): Partial<Record<Provenance, number>> {
  return Object.fromEntries(
    PROVENANCES.map((name): [Provenance, number] => [
      name,
      invoice.lines.filter((line) => line.provenance === name).length,
    ]).filter(([, count]) => count > 0),
  );
}

/** The sentence that a bill carries when prices on it are assumed; undefined when none is. */
export function provenanceNote(invoice: Pick<Invoice, 'lines'>): string | undefined {
  const assumed = provenanceCounts(invoice).assumed ?? 0;
  if (assumed === 0) return undefined;
  const lines = invoice.lines.length;
  return `${assumed} of ${lines} line${lines === 1 ? '' : 's'} rest${assumed === 1 ? 's' : ''} on assumed prices or terms, which are not those of the signed agreement.`;
}
