import type { Vehicle } from '../../agreement/precedence-terms.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Decision } from '../../agreement/decision.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ClockRun } from '../../cases/clocks.ts';
import { discardDraft } from '../../cases/draft.ts';
import { expireBefore } from '../../cases/expire.ts';
import type { Tx } from '../../platform/database.ts';
import type { EditContext } from './edit-row.ts';
import type { Evidence } from './election.ts';
import { lsrCaseId, lsrKind } from './lsr.ts';
import type { Lsr } from './lsr.ts';
import type { OrderCase } from './order-case.ts';
import { OrderDesk } from './order-desk.ts';
import { readOrders } from './read-orders.ts';
import type { CentreEvent, Orders, Place } from './read-orders.ts';

export interface CloseOrders {
  /** Scope of the agreement. */
  readonly tx: Tx;
  readonly agreement: Agreement;
  /** `2026-10`. */
  readonly month: string;
  /** Folder with `orders/lsr.csv` and `orders/events.csv`. */
  readonly inputDir: string;
  /** A circuit in service when the month begins. */
  readonly circuit: EditContext['circuit'];
  /** Decision `element-availability` of the elements article. */
  readonly availability: Decision;
  /** Decision `in-effect` of the life of an agreement; without it every request is taken as under one that is. */
  readonly inEffect?: Decision;
  /** The latest month whose bills are issued, `2026-09`; undefined when none is. */
  readonly issuedThrough?: string;
  /** Wall time of the caller; it is stored and nothing depends on it. */
  readonly recordedAt: string;
}

/** A completed order, for inventory and charges. */
export interface OrderCompletion {
  readonly caseId: string;
  readonly act: 'N' | 'D';
  readonly product: string;
  readonly wireCenter: string;
  readonly quantity: number;
  readonly address: string;
  readonly ecckts: readonly string[];
  readonly completedOn: string;
  readonly lsr: Lsr;
  /** Under what it is bought; absent: the agreement. */
  readonly vehicle?: Vehicle;
  /** Who elected that, when and where it is written. */
  readonly vehicleEvidence?: string;
}

export interface ClosedOrders {
  /** Requests that something happened to in the month, and those that are open at its end; by receipt. */
  readonly cases: readonly OrderCase[];
  /** Completions of the month, by date and case. */
  readonly completions: readonly OrderCompletion[];
  readonly clocks: readonly (ClockRun & { readonly caseId: string })[];
}

interface Action extends Place {
  readonly at: string;
  readonly lsr?: Lsr;
  readonly event?: CentreEvent;
}

/**
 * Replays a month's orders through the cases: what an earlier draft of the month wrote is taken back first. Everything
 * that cannot be is listed with its file and line; the caller undoes the transaction then.
 */
export async function closeOrders(input: CloseOrders): Promise<Result<ClosedOrders>> {
  const { tx, agreement, month, recordedAt } = input;
  const read = readOrders(input.inputDir);
  if (!read.ok) return read;
  const [start, end] = monthBounds(agreement, month);
  const misplaced = outsideMonth(read.value, input, start, end);
  if (misplaced.length > 0) return fail(...misplaced);
  const kept = await discardDraft(tx, agreement, [lsrKind], month);
  if (kept.length > 0) return fail(...kept);

  const desk = await OrderDesk.open({ ...input, draftMonth: month });
  const about = { recordedAt, draftMonth: month };
  const problems: Problem[] = [];
  for (const action of inOrder(read.value)) {
    await expireBefore(tx, agreement, [lsrKind], action.at, about);
    problems.push(...(await perform(desk, action)));
  }
  await expireBefore(tx, agreement, [lsrKind], end.toString(), about);
  if (problems.length > 0) return fail(...problems);
  for (const { id } of desk.cases) await desk.reload(id);
  const cases = desk.cases.filter((order) => concerns(order, start)).sort(byReceipt);
  return ok({
    cases,
    completions: cases.flatMap((order) => completionIn(order, month)).sort(byCompletion),
    clocks: cases.flatMap((order) => order.clocks.map((clock) => ({ ...clock, caseId: order.id }))),
  });
}

async function perform(desk: OrderDesk, action: Action): Promise<Problem[]> {
  const { lsr, event, file, line } = action;
  const place = (problems: readonly Problem[]): Problem[] =>
    problems.map((problem) => ({ ...problem, file, line }));
  if (lsr) {
    const id = lsrCaseId(lsr);
    if (desk.has(id)) {
      const sentence = `${id} is on record already.`;
      return place([
        {
          id: 'orders/already-recorded',
          field: 'ver',
          sentence,
          cure: 'Give the new version its own number.',
        },
      ]);
    }
    const result = await desk.receive(lsr);
    return result.ok ? [] : place(result.problems);
  }
  if (!event) return [];
  if (!desk.has(event.caseId)) {
    const sentence = `There is no request ${event.caseId} before ${event.at}.`;
    const same = desk.cases.filter(({ pon }) => event.caseId.includes(`/${pon}/`)).map(({ id }) => id);
    const cure = same.length > 0 ? `Versions on record: ${same.join(', ')}.` : 'Correct CCNA, PON or VER.';
    return place([{ id: 'orders/unknown-case', field: 'pon', sentence, cure }]);
  }
  const result = await desk.apply(event);
  return result.ok ? [] : place(result.problems);
}

