import type { ChangedSpan } from '../../agreement/changed-spans.ts';
import type { Invoice, InvoiceLine } from '../../accounts/invoice.ts';
import { billKey, readBillsOnRecord } from '../../accounts/open-bills.ts';
import { readInvoices } from '../../accounts/read-invoices.ts';
import { cents, formatCents } from '../../base/money.ts';
import type { Receipt } from '../../base/receipt.ts';
import { askedOf } from '../../cases/asked.ts';
import { due } from '../../cases/due.ts';
import type { CaseKind } from '../../cases/kind.ts';
import type { Tx } from '../../platform/database.ts';
import { keysOf } from './changes.ts';
import type { Changes } from './changes.ts';

/** A clock that runs in an open case and was counted by what differs. */
export interface TouchedClock {
  readonly clock: string;
  readonly clause: string;
  readonly keys: readonly string[];
  /** As it stands; the running clock is not counted again. */
  readonly dueAt: string;
  /** As the second side would have it, where the same question can be asked again. */
  readonly dueAtThen?: string;
}

export interface TouchedCase {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly clocks: readonly TouchedClock[];
}

/** A line of a bill that cites what differs, on days on which it does. */
export interface TouchedLine {
  readonly line: number;
  readonly element: string;
  readonly description: string;
  readonly clause: string;
  readonly from: string;
  readonly to: string;
  /** Dollars, as billed. */
  readonly amount: string;
  readonly keys: readonly string[];
}

/** A bill that is a draft or not settled, with its touched lines. */
export interface TouchedInvoice {
  readonly number: string;
  readonly ban: string;
  readonly from: string;
  readonly to: string;
  readonly month: string;
  readonly status: BillStatus;
  /** Dollars; what is left of an issued bill. */
  readonly open: string;
  readonly lines: readonly TouchedLine[];
}

/** Open cases and open bills that rest on what differs. Nothing of it is changed by comparing. */
export interface Touched {
  readonly changes: readonly ChangedSpan[];
  readonly cases: readonly TouchedCase[];
  readonly invoices: readonly TouchedInvoice[];
}

export type BillStatus = 'draft' | 'open' | 'settled';

/** What is open under the agreement and rests on what differs. */
export async function findTouched(tx: Tx, changes: Changes, kinds: readonly CaseKind[]): Promise<Touched> {
  const bills = await findTouchedBills(tx, changes);
  return {
    changes: changes.spans,
    cases: await findTouchedCases(tx, changes, kinds),
    invoices: bills
      .filter(({ status }) => status !== 'settled')
      .map(({ invoice, status, open, lines }) => ({
        number: invoice.number,
        ban: invoice.ban,
        from: invoice.from,
        to: invoice.to,
        month: invoice.month,
        status,
        open: formatCents(cents(open)),
        lines: lines.map(({ line, changed }) => ({
          line: line.line,
          element: line.element,
          description: line.description,
          clause: line.clause,
          from: line.from,
          to: line.to,
          amount: formatCents(line.amount),
          keys: keysOf(changed),
        })),
      })),
  };
}

/** A bill with its lines that rest on what differs; settled ones too. */
export interface TouchedBill {
  readonly invoice: Invoice;
  readonly status: BillStatus;
  /** Cents. */
  readonly open: bigint;
  readonly lines: readonly { readonly line: InvoiceLine; readonly changed: readonly ChangedSpan[] }[];
}

const AFTER_ALL_MONTHS = '9999-12';

/** Every bill with a line that rests on what differs, in order of its number. */
export async function findTouchedBills(tx: Tx, changes: Changes): Promise<TouchedBill[]> {
  const agreementId = changes.after.agreement.id;
  if (changes.spans.length === 0) return [];
  const owed = new Map(
    (await readBillsOnRecord(tx, agreementId, AFTER_ALL_MONTHS)).map((bill) => [billKey(bill), bill.amount]),
  );
  // The text is searched first, so that only bills that may cite a changed key are read whole.
  const candidates = await tx.query<{ number: string; status: 'draft' | 'issued' }>(
    `SELECT i.number, i.status FROM invoice i WHERE i.agreement_id = $1 AND EXISTS (
       SELECT FROM invoice_line l WHERE (l.agreement_id, l.number) = (i.agreement_id, i.number)
         AND (l.source_kind = 'usage' OR EXISTS (
           SELECT FROM unnest($2::text[]) AS key WHERE strpos(l.receipt::text, key) > 0)))
     ORDER BY i.number`,
    [agreementId, changes.keys.map((key) => JSON.stringify(key))],
  );
  const found: TouchedBill[] = [];
  for (const { number, status } of candidates) {
    const [invoice] = await readInvoices(tx, agreementId, { number });
    const lines = (invoice?.lines ?? []).flatMap((line) => {
      const changed = changes.ofLine(line);
      return changed.length === 0 ? [] : [{ line, changed }];
    });
    if (invoice === undefined || lines.length === 0) continue;
    const left = owed.get(billKey({ ban: invoice.ban, bill: number })) ?? 0n;
    const open = status === 'draft' ? invoice.total : left;
    found.push({
      invoice,
      status: status === 'draft' ? 'draft' : left === 0n ? 'settled' : 'open',
      open,
      lines,
    });
  }
  return found;
}

async function findTouchedCases(
  tx: Tx,
  changes: Changes,
  kinds: readonly CaseKind[],
): Promise<TouchedCase[]> {
  const rows = await tx.query<{
    id: string;
    kind: string;
    state: string;
    name: string;
    due_at: string | null;
    basis: Receipt | { problems: unknown };
  }>(
    `SELECT s.case_id AS id, s.kind, s.state, c.name, c.due_at, c.basis
     FROM case_state s JOIN clock c USING (agreement_id, case_id)
     WHERE s.agreement_id = $1 AND c.stopped_at IS NULL
     ORDER BY s.case_id, c.name, c.run`,
    [changes.after.agreement.id],
  );
  const isFinal = (kind: string, state: string): boolean =>
    kinds
      .find((one) => one.kind === kind)
      ?.states.some(({ name, final }) => name === state && final === true) ?? false;
  const cases = new Map<string, TouchedCase>();
  for (const { id, kind, state, name, due_at, basis } of rows) {
    if ('problems' in basis || isFinal(kind, state)) continue;
    const changed = changes.ofReceipt(basis);
    if (changed.length === 0) continue;
    const then = dueThen(changes, basis);
    const clock = {
      clock: name,
      clause: basis.clause,
      keys: keysOf(changed),
      dueAt: due_at ?? String(basis.value),
      ...(then === undefined ? {} : { dueAtThen: then }),
    };
    cases.set(id, { id, kind, state, clocks: [...(cases.get(id)?.clocks ?? []), clock] });
  }
  return [...cases.values()];
}

/** The due date by the second side; undefined where the facts of the receipt do not give the first date again. */
function dueThen({ before, after, isOverTime }: Changes, basis: Receipt): string | undefined {
  const asked = askedOf(basis);
  if (asked === undefined) return undefined;
  const { clock, question } = asked;
  const { asKnown: _, ...facts } = question;
  const ask = ({ agreement, asKnown }: typeof before): string | undefined => {
    const answer = due(agreement, clock, { ...facts, ...(asKnown === undefined ? {} : { asKnown }) });
    return answer.ok ? String(answer.value.receipt.value) : undefined;
  };
  return isOverTime || ask(before) === basis.value ? ask(after) : undefined;
}
