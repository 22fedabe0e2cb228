import type { Agreement } from '../../../agreement/agreement.ts';
import type { KeyTerm } from '../shapes/portfolio.ts';

/** Terms that people compare across agreements: what they are called here, the term, and the field that says it in one value. */
const COMPARED: readonly (readonly [id: string, key: string, field: string])[] = [
  ['bills-due', 'clock.bill-due', 'length'],
  ['late-charge', 'accounts.late-payment', 'rate'],
  ['dispute-window', 'clock.dispute-window', 'length'],
  ['dispute-answer', 'clock.dispute-answer', 'length'],
  ['back-billing', 'accounts.back-billing', 'limit'],
  ['deposit-due', 'clock.deposit-due', 'length'],
  ['cure-of-non-payment', 'clock.cure-non-payment', 'length'],
  ['order-confirmation', 'clock.lsr-foc-electronic', 'length'],
];

/** Those that the agreement has on a day. */
export function keyTerms(agreement: Agreement, asOf: string): KeyTerm[] {
  return COMPARED.flatMap(([id, key, field]) => {
    const entry = agreement.timeline.find(key, asOf);
    const value = entry?.value[field];
    if (entry === undefined || typeof value !== 'string') return [];
    return { id, key, value, citation: entry.citation, provenance: entry.provenance };
  });
}
