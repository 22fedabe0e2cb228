import { readBillsOnRecord } from '../../../accounts/open-bills.ts';
import type { Agreement } from '../../../agreement/agreement.ts';
import { statusOn } from '../../../articles/agreement-life/index.ts';
import { cents, formatCents, sumCents } from '../../../base/money.ts';
import { Trace } from '../../../base/receipt.ts';
import type { CaseKind } from '../../../cases/kind.ts';
import { nameOn } from '../../../parties/party-on.ts';
import type { Tx } from '../../../platform/database.ts';
import type { Caller } from '../options.ts';
import { localDate } from '../../../cases/instant.ts';
import type { DueClock } from '../shapes/case.ts';
import type { PortfolioRow } from '../shapes/portfolio.ts';
import { agreementHead } from './agreement-text.ts';
import { caseHeads } from './cases.ts';
import { keyTerms } from './key-terms.ts';

/** After every month that a bill can have. */
const EVER = '9999-12';

interface About {
  readonly agreement: Agreement;
  readonly caller: Caller;
  readonly kinds: readonly CaseKind[];
  readonly asOf: string;
  readonly now: Temporal.Instant;
}

/** One agreement as one of its carriers compares it with its others; what the caller may not see is left out. */
export async function portfolioRow(tx: Tx, about: About): Promise<PortfolioRow> {
  const { agreement, caller, kinds, asOf, now } = about;
  const { party, rights } = caller;
  const { ilec, clec } = agreement.parties;
  const heads = rights.has('cases:read') ? await caseHeads(tx, { agreement, kinds, now }) : [];
  const open = heads.filter(({ isOpen }) => isOpen);
  const due = open.flatMap((one) => one.due);
  return {
    ...agreementHead(agreement, party),
    counterparty: nameOn(agreement, party === ilec ? clec : ilec, asOf),
    life: lifeOn(agreement, asOf),
    keyTerms: keyTerms(agreement, asOf),
    cases: kinds.flatMap(({ kind, title }) => {
      const own = open.filter((one) => one.kind === kind);
      if (own.length === 0) return [];
      const overdue = own.filter((one) => one.due.some(({ isOverdue }) => isOverdue)).length;
      return { kind, title: title ?? kind, open: own.length, overdue };
    }),
    nextDue: soonest(due),
    bills: rights.has('bills:read') ? await openBills(tx, agreement, party, now) : null,
  };
}

function lifeOn(agreement: Agreement, asOf: string): PortfolioRow['life'] {
  const status = statusOn(agreement.at(asOf), new Trace());
  if (status?.ok !== true) return null;
  const { state, effectiveOn, termEndsOn, clause } = status.value;
  return {
    state,
    ...(effectiveOn === undefined ? {} : { effectiveOn }),
    ...(termEndsOn === undefined ? {} : { termEndsOn }),
    clause,
  };
}

function soonest(due: readonly DueClock[]): DueClock | null {
  const [first] = due
    .filter(({ dueAt, isOverdue }) => dueAt !== null && !isOverdue)
    .sort((a, b) => ((a.dueAt ?? '') < (b.dueAt ?? '') ? -1 : 1));
  return first ?? null;
}

/** What is owed of issued bills by the payments on record. */
async function openBills(
  tx: Tx,
  { id, timeZone }: Agreement,
  party: string,
  now: Temporal.Instant,
): Promise<NonNullable<PortfolioRow['bills']>> {
  const today = localDate({ timeZone }, now);
  const billers = await tx.query<{ ban: string; biller: string }>(
    'SELECT ban, biller FROM billing_account WHERE agreement_id = $1',
    [id],
  );
  const billerOf = new Map(billers.map(({ ban, biller }) => [ban, biller]));
  const bills = (await readBillsOnRecord(tx, id, EVER)).filter(({ amount }) => amount > 0n);
  const isYours = ({ ban }: { readonly ban: string }): boolean => billerOf.get(ban) === party;
  const sum = (some: readonly { readonly amount: bigint }[]): string =>
    formatCents(sumCents(some.map(({ amount }) => cents(amount))));
  return {
    open: bills.length,
    pastDue: bills.filter(({ dueOn }) => dueOn < today).length,
    youOwe: sum(bills.filter((bill) => !isYours(bill))),
    owedToYou: sum(bills.filter(isYours)),
    disputed: formatCents(sumCents(bills.map(({ disputed }) => cents(disputed)))),
  };
}
