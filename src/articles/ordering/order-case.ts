import { inTime } from '../../cases/clocks.ts';
import type { ClockRun } from '../../cases/clocks.ts';
import type { CaseEvent } from '../../cases/kind.ts';
import type { CaseRecord } from '../../cases/record.ts';
import type { Receipt } from '../../base/receipt.ts';
import type { Asr } from './asr.ts';
import { lsrOf } from './lsr.ts';
import type { Lsr } from './lsr.ts';
import { bodyOf } from './order-events.ts';
import type { CancellationStage, Completed, Jeopardy } from './order-events.ts';
import type { OrderKindName } from './order-id.ts';
import { PROMISED } from './order-kind.ts';
import { promisedDate } from './order-summary.ts';
import type { Rejection } from './run-edits.ts';

/** One version of a request, as its events make it. Instants and dates are ISO text. */
export interface OrderCase {
  readonly id: string;
  readonly kind: OrderKindName;
  readonly ccna: string;
  readonly pon: string;
  readonly ver: string;
  readonly act: string;
  readonly product: string;
  readonly quantity: number;
  readonly wireCenter: string;
  readonly channel: 'electronic' | 'manual';
  readonly expedite: boolean;
  readonly state: string;
  readonly receivedAt: string;
  /** Deadline of the confirmation as the clock states it, and its last instant. */
  readonly focDueAt?: string;
  readonly focDueUntil?: string;
  readonly focAt?: string;
  readonly focInTime?: boolean;
  /** Standard installation date by the interval. */
  readonly standardDueDate?: string;
  /** The installation date is agreed order by order. */
  readonly negotiated: boolean;
  /** Date that is promised now: by the confirmation, or by what put it off. */
  readonly dueDate?: string;
  /** Jeopardies in their order: before its date one is notice, on it or after it a miss. */
  readonly jeopardies: readonly OrderJeopardy[];
  /** Why work was done after its date, and who caused that. */
  readonly missed?: NonNullable<Completed['missed']>;
  /** How far it had come when it was cancelled, and when. */
  readonly cancelled?: { readonly at: string; readonly stage?: CancellationStage };
  /** The confirmed version that this one took the place of. */
  readonly changes?: string;
  /** Date of the work. */
  readonly completedOn?: string;
  readonly completedAt?: string;
  /** CLLI of the wire center at the other end, as the completion says it. */
  readonly farWireCenter?: string;
  /** Labor of a coordinated cut. */
  readonly coordination?: NonNullable<Completed['coordination']>;
  readonly ecckts: readonly string[];
  readonly rejections: readonly Rejection[];
  readonly warnings: readonly Rejection[];
  /** Whether the element may be ordered, with the law consulted. */
  readonly availability?: Receipt;
  /** Under what it is bought, decided at receipt and kept: value, clause, evidence and the agreement's hash. */
  readonly vehicle?: Receipt;
  readonly clocks: readonly ClockRun[];
  readonly lsr: Lsr | Asr;
}

/** A date in danger, or missed. */
export interface OrderJeopardy extends Jeopardy {
  readonly at: string;
  readonly standing: 'notice' | 'miss';
}

/** Reads a case back from its record. @throws Error for a case without its first event: a bug. */
export function orderCase(record: CaseRecord): OrderCase {
  const event = (name: string): CaseEvent | undefined => record.events.find((each) => each.name === name);
  const received = event('received');
  if (!received) throw new Error(`${record.caseId} was never received.`);
  const lsr = lsrOf(received.body);
  const [confirmed, completed] = [event('confirmed'), event('completed')];
  const tested = event('acknowledged')?.body as
    | {
        readonly warnings?: readonly Rejection[];
        readonly availability?: Receipt;
        readonly vehicle?: Receipt;
      }
    | undefined;
  const dueDate = promisedDate(record.events);
  const { missed, coordination, farWireCenter } = completed ? bodyOf<Completed>(completed.body) : {};
  const cancelled = event('cancelled');
  const foc = record.clocks.find(({ name }) => name === 'foc');
  const installation = record.clocks.find(({ name }) => name === 'installation');
  const focInTime = foc && confirmed ? inTime(foc) : undefined;
  return {
    id: record.caseId,
    kind: record.kind === 'asr' ? 'asr' : 'lsr',
    ccna: lsr.ccna,
    pon: lsr.pon,
    ver: lsr.ver,
    act: lsr.act,
    product: lsr.product,
    quantity: lsr.quantity,
    wireCenter: lsr.wireCenter,
    channel: lsr.channel,
    expedite: lsr.expedite,
    state: record.state,
    receivedAt: received.occurredAt,
    ...(foc?.dueAt === undefined ? {} : { focDueAt: foc.dueAt }),
    ...(foc?.dueUntil === undefined ? {} : { focDueUntil: foc.dueUntil }),
    ...(confirmed ? { focAt: confirmed.occurredAt } : {}),
    ...(dueDate === undefined ? {} : { dueDate }),
    jeopardies: jeopardiesOf(record.events),
    ...(missed === undefined ? {} : { missed }),
    ...(coordination === undefined ? {} : { coordination }),
    ...(farWireCenter === undefined ? {} : { farWireCenter }),
    ...(cancelled ? { cancelled: cancellation(cancelled) } : {}),
    ...(confirmed && lsr.follows && PROMISED.includes(lsr.follows.state)
      ? { changes: lsr.follows.caseId }
      : {}),
    ...(focInTime === undefined ? {} : { focInTime }),
    ...(installation?.dueAt === undefined ? {} : { standardDueDate: installation.dueAt }),
    negotiated: installation?.state === 'negotiated',
    ...(completed
      ? { completedAt: completed.occurredAt, completedOn: String(completed.body['completedOn']) }
      : {}),
    ecckts: completed ? (completed.body['ecckts'] as string[]) : lsr.ecckts,
    rejections: (event('rejected')?.body['rejections'] ?? []) as Rejection[],
    warnings: tested?.warnings ?? [],
    ...(tested?.availability ? { availability: tested.availability } : {}),
    ...(tested?.vehicle ? { vehicle: tested.vehicle } : {}),
    clocks: record.clocks,
    lsr,
  };
}

const jeopardiesOf = (events: readonly CaseEvent[]): OrderJeopardy[] =>
  events.flatMap(({ name, body, occurredAt }) => {
    if (name !== 'jeopardy') return [];
    const said = bodyOf<Jeopardy>(body);
    return [{ ...said, at: occurredAt, standing: said.standing ?? 'notice' }];
  });

function cancellation({ occurredAt, body }: CaseEvent): NonNullable<OrderCase['cancelled']> {
  const { stage } = body as { readonly stage?: CancellationStage };
  return { at: occurredAt, ...(stage === undefined ? {} : { stage }) };
}
