import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { recordEvent } from '../../cases/desk.ts';
import type { NewEvent } from '../../cases/kind.ts';
import type { CaseRecord } from '../../cases/record.ts';
import type { OrderDocument } from '../../formats/order-forms/document.ts';
import type { Tx } from '../../platform/database.ts';
import type { Asr } from './asr.ts';
import { giveBackCut } from './cut-capacity.ts';
import { fatalProblems } from './fatal-edits.ts';
import { orderOfForms } from './forms/order-of-forms.ts';
import type { Lsr } from './lsr.ts';
import { orderCase } from './order-case.ts';
import type { OrderCase } from './order-case.ts';
import { orderCaseId } from './order-id.ts';
import type { OrderKindName } from './order-id.ts';
import { lookUpOrder } from './order-lookups.ts';
import type { ReadOrder } from './order-lookups.ts';
import { lockOrder } from './order-records.ts';
import type { OrderRoom } from './order-room.ts';
import { stageOf } from './order-expiry.ts';
import { testOrder } from './test-order.ts';
import type { EarlierVersion, TestedOrder } from './test-order.ts';

/** An order as it comes in: as forms, or as its fields. */
export interface Submission {
  readonly document?: OrderDocument;
  readonly order?: Lsr | Asr;
  /** Of an order as fields; default `lsr`. A document says it by its forms. */
  readonly kind?: OrderKindName;
  readonly channel: 'electronic' | 'manual';
  /** Instants: when it arrived, and the wall clock of the caller. */
  readonly receivedAt: string;
  readonly recordedAt: string;
  /** Party that sends it. */
  readonly actor: string;
}

/**
 * Takes one version of an order: tests it, records it with its clocks and its answer, and does to the versions before it what
 * it says. A version that fails a fatal edit is no request: its edits come back as problems and nothing is recorded. One that fails
 * others is recorded and rejected. The caller's transaction must be given up when problems come back.
 */
export async function submitOrder(
  tx: Tx,
  room: OrderRoom,
  submission: Submission,
): Promise<Result<OrderCase>> {
  const read = readSubmission(room, submission);
  if (!read.ok) return read;
  const { kind, order } = read.value;
  await lockOrder(tx, room.agreement.id, kind, order);
  const seen = await lookUpOrder(tx, room.agreement.id, read.value);
  const tested = await testVersion(tx, room, { ...read.value, seen, party: submission.actor });
  return tested.ok ? recordVersion(tx, room, submission, kind, tested.value) : tested;
}

/** The order that was handed in, if it can be known by its orderer, number and version. */
export function readSubmission(room: OrderRoom, submission: Submission): Result<ReadOrder> {
  const read = orderIn(room, submission);
  if (!read.ok) return read;
  const nameless = idProblems(read.value.order);
  return nameless.length > 0 ? fail(...nameless) : read;
}

/** Tests a version that may be recorded; problems where it is on record already, or is no request at all. */
export async function testVersion(
  tx: Tx,
  room: OrderRoom,
  question: Parameters<typeof testOrder>[2],
): Promise<Result<TestedOrder>> {
  const { kind, order, seen } = question;
  const caseId = orderCaseId(kind, order);
  const there = seen.versions.find((version) => version.caseId === caseId);
  if (there) return fail(alreadyRecorded(caseId, there.state));
  if (seen.versions.some(({ replayed }) => replayed)) return fail(keptByFiles(order.pon));
  const tested = await testOrder(tx, room, question);
  if (!tested.ok) return tested;
  const fatal = fatalProblems(tested.value.edits.rejections);
  return fatal.length > 0 ? fail(...fatal) : tested;
}

