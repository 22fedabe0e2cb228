import type { Agreement } from '../../agreement/agreement.ts';
import type { Decision } from '../../agreement/decision.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ClockRun } from '../../cases/clocks.ts';
import { discardDraft } from '../../cases/draft.ts';
import { expireBefore } from '../../cases/expire.ts';
import type { Tx } from '../../platform/database.ts';
import type { Completion } from '../../inventory/circuit.ts';
import { localDate } from '../../cases/instant.ts';
import type { Asr } from './asr.ts';
import { completionOf } from './completion.ts';
import type { EditContext } from './edit-row.ts';
import { markBilled } from './mark-billed.ts';
import type { CancellationStage } from './order-events.ts';
import { readOrderId } from './order-id.ts';
import { orderKinds } from './order-records.ts';
import { ordersOfMonth } from './orders-of-month.ts';
import type { SeenOrder } from './orders-of-month.ts';
import { boughtUnder } from './vehicle-kept.ts';
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
  /** Decision `element-available` of the elements article. */
  readonly availability: Decision;
  /** Decision `in-effect` of the life of an agreement; without it every request is taken as under one that is. */
  readonly inEffect?: Decision;
  /** The latest month whose bills are issued, `2026-09`; undefined when none is. */
  readonly issuedThrough?: string;
  /** Wall time of the caller; it is stored and nothing depends on it. */
  readonly recordedAt: string;
}

/** A completed order, for inventory and charges. */
export interface OrderCompletion extends Completion {
  readonly quantity: number;
  readonly address: string;
  readonly lsr: Lsr | Asr;
  /** Labor of a coordinated cut. */
  readonly coordination?: NonNullable<OrderCase['coordination']>;
}

/** A version that was cancelled, with how far it had come: what it bears depends on that. */
export interface OrderCancellation {
  readonly caseId: string;
  readonly cancelledOn: string;
  readonly stage: CancellationStage;
  readonly lsr: Lsr | Asr;
}

/** A version that was confirmed in the place of one that had been confirmed before. */
export interface OrderChange {
  readonly caseId: string;
  readonly changes: string;
  readonly confirmedOn: string;
  readonly lsr: Lsr | Asr;
}

export interface ClosedOrders {
  /** Requests that something happened to in the month, and those that are open at its end; by receipt. */
  readonly cases: readonly OrderCase[];
  /** Completions of the month, by date and case. */
  readonly completions: readonly OrderCompletion[];
  /** Of the orders that are answered by hand: versions cancelled in the month, and those changed after their confirmation. */
  readonly cancellations: readonly OrderCancellation[];
  readonly changes: readonly OrderChange[];
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
  const kept = await discardDraft(tx, agreement, orderKinds, month);
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
  const seen = await ordersOfMonth(tx, agreement, { start, end });
  const late = completedBefore(seen, input);
  if (late.length > 0) return fail(...late);
  const closed = closedOrders(agreement, seen, month);
  const billed = await markBilled(tx, agreement, seen, { month, end, recordedAt });
  return billed.length > 0 ? fail(...billed) : ok(closed);
}

/** What the orders of a month bring to its bill, as they stand on record now: for whoever looks before the close. */
export async function ordersSoFar(tx: Tx, agreement: Agreement, month: string): Promise<ClosedOrders> {
  const [start, end] = monthBounds(agreement, month);
  return closedOrders(agreement, await ordersOfMonth(tx, agreement, { start, end }), month);
}

function closedOrders(agreement: Agreement, seen: readonly SeenOrder[], month: string): ClosedOrders {
  const cases = seen.map(({ order }) => order);
  const live = seen.filter(({ replayed }) => !replayed).map(({ order }) => order);
  const isIn = (at: string | undefined): boolean =>
    at !== undefined && localDate(agreement, at).startsWith(month);
  return {
    cases,
    completions: seen.flatMap((one) => completionIn(one, month)).sort(byCompletion),
    // A supplement that is taken back leaves the order as it was.
    cancellations: live.flatMap(({ id, cancelled, lsr, focAt }) =>
      cancelled?.stage !== undefined &&
      isIn(cancelled.at) &&
      (lsr.follows === undefined || focAt !== undefined)
        ? [{ caseId: id, cancelledOn: localDate(agreement, cancelled.at), stage: cancelled.stage, lsr }]
        : [],
    ),
    changes: live.flatMap(({ id, changes, focAt, lsr }) =>
      changes !== undefined && focAt !== undefined && isIn(focAt)
        ? [{ caseId: id, changes, confirmedOn: localDate(agreement, focAt), lsr }]
        : [],
    ),
    clocks: cases.flatMap((order) => order.clocks.map((clock) => ({ ...clock, caseId: order.id }))),
  };
}

async function perform(desk: OrderDesk, action: Action): Promise<Problem[]> {
  const { lsr, event, file, line } = action;
  const place = (problems: readonly Problem[]): Problem[] =>
    problems.map((problem) => ({ ...problem, file, line }));
  if (lsr) {
    const id = lsrCaseId(lsr);
    const versions = await desk.look(lsr);
    if (versions.some(({ replayed }) => !replayed)) {
      return place([
        {
          id: 'orders/answered-by-hand',
          field: 'pon',
          sentence: `PON ${lsr.pon} is of an order that is answered by hand.`,
          cure: 'Leave the row out: the order is in the month already.',
        },
      ]);
    }
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
  const about = readOrderId(event.caseId);
  if (about) await desk.look(about);
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

/**
 * A completion of the month. The files of a month know new circuits and disconnects alone; orders that are answered by hand bring
 * all that was done.
 */
function completionIn({ order, replayed }: SeenOrder, month: string): OrderCompletion[] {
  const { completedOn, act, lsr, quantity } = order;
  if (completedOn === undefined || !completedOn.startsWith(month)) return [];
  const { product, wireCenter, ecckts, id: caseId } = order;
  const { address } = lsr;
  if (!replayed) {
    const completion = completionOf(order);
    const labor = order.coordination === undefined ? {} : { coordination: order.coordination };
    return completion ? [{ ...completion, quantity, address, lsr, ...labor }] : [];
  }
  if (act !== 'N' && act !== 'D') return [];
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

/** Work answered by hand that was done before the month and stands on no bill: no bill of the month would show it. */
function completedBefore(seen: readonly SeenOrder[], { month, issuedThrough }: CloseOrders): Problem[] {
  return seen.flatMap(({ order: { id, completedOn }, replayed, stateNow }) =>
    replayed || stateNow !== 'completed' || completedOn === undefined || completedOn >= month
      ? []
      : [
          {
            id: 'orders/before-month',
            field: id,
            sentence: `The work of ${id} was done on ${completedOn}, before ${month}, and stands on no bill.`,
            cure: `Close its month first${issuedThrough === undefined ? '' : `; bills are issued to ${issuedThrough}`}.`,
          },
        ],
  );
}

const byCompletion = (a: OrderCompletion, b: OrderCompletion): number => {
  const [x, y] = [`${a.completedOn} ${a.caseId}`, `${b.completedOn} ${b.caseId}`];
  return x < y ? -1 : x > y ? 1 : 0;
};
