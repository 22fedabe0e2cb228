import { runDecision } from '../../agreement/decision.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { localDate } from '../../cases/instant.ts';
import type { CaseEvent } from '../../cases/kind.ts';
import { facilityHolder, numbersInService } from '../../inventory/look-up.ts';
import type { Tx } from '../../platform/database.ts';
import type { Asr } from './asr.ts';
import type { EditContext } from './edit-row.ts';
import { freezesOn } from './freeze-case.ts';
import { takesOver } from './life-row.ts';
import type { OrderLife } from './life-row.ts';
import { bodyOf } from './order-events.ts';
import { customerNotReadyLimit } from './order-guards.ts';
import type { OrderKindName } from './order-id.ts';
import { OVER } from './order-kind.ts';
import { circuitsInService, eventsOf, heldByOthers } from './order-records.ts';
import type { VersionHead } from './order-records.ts';
import type { OrderRoom } from './order-room.ts';
import { relatedCompany } from './related-company.ts';
import { allHolds, promisedDate } from './order-summary.ts';
import { runEdits } from './run-edits.ts';
import type { EditResult } from './run-edits.ts';

interface Question {
  readonly kind: OrderKindName;
  readonly order: Asr;
  /** Versions of the same order on record, the first first. */
  readonly versions: readonly VersionHead[];
  /** Party that orders. */
  readonly party: string;
}

/** An order with what its edits found, and the version before it that it is about. */
export interface TestedOrder {
  readonly order: Asr;
  readonly edits: EditResult;
  readonly before?: {
    readonly caseId: string;
    readonly state: string;
    readonly events: readonly CaseEvent[];
    readonly order: Asr;
  };
}

/** Fields of a cancellation that count: the rest of the order is what is cancelled. */
const CANCELLATION: ReadonlySet<string> = new Set(['CCNA', 'PON', 'VER', 'SUP', 'REQTYP']);
/** What an order says where the end user's authority is held by the orderer, who certifies it. */
const CERTIFIED = 'on-file';

/** Tests an order with what the record says of it: its versions, what other orders hold, what is in service. */
export async function testOrder(tx: Tx, room: OrderRoom, question: Question): Promise<Result<TestedOrder>> {
  const { agreement } = room;
  const { kind, versions } = question;
  const head = versions.findLast(({ state }) => !OVER.includes(state)) ?? versions.at(-1);
  const found = head && (await eventsOf(tx, agreement.id, kind, head.caseId));
  const before =
    head && found && !['cancelled', 'superseded'].includes(found.state)
      ? { caseId: head.caseId, ...found, order: bodyOf<Asr>(found.events[0]?.body ?? {}) }
      : undefined;
  const isLive = before !== undefined && !OVER.includes(before.state);
  const order: Asr = {
    ...question.order,
    ...(isLive
      ? {
          follows: {
            caseId: before.caseId,
            state: before.state,
            held: allHolds(before.order).map(({ what, value }) => `${what} ${value}`),
          },
        }
      : {}),
  };
  const own = versions.map(({ caseId }) => caseId);
  const held = await heldByOthers(tx, agreement.id, allHolds(order), own);
  const circuits = await circuitsInService(tx, agreement.id, order.ecckts);
  const taken = order.cfa === '' ? undefined : await facilityHolder(tx, agreement.id, order.cfa);
  const related = await relatedCompany(tx, agreement.id, kind, order);
  const latest = versions.at(-1);
  const context: EditContext = {
    ...(latest && head ? { previous: { ver: latest.ver, state: head.state, ...previousOrder(before) } } : {}),
    circuit: (ecckt) => circuits.get(ecckt),
    pendingCircuit: (ecckt) => held.has(`circuit ${ecckt}`),
    pendingCfa: (cfa) => held.has(`cfa ${cfa}`) || (taken !== undefined && !order.ecckts.includes(taken)),
    ...(related === undefined ? {} : { companyOf: () => related }),
    availability: room.availability,
    ...(room.inEffect === undefined ? {} : { inEffect: room.inEffect }),
    life: await lifeOf(tx, room, question, order, held, before),
  };
  const edits = runEdits(agreement, order, context);
  if (!edits.ok) return edits;
  const counts = ({ field }: { readonly field: string }): boolean =>
    order.sup !== '1' || CANCELLATION.has(field);
  const { rejections, warnings } = edits.value;
  return ok({
    order,
    edits: { ...edits.value, rejections: rejections.filter(counts), warnings: warnings.filter(counts) },
    ...(isLive ? { before } : {}),
  });
}

function previousOrder(before: TestedOrder['before']): { order?: Asr; dueDate?: string } {
  if (before === undefined) return {};
  const dueDate = promisedDate(before.events);
  return { order: before.order, ...(dueDate === undefined ? {} : { dueDate }) };
}

async function lifeOf(
  tx: Tx,
  room: OrderRoom,
  { kind, party }: Question,
  order: Asr,
  held: ReadonlySet<string>,
  before: TestedOrder['before'],
): Promise<OrderLife> {
  const { agreement } = room;
  const receivedOn = localDate(agreement, order.receivedAt);
  const limit = before && customerNotReadyLimit(agreement, kind, before.events)?.dueAt;
  const numbers = order.numbers ?? [];
  const foreign = await foreignNumbers(tx, agreement.id, order);
  const taking = takesOver(agreement.at(receivedOn), order);
  return {
    kind,
    ...(before === undefined ? {} : { before }),
    ...(limit === undefined || before?.state !== 'customer-not-ready' ? {} : { customerLimit: limit }),
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