async function recordVersion(
  tx: Tx,
  room: OrderRoom,
  { actor, receivedAt, recordedAt }: Submission,
  kind: OrderKindName,
  { order, edits, pending, promised }: TestedOrder,
): Promise<Result<OrderCase>> {
  const caseId = orderCaseId(kind, order);
  const { ilec } = room.agreement.parties;
  const event = eventAt(receivedAt, recordedAt);
  const put = (id: string, ...events: NewEvent[]): Promise<Result<CaseRecord>> =>
    recordEvent(tx, room, kind, id, ...events);
  const cancelled = (version: EarlierVersion): NewEvent =>
    event('cancelled', actor, { by: caseId, stage: stageOf(version.events) });
  const isRejected = edits.rejections.length > 0;
  const cancels = order.sup === '1' && !isRejected;
  // Of versions without an answer only the latest lives, whatever its own answer is.
  if (pending) {
    const replaced = cancels ? cancelled(pending) : event('superseded', ilec, { by: caseId });
    const gone = await put(pending.caseId, replaced);
    if (!gone.ok) return gone;
  }
  if (promised) {
    const followed = await followUp(promised);
    if (!followed.ok) return followed;
  }
  return caseOf(
    await put(caseId, ...firstEvents(room, { actor, receivedAt, recordedAt }, { order, edits }, caseId)),
  );

  /** What the version with a date is told: it is cancelled, has a supplement, or stands as before. */
  async function followUp(stands: EarlierVersion): Promise<Result<unknown>> {
    if (cancels) {
      const gone = await put(stands.caseId, cancelled(stands));
      if (gone.ok) await giveBackCut(tx, room.agreement, { caseId: stands.caseId, at: recordedAt });
      return gone;
    }
    if (!isRejected) return put(stands.caseId, event('supplemented', actor, { by: caseId }));
    return pending
      ? put(stands.caseId, event('supplement-refused', ilec, { by: pending.caseId }))
      : ok(undefined);
  }
}

const eventAt =
  (occurredAt: string, recordedAt: string) =>
  (name: string, actor: string, body: object): NewEvent => ({
    name,
    occurredAt,
    recordedAt,
    actor,
    body: { ...body },
  });

/** What is recorded of a version when it comes: its receipt, what the edits found, and its answer where there is one at once. */
export function firstEvents(
  { agreement }: OrderRoom,
  { actor, receivedAt, recordedAt }: Pick<Submission, 'actor' | 'receivedAt' | 'recordedAt'>,
  { order, edits }: Pick<TestedOrder, 'order' | 'edits'>,
  caseId: string,
): NewEvent[] {
  const { ilec } = agreement.parties;
  const event = eventAt(receivedAt, recordedAt);
  const { rejections, ...found } = edits;
  const answer =
    rejections.length > 0
      ? [event('rejected', ilec, { rejections })]
      : order.sup === '1'
        ? [event('cancelled', actor, { by: caseId })]
        : [];
  return [event('received', actor, order), event('acknowledged', ilec, found), ...answer];
}

const caseOf = (recorded: Result<CaseRecord>): Result<OrderCase> =>
  recorded.ok ? ok(orderCase(recorded.value)) : recorded;

/** The order that was handed in, told from its forms where it came as forms. */
function orderIn(
  { agreement }: OrderRoom,
  { document, order, kind = 'lsr', channel, receivedAt }: Submission,
): Result<ReadOrder> {
  if (document !== undefined) return ok(orderOfForms(agreement, document, { channel, receivedAt }));
  if (order !== undefined) return ok({ kind, order: { ...order, channel, receivedAt } });
  return fail({
    id: 'orders/nothing',
    sentence: 'No order was handed in.',
    cure: 'Send the forms of the order.',
  });
}

/** What a case is known by must be there, and must not break the id apart. */
function idProblems({ pon, ver, ccna }: Asr): Problem[] {
  const fields = { PON: pon, VER: ver, CCNA: ccna };
  return Object.entries(fields)
    .filter(([, text]) => text === '' || text.includes('/'))
    .map(([field, text]) => ({
      id: 'orders/identity',
      field,
      sentence: text === '' ? `The ${field} is missing.` : `${field} "${text}" has a slash.`,
      cure: 'A request is known by CCNA, PON and VER: write all three, without a slash.',
    }));
}

const alreadyRecorded = (caseId: string, state: string): Problem => ({
  id: 'orders/already-recorded',
  field: 'VER',
  sentence: `${caseId} is on record already: it is ${state}.`,
  cure: 'Give the new version its own number, or the new order its own PON.',
});

const keptByFiles = (pon: string): Problem => ({
  id: 'orders/kept-by-files',
  field: 'PON',
  sentence: `PON ${pon} is kept by the files of a month.`,
  cure: 'Put the version into those files, or order under a new PON.',
});
