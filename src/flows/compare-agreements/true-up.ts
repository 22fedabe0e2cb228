import type { Agreement } from '../../agreement/agreement.ts';
import { hasEffect } from '../../agreement/amendment.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Decision } from '../../agreement/decision.ts';
import { billDateOf } from '../../accounts/bill-date.ts';
import { serviceDay } from '../../articles/general-provisions/back-billing/service-day.ts';
import { calendarMonth, monthAfter } from '../../base/calendar-month.ts';
import { cents, formatCents, parseCents } from '../../base/money.ts';
import type { Receipt } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Tx } from '../../platform/database.ts';
import { keysOf } from './changes.ts';
import type { Changes } from './changes.ts';
import { decideAgain } from './decide-again.ts';
import { findTouchedBills } from './touched.ts';

/** What one line of an issued bill would have come to. Amounts are dollars. */
export interface TrueUpLine {
  readonly invoice: string;
  /** None where the bill has no line of the element. */
  readonly line?: number;
  readonly ban: string;
  readonly settled: boolean;
  readonly element: string;
  readonly description: string;
  readonly clause: string;
  readonly billed: string;
  readonly again: string;
  /** again − billed. */
  readonly difference: string;
  readonly keys: readonly string[];
  /** Whether the agreement still lets it be billed; only of what would be owed more, under an agreement with a limit. */
  readonly backBilling?: { readonly value: string; readonly clause: string };
}

/** A touched line whose amount cannot be had without more than its receipt. */
export interface NotRecomputed {
  readonly invoice: string;
  readonly line: number;
  readonly element: string;
  readonly billed: string;
  readonly keys: readonly string[];
  readonly why: string;
}

/** Differences of one billing account, in dollars. */
export interface TrueUpAccount {
  readonly ban: string;
  readonly from: string;
  readonly to: string;
  readonly lines: number;
  /** What the next bill would carry. */
  readonly difference: string;
  /** What the limit on back-billing leaves out of it. */
  readonly barred: string;
}

/** What a retroactive change would correct on issued bills. Nothing is written. */
export interface TrueUp {
  /** Date of the bill on which the corrections would stand; none where no month is issued. */
  readonly nextBillOn?: string;
  /** Lines that come to another amount. */
  readonly lines: readonly TrueUpLine[];
  /** Touched lines that come to the same. */
  readonly unchanged: number;
  readonly notRecomputed: readonly NotRecomputed[];
  /** Clocks that stopped and were counted by what differs: measures and credits that rest on them are not recomputed. */
  readonly stoppedClocks: number;
  readonly accounts: readonly TrueUpAccount[];
}

/** Name of the decision that says how far back may be billed. */
const BACK_BILLING = 'back-billing';

/**
 * Decides each touched line of issued bills again under the second side. Late payment charges on what is corrected are
 * not in it. Fails when the date of the next bill is not known.
 */
export async function trueUp(
  tx: Tx,
  changes: Changes,
  decisions: readonly Decision[],
): Promise<Result<TrueUp>> {
  const next = await nextBillDate(tx, changes);
  if (!next.ok) return next;
  const bills = (await findTouchedBills(tx, changes)).filter(({ status }) => status !== 'draft');
  const lines: TrueUpLine[] = [];
  const notRecomputed: NotRecomputed[] = [];
  let unchanged = 0;
  for (const { invoice, status, lines: touched } of bills) {
    const counted = new Set<string>();
    const add = (
      own: Pick<TrueUpLine, 'line' | 'element' | 'description' | 'clause' | 'billed' | 'again' | 'keys'>,
      serviceOn: string,
    ): void => {
      const difference = (parseCents(own.again) ?? 0n) - (parseCents(own.billed) ?? 0n);
      const limit =
        difference > 0n
          ? backBilling(changes, decisions, { serviceOn, billOn: next.value, keys: own.keys })
          : undefined;
      lines.push({
        invoice: invoice.number,
        ban: invoice.ban,
        settled: status === 'settled',
        ...own,
        difference: formatCents(cents(difference)),
        ...(limit === undefined ? {} : { backBilling: limit }),
      });
    };
    for (const { line, changed } of touched) {
      const about = {
        line: line.line,
        element: line.element,
        billed: formatCents(line.amount),
        keys: keysOf(changed),
      };
      const decided = decideAgain(changes, decisions, invoice, line, changed);
      if (!decided.ok) {
        const why = decided.problems.map(({ sentence }) => sentence).join(' ');
        notRecomputed.push({ invoice: invoice.number, ...about, why });
        continue;
      }
      const { amount, clause, more } = decided.value;
      if (amount === line.amount) unchanged += 1;
      else
        add(
          { ...about, description: line.description, clause, again: formatCents(amount) },
          serviceDay(line),
        );
      // Lines of one order share its receipt: what is new is counted with the first.
      const order = JSON.stringify(line.source);
      for (const one of counted.has(order) ? [] : more) {
        const description = `${one.element}, with ${line.source.id}`;
        add(
          {
            element: one.element,
            description,
            clause: one.clause,
            billed: '0.00',
            again: one.amount,
            keys: about.keys,
          },
          serviceDay(line),
        );
      }
      counted.add(order);
    }
  }
  const accounts = bills.map(({ invoice }) => invoice);
  return ok({
    ...(next.value === undefined ? {} : { nextBillOn: next.value }),
    lines,
    unchanged,
    notRecomputed,
    stoppedClocks: await countStoppedClocks(tx, changes),
    accounts: [...new Map(accounts.map((invoice) => [invoice.ban, invoice])).values()].flatMap(
      ({ ban, from, to }) => {
        const own = lines.filter((line) => line.ban === ban);
        return own.length === 0 ? [] : [{ ban, from, to, lines: own.length, ...sums(own) }];
      },
    ),
  });
}

