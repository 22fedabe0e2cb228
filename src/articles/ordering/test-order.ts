import { runDecision } from '../../agreement/decision.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { localDate } from '../../cases/instant.ts';
import type { CaseEvent } from '../../cases/kind.ts';
import { numbersInService } from '../../inventory/look-up.ts';
import type { Tx } from '../../platform/database.ts';
import type { Asr } from './asr.ts';
import type { EditContext } from './edit-row.ts';
import { freezesOn } from './freeze-case.ts';
import { takesOver } from './life-row.ts';
import type { OrderLife } from './life-row.ts';
import { bodyOf } from './order-events.ts';
import { customerNotReadyLimit } from './order-guards.ts';
import { PROMISED, UNANSWERED } from './order-kind.ts';
import type { OrderLookups, ReadOrder } from './order-lookups.ts';
import { eventsOf } from './order-records.ts';
import type { VersionHead } from './order-records.ts';
import type { OrderRoom } from './order-room.ts';
import { relatedCompany } from './related-company.ts';
import { relatedQuantity } from './related-quantity.ts';
import { allHolds, promisedDate } from './order-summary.ts';
import { runEdits } from './run-edits.ts';
import type { EditResult } from './run-edits.ts';

interface Question extends ReadOrder {
  readonly seen: OrderLookups;
  /** Party that orders. */
  readonly party: string;
}

/** A version before the one that came. */
export interface EarlierVersion {
  readonly caseId: string;
  readonly state: string;
  readonly events: readonly CaseEvent[];
  readonly order: Asr;
}

/** An order with what its edits found, and the versions before it that live. */
export interface TestedOrder {
  readonly order: Asr;
  readonly edits: EditResult;
  /** The latest of them without an answer. */
  readonly pending?: EarlierVersion;
  /** The one that has a date: it stands until a supplement to it is confirmed. */
  readonly promised?: EarlierVersion;
}

/** Fields of a cancellation that count: the rest of the order is what is cancelled. */
const CANCELLATION: ReadonlySet<string> = new Set(['CCNA', 'PON', 'VER', 'SUP', 'REQTYP']);
/** What an order says where the end user's authority is held by the orderer, who certifies it. */
const CERTIFIED = 'on-file';

/** Tests an order with what the record says of it: its versions, what other orders hold, what is in service. */
export async function testOrder(tx: Tx, room: OrderRoom, question: Question): Promise<Result<TestedOrder>> {
  const { agreement } = room;
  const { kind } = question;
  const { versions, held, circuits, facilityHolder: taken } = question.seen;
  const read = async (head: VersionHead | undefined): Promise<EarlierVersion | undefined> => {
    if (head === undefined) return undefined;
    const found = await eventsOf(tx, agreement.id, kind, head.caseId);
    return { caseId: head.caseId, ...found, order: bodyOf<Asr>(found.events[0]?.body ?? {}) };
  };
  const pending = await read(versions.findLast(({ state }) => UNANSWERED.includes(state)));
  const promised = await read(versions.findLast(({ state }) => PROMISED.includes(state)));
  const latest = versions.at(-1);
  const last = pending ?? promised ?? (await read(latest));
  const before = last && !['cancelled', 'superseded'].includes(last.state) ? last : undefined;
  const quantity = await relatedQuantity(tx, agreement.id, kind, question.order);
  const order: Asr = {
    ...question.order,
    ...(quantity === 0 ? {} : { relatedQuantity: quantity }),
    ...(promised
      ? {
          follows: {
            caseId: promised.caseId,
            state: promised.state,
            held: allHolds(promised.order).map(({ what, value }) => `${what} ${value}`),
          },
        }
      : {}),
  };
  const related = await relatedCompany(tx, agreement.id, kind, order);
  const context: EditContext = {
    ...(latest && last ? { previous: { ver: latest.ver, state: last.state, ...previousOrder(before) } } : {}),
    circuit: (ecckt) => circuits.get(ecckt),
    pendingCircuit: (ecckt) => held.has(`circuit ${ecckt}`),
    pendingCfa: (cfa) => held.has(`cfa ${cfa}`) || (taken !== undefined && !order.ecckts.includes(taken)),
    ...(related === undefined ? {} : { companyOf: () => related }),
    availability: room.availability,
    ...(room.inEffect === undefined ? {} : { inEffect: room.inEffect }),
    life: await lifeOf(tx, room, question, { order, held, before, promised }),
  };
  const edits = runEdits(agreement, order, context);
  if (!edits.ok) return edits;
  const counts = ({ field }: { readonly field: string }): boolean =>
    order.sup !== '1' || CANCELLATION.has(field);
  const { rejections, warnings } = edits.value;
  return ok({
    order,
    edits: { ...edits.value, rejections: rejections.filter(counts), warnings: warnings.filter(counts) },
    ...(pending ? { pending } : {}),
    ...(promised ? { promised } : {}),
  });
}

