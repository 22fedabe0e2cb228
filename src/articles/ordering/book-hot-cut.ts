import { OPEN_END } from '../../agreement/agreement.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Receipt } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { bookCapacity } from '../../network/capacity/book-capacity.ts';
import type { CapacityPart } from '../../network/capacity/book-capacity.ts';
import { takenCapacity } from '../../network/capacity/free-capacity.ts';
import type { Tx } from '../../platform/transaction.ts';
import { batchSchedule } from './batch-schedule.ts';
import { hotCutsTerm } from './due-date-terms.ts';
import { limitsOf } from './hot-cut-schedule.ts';
import type { BookedDay, CutDay } from './hot-cut-schedule.ts';
import { hotCutWindow } from './hot-cut-window.ts';

export interface HotCutRequest {
  readonly caseId: string;
  /** CLLI of the building. */
  readonly office: string;
  readonly lines: number;
  /** ISO date: the first day that comes into question. */
  readonly from: string;
  /** Instant of receipt, where the lead time still counts: a promised date is the incumbent's word. */
  readonly receivedAt?: string;
  /** Local time at which the cut begins; default when cuts begin. */
  readonly start?: string;
  /** Instant; wall time of the caller. */
  readonly bookedAt: string;
}

export interface BookedHotCut {
  readonly parts: readonly CapacityPart[];
  /** `batch-schedule`. */
  readonly receipt: Receipt;
}

/** Others may book between the look and the booking. */
const ATTEMPTS = 5;

/** Books the first days on which the lines can be cut over. Scope of the agreement; nothing is booked where problems come back. */
export async function bookHotCut(
  tx: Tx,
  agreement: Agreement,
  request: HotCutRequest,
): Promise<Result<BookedHotCut>> {
  const { caseId, office, lines, from, receivedAt, bookedAt } = request;
  const cuts = agreement.at(from).term(hotCutsTerm);
  if (!cuts.ok) return cuts;
  const provider = agreement.parties.ilec;
  for (let attempt = 1; ; attempt++) {
    const taken = await bookedDays(tx, provider, office, from);
    const scheduled = runDecision(
      batchSchedule,
      agreement,
      { lines, office, from, taken, ...(receivedAt === undefined ? {} : { receivedAt }) },
      { asOf: from },
    );
    if (!scheduled.ok) return scheduled;
    const { days } = scheduled.value.details as { readonly days: readonly CutDay[] };
    const windows = days.map((day) => partOf(agreement, day, request.start));
    const problems = windows.flatMap((part) => (part.ok ? [] : part.problems));
    if (problems.length > 0) return fail(...problems);
    const parts = windows.flatMap((part) => (part.ok ? [part.value] : []));
    const limits = limitsOf(cuts.value.value);
    const booked = await bookCapacity(tx, {
      agreementId: agreement.id,
      caseId,
      provider,
      office,
      parts,
      limits,
      bookedAt,
    });
    if (booked.ok) return ok({ parts: booked.value, receipt: scheduled.value });
    const raced = booked.problems.every(({ id }) => id === 'capacity/full');
    if (!raced || attempt === ATTEMPTS) return booked;
  }
}

/** Lines that are booked in an office from a day on, as facts of `batch-schedule` and `due-date`. */
export async function bookedDays(
  tx: Tx,
  provider: string,
  office: string,
  from: string,
): Promise<BookedDay[]> {
  const taken = await takenCapacity(tx, { provider, office, from, to: OPEN_END });
  return [...taken].map(([date, { officeLines, providerLines, ownLines }]) => ({
    date,
    lines: officeLines,
    providerLines,
    ownLines,
  }));
}

function partOf(
  agreement: Agreement,
  { date, lines }: CutDay,
  start: string | undefined,
): Result<CapacityPart> {
  const window = runDecision(
    hotCutWindow,
    agreement,
    { lines, on: date, ...(start === undefined ? {} : { start }) },
    { asOf: date },
  );
  if (!window.ok) return window;
  const { from, until } = window.value.details as { readonly from: string; readonly until: string };
  const at = (time: string): string =>
    Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(agreement.timeZone).toInstant().toString();
  return ok({ date, lines, windowFrom: at(from), windowTo: at(until) });
}