async function countStoppedClocks(tx: Tx, changes: Changes): Promise<number> {
  const rows = await tx.query<{ basis: Receipt }>(
    `SELECT basis FROM clock WHERE agreement_id = $1 AND stopped_at IS NOT NULL AND basis ? 'steps'
       AND EXISTS (SELECT FROM unnest($2::text[]) AS key WHERE strpos(basis::text, key) > 0)`,
    [changes.after.agreement.id, changes.keys.map((key) => JSON.stringify(key))],
  );
  return rows.filter(({ basis }) => changes.ofReceipt(basis).length > 0).length;
}

function sums(lines: readonly TrueUpLine[]): Pick<TrueUpAccount, 'difference' | 'barred'> {
  const total = (barred: boolean): string =>
    formatCents(
      cents(
        lines
          .filter(({ backBilling: limit }) => (limit?.value === 'barred') === barred)
          .reduce((sum, { difference }) => sum + (parseCents(difference) ?? 0n), 0n),
      ),
    );
  return { difference: total(false), barred: total(true) };
}

/** The agreement's limit, where it has one: an agreement without the term has no answer and no limit. */
function backBilling(
  { after }: Changes,
  decisions: readonly Decision[],
  { serviceOn, billOn, keys }: { serviceOn: string; billOn: string | undefined; keys: readonly string[] },
): TrueUpLine['backBilling'] {
  const decision = decisions.find(({ name }) => name === BACK_BILLING);
  if (decision === undefined || billOn === undefined) return undefined;
  const approvedOn = latestApproval(after.agreement, keys);
  const answer = runDecision(
    decision,
    after.agreement,
    { serviceOn, billOn, cause: 'true-up', ...(approvedOn === undefined ? {} : { approvedOn }) },
    {
      asOf: billOn,
      ...(after.asKnown === undefined ? {} : { asKnown: after.asKnown }),
    },
  );
  return answer.ok ? { value: String(answer.value.value), clause: answer.value.clause } : undefined;
}

/** Day of the last approval of an amendment that changes one of these keys; undefined where none says it. */
function latestApproval({ timeline, amendments }: Agreement, keys: readonly string[]): string | undefined {
  const ids = new Set(keys.flatMap((key) => timeline.versions(key).flatMap(({ by }) => by ?? [])));
  return amendments
    .filter((amendment) => ids.has(amendment.id) && hasEffect(amendment))
    .flatMap(({ orderedOn }) => orderedOn ?? [])
    .sort()
    .at(-1);
}

/** The date of the bills of the month after the last issued one. */
async function nextBillDate(tx: Tx, { after }: Changes): Promise<Result<string | undefined>> {
  const [row] = await tx.query<{ month: string | null }>(
    `SELECT max(month) AS month FROM month_close WHERE agreement_id = $1 AND state = 'issued'`,
    [after.agreement.id],
  );
  if (row?.month == null) return ok(undefined);
  const month = calendarMonth(row.month);
  if (!month.ok) return fail(...month.problems);
  return billDateOf(after.agreement, monthAfter(month.value));
}