function previousOrder(before: EarlierVersion | undefined): { order?: Asr; dueDate?: string } {
  if (before === undefined) return {};
  const dueDate = promisedDate(before.events);
  return { order: before.order, ...(dueDate === undefined ? {} : { dueDate }) };
}

async function lifeOf(
  tx: Tx,
  room: OrderRoom,
  { kind, party }: Question,
  about: {
    readonly order: Asr;
    readonly held: ReadonlySet<string>;
    readonly before: EarlierVersion | undefined;
    readonly promised: EarlierVersion | undefined;
  },
): Promise<OrderLife> {
  const { agreement } = room;
  const { order, held, before, promised } = about;
  const receivedOn = localDate(agreement, order.receivedAt);
  const limit =
    promised?.state === 'customer-not-ready'
      ? customerNotReadyLimit(agreement, kind, promised.events)?.dueAt
      : undefined;
  const numbers = order.numbers ?? [];
  const foreign = await foreignNumbers(tx, agreement.id, order);
  const taking = takesOver(agreement.at(receivedOn), order);
  return {
    kind,
    ...(before === undefined ? {} : { before }),
    ...(limit === undefined ? {} : { customerLimit: limit }),
    numbersPending: numbers.filter((number) => held.has(`number ${number}`)).length,
    numbersForeign: foreign.length,
    frozen: taking && (await isFrozen(tx, room, numbers, receivedOn)),
    authority: await authorityOf(tx, room, order, party),
  };
}

/** Activities on lines that the orderer has already. */
const OWN_LINES: ReadonlySet<string> = new Set(['C', 'D', 'T', 'S', 'B', 'L']);

/** Numbers of an order about lines that the orderer has, which are none of its lines. */
async function foreignNumbers(
  tx: Tx,
  agreementId: string,
  { act, numbers = [] }: Asr,
): Promise<readonly string[]> {
  if (!OWN_LINES.has(act) || numbers.length === 0) return [];
  const own = await numbersInService(tx, agreementId, numbers);
  return numbers.filter((number) => !own.has(number));
}

async function isFrozen(
  tx: Tx,
  { agreement, mayOrder }: OrderRoom,
  numbers: readonly string[],
  on: string,
): Promise<boolean> {
  const found = mayOrder === undefined ? [] : await freezesOn(tx, agreement.id, numbers);
  if (found.length === 0 || mayOrder === undefined) return false;
  const facts = { orderedBy: 'third-carrier', for: 'move', freezes: found, confirmed: true };
  const answer = runDecision(mayOrder, agreement, facts, { asOf: on });
  return answer.ok && answer.value.value === 'refused';
}

async function authorityOf(
  tx: Tx,
  { authority: check }: OrderRoom,
  { authority, numbers = [] }: Asr,
  party: string,
): Promise<OrderLife['authority']> {
  if (authority === undefined || authority === '') return 'missing';
  if (authority === CERTIFIED || check === undefined) return 'held';
  return (await check(tx, { party, authority, numbers })).length === 0 ? 'held' : 'refused';
}
