import { copyFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import type { Agreement } from '../../agreement/agreement.ts';
import { assembleInvoices } from '../../accounts/assemble-invoices.ts';
import { billDateOf } from '../../accounts/bill-date.ts';
import { discardBillChecks, readBillChecks, storeBillCheck } from '../../accounts/bill-check.ts';
import type { Charge } from '../../accounts/charge.ts';
import type { Invoice } from '../../accounts/invoice.ts';
import {
  admitClose,
  issueMonth,
  lastIssuedBefore,
  readMonthClose,
  storeDraft,
} from '../../accounts/month-close.ts';
import { admitInputs } from '../../accounts/admit-inputs.ts';
import { correctionCharges } from '../../accounts/corrections.ts';
import { readAccountInputs } from '../../accounts/read-inputs.ts';
import type { AccountInputs, AccountRows } from '../../accounts/read-inputs.ts';
import { readInvoices } from '../../accounts/read-invoices.ts';
import { inEffect, useProblems } from '../../articles/agreement-life/in-effect.ts';
import { loopCharges } from '../../articles/dsl/charges/loop-charges.ts';
import { elementAvailable } from '../../articles/elements/index.ts';
import { barredCharges } from '../../articles/general-provisions/back-billing/barred-charges.ts';
import { latePaymentCharges } from '../../articles/general-provisions/late-payment-charges.ts';
import { monthUsageCharges } from '../../articles/interconnection/month-charges.ts';
import { FACTORS_FILE } from '../../articles/interconnection/post-aggregation/index.ts';
import { closeOrders } from '../../articles/ordering/close-orders.ts';
import type { ClosedOrders } from '../../articles/ordering/close-orders.ts';
import { liveCharges } from '../../articles/ordering/live-charges.ts';
import { orderCharges } from '../../articles/ordering/order-charges.ts';
import type { ChargedVersion } from '../../articles/ordering/order-charges.ts';
import { recurringCharges } from '../../articles/pricing/recurring-charges.ts';
import { resaleCharges } from '../../articles/resale/resale-charges.ts';
import { calendarMonth } from '../../base/calendar-month.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { due } from '../../cases/due.ts';
import { issueDraft } from '../../cases/draft.ts';
import { applyCompletions } from '../../inventory/apply-completions.ts';
import type { Circuit } from '../../inventory/circuit.ts';
import { readOpeningInventory } from '../../inventory/read-opening.ts';
import { readSettledCircuits, settleInventory, storeInventory } from '../../inventory/store.ts';
import type { WallClock } from '../../platform/clock.ts';
import type { Database, Tx } from '../../platform/database.ts';
import { closeTraffic } from '../../traffic/close.ts';
import type { TrafficMonth } from '../../traffic/rate-month.ts';
import type { RateEngine } from '../../traffic/engine/index.ts';
import { pricedConversions } from './conversions.ts';
import { inputHash, wrongInputs } from './input-hash.ts';
import { openLanding, usageFolder } from './landing.ts';
import { measureMonth } from './measures.ts';
import type { Measured } from './measures.ts';
import { checkTheirBill } from './their-bill.ts';
import type { ClosedMonth, MonthDetails, VerificationTable } from './summary.ts';
import { monthCheck, monthDetails } from './summary.ts';
import { withdrawLaterDrafts } from './withdraw.ts';

export { usageFolder };

export interface CloseMonthOptions {
  readonly db: Database;
  readonly agreement: Agreement;
  /** `YYYY-MM` */
  readonly month: string;
  readonly inputDir: string;
  /** Where landed usage is kept; one folder a month and agreement below it. */
  readonly usageDir: string;
  readonly numberingDir: string;
  readonly clock: WallClock;
  /** Issue the bills: from then on they never change. */
  readonly issue?: boolean;
  /** Where calls are rated; by default here. */
  readonly rate?: RateEngine;
  /** Bytes of usage read, of all. */
  readonly progress?: (done: number, total: number) => void;
}

/**
 * Closes a month under an agreement: calls, orders, inventory, charges, bills each way, the measures and
 * their credits, the check of the other side's bill. Fails with everything that is wrong, having changed
 * nothing: usage is landed beside that of an earlier close and takes its place once the month stands. The month stays
 * a draft until it is issued; drafts of later months are withdrawn.
 */
export async function closeMonth(options: CloseMonthOptions): Promise<Result<ClosedMonth>> {
  const { agreement, month, inputDir } = options;
  const wrong = wrongInputs(inputDir, month);
  if (wrong.length > 0) return fail(...wrong);
  const span = calendarMonth(month);
  if (!span.ok) return span;
  const unusable = useProblems(agreement, 'bills', span.value.from, span.value.to);
  if (unusable.length > 0) return fail(...unusable);
  const law = (agreement.manifest.law ?? []).map(({ file }) => path.join(agreement.dir, file));
  const hash = inputHash(inputDir, law);
  const accounts = readAccountInputs(inputDir, agreement);
  const opening = readOpeningInventory(inputDir, agreement, `${month}-01`);
  const landing = openLanding(usageFolder(options.usageDir, agreement, month));
  try {
    const traffic = await closeTraffic({
      agreement,
      month,
      inputDir,
      workDir: landing.folder,
      numberingDir: options.numberingDir,
      ...(options.rate ? { rate: options.rate } : {}),
      ...(options.progress ? { progress: options.progress } : {}),
    });
    const problems = [accounts, opening, traffic].flatMap((read) => (read.ok ? [] : [...read.problems]));
    if (traffic.ok) problems.push(...unreadableFiles(traffic.value));
    if (!accounts.ok || !opening.ok || !traffic.ok || problems.length > 0) return fail(...problems);
    const inputs = { accounts: accounts.value, opening: opening.value, traffic: traffic.value };
    const closed = await undoOnFailure(options.db, agreement.id, (tx) => closeIn(tx, options, hash, inputs));
    if (!closed.ok) return closed;
    keepFactors(inputDir, landing.folder);
    landing.accept(closed.value.made);
    return ok(closed.value.closed);
  } finally {
    landing.discard();
  }
}

/** Kept with the calls, so that the month can be rated again without its inputs. */
function keepFactors(inputDir: string, folder: string): void {
  const file = path.join(inputDir, FACTORS_FILE);
  if (existsSync(file)) copyFileSync(file, path.join(folder, FACTORS_FILE));
}

/**
 * A file of which nothing can be read stops the close: a bill without its calls would be a wrong bill. A repeated file has its calls
 * from the other one, and a file of summaries has none to lose.
 */
const unreadableFiles = (traffic: TrafficMonth): Problem[] =>
  traffic.files
    .filter(({ state, read, notCalls }) => state === 'refused' || (read === 0 && notCalls === 0))
    .flatMap(({ problems }) => problems.filter(({ id }) => id !== 'traffic/file-twice'));

interface Inputs {
  readonly accounts: AccountRows;
  readonly opening: readonly Circuit[];
  readonly traffic: TrafficMonth;
}

async function closeIn(
  tx: Tx,
  options: CloseMonthOptions,
  hash: string,
  inputs: Inputs,
): Promise<Result<{ readonly closed: ClosedMonth; readonly made: boolean }>> {
  const { agreement, month } = options;
  const admitted = await admitClose(tx, { agreement, month, inputHash: hash });
  if (!admitted.ok) return admitted;
  if (admitted.value === 'issued-unchanged')
    return ok({ closed: await readClosed(tx, agreement, month), made: false });
  const before = await readMonthClose(tx, agreement.id, month);
  const withdrawn = await withdrawLaterDrafts(tx, agreement, month);
  if (!withdrawn.ok) return withdrawn;
  const money = await admitInputs(tx, agreement.id, month, inputs.accounts);
  if (!money.ok) return money;
  const drafted = await draft(tx, options, hash, inputs, money.value);
  if (!drafted.ok) return drafted;
  const isOther = before !== undefined && before.agreementHash !== agreement.ref.hash;
  const closed = { ...drafted.value, ...(isOther ? { replaced: before.agreementHash } : {}) };
  if (options.issue !== true) return ok({ closed, made: true });
  const issued = await issueMonth(tx, agreement.id, month, money.value);
  if (!issued.ok) return issued;
  await issueDraft(tx, agreement.id, month);
  await settleInventory(tx, agreement.id, month);
  return ok({ closed: { ...closed, state: 'issued' }, made: true });
}

async function draft(
  tx: Tx,
  options: CloseMonthOptions,
  hash: string,
  inputs: Inputs,
  money: AccountInputs,
): Promise<Result<ClosedMonth>> {
  const { agreement, month, inputDir } = options;
  const corrections = await correctionCharges(tx, agreement, month, inputs.accounts.corrections);
  if (!corrections.ok) return corrections;
  const settled = await readSettledCircuits(tx, agreement.id, month);
  const known = new Set(settled.map(({ ecckt }) => ecckt));
  const circuits = [...settled, ...inputs.opening.filter(({ ecckt }) => !known.has(ecckt))];
  const byId = new Map(circuits.map((circuit) => [circuit.ecckt, circuit]));
  const issuedThrough = await lastIssuedBefore(tx, agreement.id, month);
  const orders = await closeOrders({
    tx,
    agreement,
    month,
    inputDir,
    circuit: (ecckt) => {
      const circuit = byId.get(ecckt);
      return circuit?.outOfServiceOn === undefined ? circuit : undefined;
    },
    availability: elementAvailable,
    inEffect,
    ...(issuedThrough === undefined ? {} : { issuedThrough }),
    recordedAt: options.clock.now().toString(),
  });
  if (!orders.ok) return orders;
  const completions = pricedConversions(agreement, month, orders.value.completions);
  if (!completions.ok) return completions;
  const served = applyCompletions(circuits, completions.value);
  if (!served.ok) return served;
  await storeInventory(tx, agreement.id, month, served.value);
  const measures = await measureMonth(tx, agreement, month, orders.value.cases);
  if (!measures.ok) return measures;
  const billed = bill(options, {
    traffic: inputs.traffic,
    money,
    corrections: corrections.value,
    orders: orders.value,
    live: await liveCharges(tx, agreement, orders.value),
    loops: await loopCharges(tx, agreement, month),
    measured: measures.value,
    circuits: served.value,
  });
  if (!billed.ok) return billed;
  const checked = checkTheirBill(agreement, inputDir, billed.value, served.value);
  if (!checked.ok) return checked;
  const check = checked.value && monthCheck(checked.value);
  const details = monthDetails({
    agreement,
    month,
    traffic: inputs.traffic,
    orders: orders.value,
    invoices: billed.value,
    measures: measures.value.measures,
  });
  const stored = await storeDraft(tx, {
    agreement,
    month,
    inputHash: hash,
    inputs: money,
    invoices: billed.value,
    summary: details,
  });
  if (!stored.ok) return stored;
  await discardBillChecks(tx, agreement.id, month);
  if (check) await storeBillCheck(tx, agreement.id, month, check);
  return ok({
    state: 'draft',
    details,
    ...(check ? { check } : {}),
    invoices: billed.value,
  });
}

interface Made {
  readonly traffic: TrafficMonth;
  readonly money: AccountInputs;
  readonly corrections: readonly Charge[];
  readonly orders: ClosedOrders;
  /** Cancelled and changed versions that bear a charge. */
  readonly live: readonly ChargedVersion[];
  /** Conditioning, swaps of pairs and tests by both carriers. */
  readonly loops: Result<Charge[]>;
  readonly measured: Measured;
  readonly circuits: readonly Circuit[];
}

/** All charges of the month on their bills; every missing price of every kind of charge at once. */
function bill(
  { agreement, month, inputDir }: CloseMonthOptions,
  { traffic, money, corrections, orders, live, loops, measured, circuits }: Made,
): Result<Invoice[]> {
  const problems: Problem[] = [];
  const charges: Charge[] = [];
  const take = (made: Result<Charge[]>): void => {
    if (made.ok) charges.push(...made.value);
    else problems.push(...made.problems);
  };
  take(recurringCharges({ agreement, month, circuits }));
  take(resaleCharges({ agreement, month, circuits }));
  for (const version of [...orders.completions, ...live]) take(orderCharges(agreement, version));
  take(loops);
  take(monthUsageCharges(agreement, { month, inputDir, summaries: traffic.summaries }));
  take(latePaymentCharges({ agreement, month, ...money }));
  charges.push(...measured.credits, ...corrections);
  const closed = calendarMonth(month);
  const billedOn = closed.ok ? billDateOf(agreement, closed.value) : closed;
  if (billedOn.ok) problems.push(...barredCharges(agreement, charges, billedOn.value));
  if (problems.length > 0) return fail(...problems);
  return assembleInvoices({
    agreement,
    month,
    charges,
    ...money,
    dueOn: (billDate, billed) => dueOn(agreement, billDate, billed),
  });
}

function dueOn(agreement: Agreement, billDate: string, billed: string): Result<string> {
  const answer = due(agreement, 'bill-due', { at: billDate, performer: billed });
  if (!answer.ok) return answer;
  if ('dueAt' in answer.value) return ok(answer.value.dueAt);
  return fail({
    id: 'close/bill-due',
    sentence: `The due date of bills under ${agreement.id} is negotiated: ${answer.value.negotiated}`,
    cure: 'Give the clock bill-due a length.',
    clause: answer.value.clause,
  });
}

async function readClosed(tx: Tx, agreement: Agreement, month: string): Promise<ClosedMonth> {
  const close = await readMonthClose(tx, agreement.id, month);
  const invoices = await readInvoices(tx, agreement.id, { month });
  const [check] = await readBillChecks<VerificationTable>(tx, agreement.id, month);
  return {
    state: 'issued',
    details: close?.summary as MonthDetails,
    ...(check ? { check } : {}),
    invoices,
  };
}

/** A failed result undoes the transaction. */
async function undoOnFailure<T>(
  db: Database,
  agreementId: string,
  work: (tx: Tx) => Promise<Result<T>>,
): Promise<Result<T>> {
  let refused: Result<T> | undefined;
  try {
    return await db.withTransaction({ kind: 'agreement', agreementId }, async (tx) => {
      const result = await work(tx);
      if (!result.ok) {
        refused = result;
        throw new Error('undo');
      }
      return result;
    });
  } catch (error) {
    if (refused) return refused;
    throw error;
  }
}
