import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { billDate } from './bill-date.ts';
import { billDue } from './bill-due.ts';
import { latePaymentCharge } from './late-payment-charge.ts';
import { moneyProvisions } from './money.ts';
import { relations } from './relations.ts';

export { moneyKinds } from './money.ts';
export { relationKinds } from './relations.ts';
export { latePaymentCharges } from './late-payment-charges.ts';
export { latePaymentCharge };

/** What the general provisions add to the language of agreements. */
export const generalProvisions: Vocabulary = {
  subject: 'general-provisions',
  terms: [...moneyProvisions.terms, ...relations.terms],
  tables: [...relations.tables],
  decisions: [billDate, billDue, latePaymentCharge, ...moneyProvisions.decisions, ...relations.decisions],
  check: (agreement) => [...moneyProvisions.check(agreement), ...(relations.check?.(agreement) ?? [])],
};
