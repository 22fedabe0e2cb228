import type { Receipt, Scalar } from '../../base/receipt.ts';

/** What `explain` answers for any id that the product shows: the value, how it was made, and on what words. */
export interface Explanation {
  readonly id: string;
  readonly kind:
    'bill-line' | 'deadline' | 'rejection' | 'vehicle' | 'order' | 'call' | 'finding' | 'measure';
  /** One sentence for a reader who has only this. */
  readonly title: string;
  readonly value?: Scalar;
  readonly receipt?: Receipt;
  /** The sections that the answer rests on, with their words. */
  readonly clauses: readonly { readonly citation: string; readonly text: string }[];
  /** Input records as they came: raw usage fields, an order form, bill lines. */
  readonly records: readonly unknown[];
  /** Ids to go on to. */
  readonly related: readonly string[];
}
