import type { Agreement } from '../../agreement/agreement.ts';
import type { Decision } from '../../agreement/decision.ts';
import type { Problem } from '../../base/problem.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { NewEvent } from '../../cases/kind.ts';
import { loadCase, record } from '../../cases/record.ts';
import type { CaseRecord } from '../../cases/record.ts';
import type { Tx } from '../../platform/database.ts';
import { localDate } from '../../cases/instant.ts';
import type { EditContext } from './edit-row.ts';
import { lsrCaseId, lsrKind, lsrOf } from './lsr.ts';
import type { Lsr } from './lsr.ts';
import { orderCase } from './order-case.ts';
import type { OrderCase } from './order-case.ts';
import type { CentreEvent } from './read-orders.ts';
import { runEdits } from './run-edits.ts';

/** What the desk must be told by the rooms beside it. */
export interface DeskContext {
  readonly tx: Tx;
  readonly agreement: Agreement;
  /** A circuit in service before the month, under this agreement. */
  readonly circuit: EditContext['circuit'];
  /** Decision `element-availability`. */
  readonly availability: Decision;
  /** Decision `in-effect`. */
  readonly inEffect?: Decision;
  /** Wall time of the caller, for `recorded_at` alone. */
  readonly recordedAt: string;
  readonly draftMonth?: string;
}

const OPEN = new Set(['received', 'acknowledged', 'confirmed']);
const UNANSWERED = new Set(['received', 'acknowledged']);

/** The service centre's desk: takes versions, tests them, records what is done with them. */
export class OrderDesk {
  readonly #context: DeskContext;
  readonly #cases = new Map<string, OrderCase>();
  /** Circuits that this desk's own completions brought or took away. */
  readonly #changed = new Map<string, { product: string; wireCenter: string } | undefined>();

  constructor(context: DeskContext) {
    this.#context = context;
  }

  /** The desk with all requests that are on record. */
  static async open(context: DeskContext): Promise<OrderDesk> {
    const desk = new OrderDesk(context);
    const rows = await context.tx.query<{ case_id: string }>(
      'SELECT case_id FROM case_state WHERE agreement_id = $1 AND kind = $2 ORDER BY opened_at, case_id',
      [context.agreement.id, lsrKind.kind],
    );
    for (const { case_id: caseId } of rows) await desk.reload(caseId);
    return desk;
  }

  /** All requests, by time of receipt. */
  get cases(): OrderCase[] {
    return [...this.#cases.values()];
  }

  async reload(caseId: string): Promise<void> {
    const { tx, agreement } = this.#context;
    this.#keep(await loadCase(tx, agreement, lsrKind, caseId));
  }

  /** Receives one version: acknowledges it, tests it, and rejects it where edits fail. */
  async receive(lsr: Lsr): Promise<Result<OrderCase>> {
    const id = lsrCaseId(lsr);
    const previous = this.#previous(lsr);
    const at = lsr.receivedAt;
    const replaced =
      previous && UNANSWERED.has(previous.state) && Number(lsr.ver) === Number(previous.ver) + 1;
    if (replaced) {
      const put = await this.#put(previous.id, 'superseded', at, this.#ilec, { by: id });
      if (!put.ok) return put;
    }
    const received = await this.#put(id, 'received', at, this.#clec, lsr);
    if (!received.ok) return received;
    const edits = runEdits(this.#context.agreement, lsr, this.#editContext(id, previous));
    if (!edits.ok) return edits;
    const { rejections, ...tested } = edits.value;
    const acknowledged = await this.#put(id, 'acknowledged', at, this.#ilec, tested);
    if (!acknowledged.ok || rejections.length === 0) return acknowledged;
    return this.#put(id, 'rejected', at, this.#ilec, { rejections });
  }

  /** Records what was done with a version. */
  async apply(event: CentreEvent): Promise<Result<OrderCase>> {
    switch (event.event) {
      case 'foc':
        return this.#put(event.caseId, 'confirmed', event.at, this.#ilec, {
          dueDate: event.dueDate,
          ...(event.ecckts.length === 0 ? {} : { ecckts: event.ecckts }),
        });
      case 'cancel':
        return this.#put(event.caseId, 'cancelled', event.at, this.#clec, {});
      case 'complete':
        return this.#complete(event);
    }
  }

