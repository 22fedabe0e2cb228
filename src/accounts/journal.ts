import type { Tx } from '../platform/database.ts';
import type { OpeningBalance, Payment } from './account.ts';
import type { Invoice } from './invoice.ts';

/** One thing that happened to money, in the biller's books. */
export interface JournalEntry {
  /** Natural key; the same entry is never posted twice. */
  readonly entry: string;
  readonly date: string;
  readonly description: string;
  /** Cents; debit positive, credit negative. They sum to zero. */
  readonly postings: readonly { readonly ledger: string; readonly cents: bigint }[];
}

const receivable = (ban: string): string => `receivable:${ban}`;

/** Debit what is owed, credit income by kind of charge. A bill of nothing has no postings. */
export function invoiceEntry(invoice: Invoice): JournalEntry {
  const byKind = new Map<string, bigint>();
  for (const { kind, amount } of invoice.lines) byKind.set(kind, (byKind.get(kind) ?? 0n) - amount);
  return {
    entry: `invoice/${invoice.number}`,
    date: invoice.billDate,
    description: `Bill ${invoice.number}`,
    postings: [
      { ledger: receivable(invoice.ban), cents: invoice.total },
      ...[...byKind]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([kind, amount]) => ({ ledger: `income:${invoice.ban}:${kind}`, cents: amount })),
    ],
  };
}

export function openingEntry(balance: OpeningBalance): JournalEntry {
  return {
    entry: `opening/${balance.ban}/${balance.bill}`,
    date: balance.billedOn,
    description: `Opening balance of bill ${balance.bill}`,
    postings: [
      { ledger: receivable(balance.ban), cents: balance.amount },
      { ledger: `opening:${balance.ban}`, cents: -balance.amount },
    ],
  };
}

/** How the books say that a payment waives nothing; the postings are those of any payment. */
export const UNDER_PROTEST = ', under protest';

/** Payments of one day for one bill are told apart by their order, after those that are recorded. */
export function paymentEntries(
  payments: readonly Payment[],
  recorded: readonly Payment[] = [],
): JournalEntry[] {
  const keyOf = ({ ban, bill, receivedOn }: Payment): string => `payment/${ban}/${bill}/${receivedOn}`;
  const seen = new Map<string, number>();
  for (const payment of recorded) seen.set(keyOf(payment), (seen.get(keyOf(payment)) ?? 0) + 1);
  return payments.map((payment) => {
    const key = keyOf(payment);
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return {
      entry: `${key}/${nth}`,
      date: payment.receivedOn,
      description: `Payment for bill ${payment.bill}${payment.underProtest === true ? UNDER_PROTEST : ''}`,
      postings: [
        { ledger: `cash:${payment.ban}`, cents: payment.amount },
        { ledger: receivable(payment.ban), cents: -payment.amount },
      ],
    };
  });
}

/** Adds entries to the journal; those that are there already are left. The database refuses an entry out of balance. */
export async function postJournal(
  tx: Tx,
  agreementId: string,
  entries: readonly JournalEntry[],
): Promise<void> {
  await tx.insertMany(
    'journal_entry',
    ['agreement_id', 'entry', 'entry_date', 'description'],
    entries.map(({ entry, date, description }) => [agreementId, entry, date, description]),
    'skip',
  );
  await tx.insertMany(
    'posting',
    ['agreement_id', 'entry', 'seq', 'ledger', 'cents'],
    entries.flatMap(({ entry, postings }) =>
      postings.map(({ ledger, cents }, index) => [agreementId, entry, index + 1, ledger, cents]),
    ),
    'skip',
  );
}
