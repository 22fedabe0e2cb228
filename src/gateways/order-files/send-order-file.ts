import type { Agreement } from '../../agreement/agreement.ts';
import type { OrderCase } from '../../articles/ordering/order-case.ts';
import type { Rejection } from '../../articles/ordering/run-edits.ts';
import type { Problem } from '../../base/problem.ts';
import type { Result } from '../../base/result.ts';
import type { OrderIntake, WithOrder } from '../../flows/take-order/order-intake.ts';
import type { FileOrder, OrderFile } from '../../formats/order-file/file-order.ts';
import type { OrderDocument } from '../../formats/order-forms/document.ts';
import type { WallClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { turnAfter } from '../../platform/next-turn.ts';
import { chargesOf } from './charges.ts';
import { caseOfDocument, contentOf, differingFields, lookUpOnRecord } from './on-record.ts';
import type { OnRecord } from './on-record.ts';
import { assertBalanced, countOf } from './result.ts';
import type { FileLine, FileResult, RowProblem, Verdict } from './result.ts';

/** Where the orders of a file go, and who sends them. */
export interface FileDesk {
  readonly db: Pick<Database, 'withTransaction'>;
  readonly intake: OrderIntake;
  readonly agreement: Agreement;
  readonly clock: WallClock;
  /** Party that orders. */
  readonly party: string;
  /** What else is recorded with each order that is taken. */
  readonly withOrder?: WithOrder;
  /** Called for each order as soon as its verdict stands, what was taken is on disk then: how many have one, of how many. */
  readonly onVerdict?: (order: FileOrder, verdict: Verdict, done: number, total: number) => void;
  /** Instant at which the file arrived; now, if not said. */
  readonly receivedAt?: string;
}

/** Orders that are looked up together. */
const LOOKED_UP = 500;
/** Orders that are on their way at the same time: what fills the intake's transactions. */
const UNDER_WAY = 96;
/** What two orders must not use at the same time: then the one that stands first in the file is taken first. */
const SHARED_FIELDS: ReadonlySet<string> = new Set(['CFA', 'CCEA', 'ECCKT', 'PORTEDNBR', 'RPON', 'DISC NBR']);

/** What became of one order. */
interface Outcome {
  readonly verdict: Verdict;
  readonly order?: string;
  readonly state?: string;
  readonly desiredDate?: string;
  readonly standardDate?: string;
  readonly promisedDate?: string;
  readonly negotiated?: boolean;
  readonly charges?: FileLine['charges'];
  readonly problems: readonly (Problem | Rejection)[];
  readonly warnings?: readonly Rejection[];
}

/**
 * Sends the orders of a file, each by itself: what stands against one keeps no other from being taken. An order that is on record with
 * the same content is said and skipped, so a file may be sent again, whole or its mended rows alone, whatever happened to it before.
 * @throws Error when the database fails: orders that were answered are on record, and sending the file again does the rest.
 */
export async function sendOrderFile(desk: FileDesk, file: OrderFile): Promise<FileResult> {
  const receivedAt = desk.receivedAt ?? desk.clock.now().toString();
  const total = file.orders.length;
  const outcomes: Outcome[] = [];
  const last = new Map<string, Promise<unknown>>();
  const underWay = new Set<Promise<void>>();
  let done = 0;
  let failure: { readonly error: unknown } | undefined;
  for (let from = 0; from < total && failure === undefined; from += LOOKED_UP) {
    const some = file.orders.slice(from, from + LOOKED_UP);
    // What is still under way may be what the next ones are about: it is looked up with them.
    const seen = await onRecordOf(desk, some);
    for (const [index, order] of some.entries()) {
      const at = from + index;
      const finish = (outcome: Outcome): void => {
        outcomes[at] = outcome;
        done += 1;
        desk.onVerdict?.(order, outcome.verdict, done, total);
      };
      if (order.document === undefined) {
        finish({ verdict: 'unreadable', problems: order.problems });
        continue;
      }
      while (underWay.size >= UNDER_WAY) await Promise.race(underWay);
      if (failure !== undefined) break;
      const keys = keysOf(order.document);
      const before = keys.flatMap((key) => last.get(key) ?? []);
      const work = (async () => {
        await Promise.allSettled(before);
        if (failure === undefined) finish(await takeOne(desk, order.document, seen, receivedAt));
      })();
      const guarded = work.catch((error: unknown) => {
        failure ??= { error };
      });
      for (const key of keys) last.set(key, guarded);
      underWay.add(guarded);
      void guarded.finally(() => underWay.delete(guarded));
    }
  }
  await Promise.all(underWay);
  if (failure !== undefined) throw failure.error;
  return resultOf(file, outcomes, receivedAt);
}

async function onRecordOf(desk: FileDesk, orders: readonly FileOrder[]): Promise<Map<string, OnRecord>> {
  const cases = orders.flatMap(({ document }) => (document === undefined ? [] : caseOfDocument(document)));
  if (cases.length === 0) return new Map();
  return desk.db.withTransaction({ kind: 'agreement', agreementId: desk.agreement.id }, (tx) =>
    lookUpOnRecord(tx, desk.agreement.id, cases),
  );
}

/** Number, related number, facilities, circuits and telephone numbers of an order. */
function keysOf(document: OrderDocument): string[] {
  const page = document.LSR?.[0] ?? document.ASR?.[0] ?? {};
  const keys = new Set([`PON ${page['PON'] ?? ''}`]);
  for (const sections of Object.values(document))
    for (const section of sections)
      for (const field in section)
        if (SHARED_FIELDS.has(field) && section[field])
          keys.add(`${field === 'RPON' ? 'PON' : field} ${section[field]}`);
  return [...keys];
}

async function takeOne(
  desk: FileDesk,
  document: OrderDocument | undefined,
  seen: ReadonlyMap<string, OnRecord>,
  receivedAt: string,
): Promise<Outcome> {
  if (document === undefined) return { verdict: 'unreadable', problems: [] };
  const caseId = caseOfDocument(document);
  const there = seen.get(caseId);
  if (there) return repeated(there, document);
  const submission = {
    document,
    channel: 'electronic' as const,
    receivedAt,
    recordedAt: desk.clock.now().toString(),
    actor: desk.party,
  };
  const sent = await desk.intake.submit(submission, desk.withOrder);
  if (!sent.ok && sent.problems.some(({ id }) => id === 'orders/already-recorded')) {
    // Somebody else sent it in this moment, or the same file stands twice in a queue.
    const now = await desk.db.withTransaction({ kind: 'agreement', agreementId: desk.agreement.id }, (tx) =>
      lookUpOnRecord(tx, desk.agreement.id, [caseId]),
    );
    const other = now.get(caseId);
    if (other) return repeated(other, document);
  }
  return answered(desk.agreement, sent);
}

function answered(agreement: Agreement, sent: Result<OrderCase>): Outcome {
  if (!sent.ok) return { verdict: 'refused', problems: sent.problems };
  const { id: order, state, lsr, standardDueDate, negotiated, rejections, warnings } = sent.value;
  if (state === 'rejected') return { verdict: 'rejected', order, state, problems: rejections, warnings };
  const charges = chargesOf(agreement, sent.value);
  return {
    verdict: 'taken',
    order,
    state,
    ...(lsr.desiredDueDate === '' ? {} : { desiredDate: lsr.desiredDueDate }),
    ...(standardDueDate === undefined ? {} : { standardDate: standardDueDate }),
    ...(negotiated ? { negotiated } : {}),
    ...(charges === undefined ? {} : { charges }),
    problems: [],
    warnings,
  };
}

/** A version that is on record: the same order again, or another one under its name. */
function repeated(
  { order, state, desiredDate, promisedDate, rejections, content }: OnRecord,
  document: OrderDocument,
): Outcome {
  const now = contentOf(document);
  const onRecord = {
    order,
    state,
    ...(desiredDate === null ? {} : { desiredDate }),
    ...(promisedDate === null ? {} : { promisedDate }),
  };
  if (content === now) return { verdict: 'repeated', ...onRecord, problems: rejections };
  const fields = content === null ? [] : differingFields(content, now);
  return {
    verdict: 'refused',
    ...onRecord,
    problems: [
      {
        id: 'order-file/other-content',
        field: 'VER',
        sentence: `${order} is on record with other content${fields.length === 0 ? '' : ` (${fields.join(', ')})`}: it is ${state}.`,
        cure: 'Send a change as the next version, or another order under its own PON.',
      },
    ],
  };
}

async function resultOf(
  file: OrderFile,
  outcomes: readonly Outcome[],
  receivedAt: string,
): Promise<FileResult> {
  const rows: FileLine[] = [];
  for (const [at, order] of file.orders.entries()) {
    await turnAfter(at, LOOKED_UP);
    const outcome = outcomes[at];
    if (outcome !== undefined) rows.push(...linesOf(order, outcome));
  }
  rows.sort((a, b) => a.line - b.line);
  const lines = countOf(rows.map(({ verdict }) => verdict));
  const orders = countOf(outcomes.flatMap((outcome) => outcome?.verdict ?? []));
  const wanted = file.orders.reduce((sum, order) => sum + order.lines.length, 0);
  assertBalanced('lines', lines, wanted);
  assertBalanced('orders', orders, file.orders.length);
  return { format: file.format, receivedAt, lines, orders, rows };
}

/** One row for each line of an order; what stands against a section is told on the line that says it. */
function linesOf(order: FileOrder, outcome: Outcome): FileLine[] {
  const { ccna, pon, ver, lines, sections } = order;
  const [first = 0] = lines;
  const { verdict, problems, warnings = [], charges, ...rest } = outcome;
  const on = (line: number, all: readonly (Problem | Rejection)[]): RowProblem[] =>
    all.filter((one) => lineOf(one, sections, first) === line).map(rowProblem);
  return lines.map((line) => ({
    line,
    ccna,
    pon,
    ver,
    verdict,
    ...rest,
    ...(charges === undefined || line !== first ? {} : { charges }),
    ...(verdict === 'rejected' || rest.state === 'rejected' ? { sendAgainAs: nextVersion(ver) } : {}),
    problems: on(line, problems),
    warnings: on(line, warnings),
  }));
}

function lineOf(one: Problem | Rejection, sections: ReadonlyMap<string, number>, first: number): number {
  if ('form' in one) return sections.get(`${one.form}[${Math.max(one.section ?? 1, 1)}]`) ?? first;
  return one.line ?? first;
}

function rowProblem(one: Problem | Rejection): RowProblem {
  const field = 'form' in one ? `${one.form}.${one.field}` : one.field;
  return {
    id: one.id,
    ...(field === undefined || field === '' ? {} : { field }),
    sentence: one.sentence,
    cure: one.cure,
    ...(one.clause ? { clause: one.clause } : {}),
  };
}

/** `01` → `02`; a version that is no number is left to the orderer. */
function nextVersion(ver: string): string {
  return /^\d+$/.test(ver) ? String(Number(ver) + 1).padStart(ver.length, '0') : '';
}