  has(caseId: string): boolean {
    return this.#cases.has(caseId);
  }

  async #complete(event: CentreEvent): Promise<Result<OrderCase>> {
    const order = this.#cases.get(event.caseId);
    const problem = order && completionProblem(order, event);
    if (problem) return { ok: false, problems: [problem] };
    const done = await this.#put(event.caseId, 'completed', event.at, this.#ilec, {
      completedOn: this.#dateOf(event.at),
      ecckts: event.ecckts,
    });
    if (!done.ok) return done;
    const { act, product, wireCenter } = done.value;
    for (const ecckt of event.ecckts) {
      this.#changed.set(ecckt, act === 'N' ? { product, wireCenter } : undefined);
    }
    return done;
  }

  async #put(
    caseId: string,
    name: string,
    at: string,
    actor: string,
    body: object,
  ): Promise<Result<OrderCase>> {
    const { tx, agreement, recordedAt, draftMonth } = this.#context;
    const event: NewEvent = {
      name,
      occurredAt: at,
      recordedAt,
      actor,
      body: { ...body },
      ...(draftMonth === undefined ? {} : { draftMonth }),
    };
    const result = await record(tx, agreement, lsrKind, caseId, event);
    return result.ok ? ok(this.#keep(result.value)) : result;
  }

  #keep(recorded: CaseRecord): OrderCase {
    const order = orderCase(recorded);
    this.#cases.set(order.id, order);
    return order;
  }

  /** The latest version of the same request before this one. */
  #previous(lsr: Lsr): OrderCase | undefined {
    return this.cases
      .filter(({ ccna, pon, ver }) => ccna === lsr.ccna && pon === lsr.pon && ver !== lsr.ver)
      .sort((a, b) => (a.ver < b.ver ? 1 : -1))[0];
  }

  #editContext(id: string, previous: OrderCase | undefined): EditContext {
    const open = this.cases.filter((order) => order.id !== id && OPEN.has(order.state));
    return {
      ...(previous ? { previous: { ver: previous.ver, state: previous.state } } : {}),
      circuit: (ecckt) =>
        this.#changed.has(ecckt) ? this.#changed.get(ecckt) : this.#context.circuit(ecckt),
      pendingCircuit: (ecckt) => open.some(({ act, lsr }) => act === 'D' && lsr.ecckts.includes(ecckt)),
      pendingCfa: (cfa) => open.some(({ act, lsr }) => act === 'N' && lsr.cfa === cfa),
      availability: this.#context.availability,
      ...(this.#context.inEffect === undefined ? {} : { inEffect: this.#context.inEffect }),
    };
  }

  get #ilec(): string {
    return this.#context.agreement.parties.ilec;
  }

  get #clec(): string {
    return this.#context.agreement.parties.clec;
  }

  #dateOf(at: string): string {
    return localDate(this.#context.agreement, at);
  }
}

/** The circuits of a completion are as many as ordered, and of a disconnect the ones that were ordered. */
function completionProblem(order: OrderCase, event: CentreEvent): Problem | undefined {
  const problem = (sentence: string, cure: string): Problem => ({
    id: 'orders/completion',
    field: 'ecckts',
    sentence,
    cure,
  });
  if (new Set(event.ecckts).size !== order.quantity) {
    return problem(
      `${order.id} is for ${order.quantity} and ${new Set(event.ecckts).size} circuits were completed.`,
      'Name each circuit that was worked on, once.',
    );
  }
  const ordered = lsrOf(order.lsr).ecckts;
  if (order.act === 'D' && event.ecckts.some((ecckt) => !ordered.includes(ecckt))) {
    return problem(
      `${order.id} disconnects ${ordered.join(', ')} and other circuits were completed.`,
      'Name those that were ordered.',
    );
  }
  return undefined;
}