/** By time; at one moment what was done before what arrives, and each file in its own order. */
function inOrder({ lsrs, events }: Orders): Action[] {
  const actions: Action[] = [
    ...events.map(({ file, line, ...event }) => ({
      at: event.at,
      file,
      line,
      event: { ...event, file, line },
    })),
    ...lsrs.map(({ lsr, file, line }) => ({ at: lsr.receivedAt, file, line, lsr })),
  ];
  return actions.sort((a, b) => Temporal.Instant.compare(a.at, b.at));
}

function monthBounds(agreement: Agreement, month: string): [Temporal.Instant, Temporal.Instant] {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  const at = (date: Temporal.PlainDate): Temporal.Instant =>
    date.toZonedDateTime(agreement.timeZone).toInstant();
  return [at(first), at(first.add({ months: 1 }))];
}

/**
 * Rows that the month cannot take: of a later month, of one whose bills are issued, and work completed before it,
 * which no bill would show. A request received, confirmed or cancelled before the first month may stand.
 */
function outsideMonth(
  { lsrs, events }: Orders,
  { agreement, month, issuedThrough }: CloseOrders,
  start: Temporal.Instant,
  end: Temporal.Instant,
): Problem[] {
  const rows = [
    ...lsrs.map(({ lsr, ...place }) => ({ ...place, at: lsr.receivedAt, field: 'received_at', work: false })),
    ...events.map(({ file, line, at, event }) => ({
      file,
      line,
      at,
      field: 'at',
      work: event === 'complete',
    })),
  ];
  const open = issuedThrough === undefined ? undefined : monthBounds(agreement, issuedThrough)[1];
  const before = (at: string, instant: Temporal.Instant): boolean =>
    Temporal.Instant.compare(at, instant) < 0;
  return rows.flatMap(({ file, line, at, field, work }) => {
    const place = { file, line, field };
    if (!before(at, end)) {
      const sentence = `${at} lies after the end of ${month}.`;
      return [
        { id: 'orders/after-month', ...place, sentence, cure: 'Put the row into the folder of its month.' },
      ];
    }
    if (open && before(at, open)) {
      const sentence = `${at} lies in or before ${issuedThrough}, whose bills are issued; late reports are not executed yet.`;
      const cure = `Write a time in ${month}, the month that is open, or leave the row out.`;
      return [{ id: 'orders/month-issued', ...place, sentence, cure }];
    }
    if (work && before(at, start)) {
      const sentence = `Work was completed at ${at}, before ${month}: no bill of ${month} would show it.`;
      const cure =
        'Close its month first; or, billed before this installation, put its circuits into opening/inventory.csv and leave the request out.';
      return [{ id: 'orders/before-month', ...place, sentence, cure }];
    }
    return [];
  });
}

const FINAL = new Set(lsrKind.states.filter(({ final }) => final).map(({ name }) => name));

/** Open, or touched since the month began: its receipt, its verdict, its completion or a clock that ran out. */
function concerns(order: OrderCase, start: Temporal.Instant): boolean {
  const moments = [
    order.receivedAt,
    order.focAt,
    order.completedAt,
    ...order.clocks.flatMap(({ stoppedAt, dueUntil }) => [stoppedAt, dueUntil]),
  ];
  return (
    !FINAL.has(order.state) ||
    moments.some((moment) => moment !== undefined && Temporal.Instant.compare(moment, start) >= 0)
  );
}

function completionIn(order: OrderCase, month: string): OrderCompletion[] {
  const { completedOn, act, lsr } = order;
  if (completedOn === undefined || !completedOn.startsWith(month) || (act !== 'N' && act !== 'D')) return [];
  const { product, wireCenter, quantity, ecckts, id: caseId } = order;
  const { address } = lsr;
  return [
    {
      caseId,
      act,
      product,
      wireCenter,
      quantity,
      address,
      ecckts,
      completedOn,
      lsr,
      ...boughtUnder(order),
    },
  ];
}

function boughtUnder({ vehicle }: OrderCase): Pick<OrderCompletion, 'vehicle' | 'vehicleEvidence'> {
  if (vehicle === undefined || vehicle.value === 'agreement') return {};
  const { evidence } = vehicle.facts as { readonly evidence?: Evidence };
  return {
    vehicle: vehicle.value as Vehicle,
    ...(evidence ? { vehicleEvidence: `${evidence.who}, ${evidence.when}, ${evidence.document}` } : {}),
  };
}

const byReceipt = (a: OrderCase, b: OrderCase): number =>
  Temporal.Instant.compare(a.receivedAt, b.receivedAt) || (a.id < b.id ? -1 : 1);

const byCompletion = (a: OrderCompletion, b: OrderCompletion): number => {
  const [x, y] = [`${a.completedOn} ${a.caseId}`, `${b.completedOn} ${b.caseId}`];
  return x < y ? -1 : x > y ? 1 : 0;
};
