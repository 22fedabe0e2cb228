import type { Agreement } from '../../agreement/agreement.ts';
import type { Decision } from '../../agreement/decision.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { NewEvent } from '../../cases/kind.ts';
import { loadCase, record } from '../../cases/record.ts';
import type { CaseRecord } from '../../cases/record.ts';
import type { Tx } from '../../platform/database.ts';
import { localDate } from '../../cases/instant.ts';
import { asrKind } from './asr.ts';
import type { EditContext } from './edit-row.ts';
import { completionProblems } from './completion.ts';
import { lsrCaseId, lsrKind } from './lsr.ts';
import type { Lsr } from './lsr.ts';
import { orderCase } from './order-case.ts';
import type { OrderCase } from './order-case.ts';
import { readOrderId } from './order-id.ts';
import { OVER, UNANSWERED } from './order-kind.ts';
import { kindNamed, versionsOf } from './order-records.ts';
import type { VersionHead } from './order-records.ts';
import type { CentreEvent } from './read-orders.ts';
import { runEdits } from './run-edits.ts';

/** What the desk must be told by the rooms beside it. */
export interface DeskContext {
  readonly tx: Tx;
  readonly agreement: Agreement;
  /** A circuit in service before the month, under this agreement. */
  readonly circuit: EditContext['circuit'];
  /** Decision `element-available`. */
  readonly availability: Decision;
  /** Decision `in-effect`. */
  readonly inEffect?: Decision;
  /** Wall time of the caller, for `recorded_at` alone. */
  readonly recordedAt: string;
  readonly draftMonth?: string;
}

const isOpen = ({ state }: Pick<OrderCase, 'state'>): boolean => !OVER.includes(state);

/** The service centre's desk: takes versions, tests them, records what is done with them. */
export class OrderDesk {
  readonly #context: DeskContext;
  readonly #cases = new Map<string, OrderCase>();
  /** Circuits that this desk's own completions brought or took away. */
  readonly #changed = new Map<string, { product: string; wireCenter: string } | undefined>();

  constructor(context: DeskContext) {
    this.#context = context;
  }

  /** The desk with the requests that are open, and those of them that people answer by hand beside them. */
  static async open(context: DeskContext): Promise<OrderDesk> {
    const desk = new OrderDesk(context);
    const rows = await context.tx.query<{ case_id: string }>(
      `SELECT case_id FROM case_state WHERE agreement_id = $1 AND kind = ANY($2) AND open
        ORDER BY opened_at, case_id`,
      [context.agreement.id, [lsrKind.kind, asrKind.kind]],
    );
    for (const { case_id: caseId } of rows) await desk.reload(caseId);
    return desk;
  }

  /** The requests that it has seen: the open ones, and versions of those that it was asked about. */
  get cases(): OrderCase[] {
    return [...this.#cases.values()];
  }

  async reload(caseId: string): Promise<void> {
    const { tx, agreement } = this.#context;
    const kind = kindNamed(readOrderId(caseId)?.kind ?? 'lsr');
    this.#keep(await loadCase(tx, agreement, kind, caseId));
  }

  /** Looks up all versions of a request that are on record. */
  async look(about: { readonly ccna: string; readonly pon: string }): Promise<readonly VersionHead[]> {
    const { tx, agreement } = this.#context;
    const versions = await versionsOf(tx, agreement.id, 'lsr', about);
    for (const { caseId } of versions) if (!this.#cases.has(caseId)) await this.reload(caseId);
    return versions;
  }

  /** Receives one version: acknowledges it, tests it, and rejects it where edits fail. */
  async receive(lsr: Lsr): Promise<Result<OrderCase>> {
    const id = lsrCaseId(lsr);
    const previous = this.#previous(lsr);
    const at = lsr.receivedAt;
    const replaced =
      previous && UNANSWERED.includes(previous.state) && Number(lsr.ver) === Number(previous.ver) + 1;
    if (replaced) {
      const put = await this.#put(previous.id, 'superseded', at, this.#ilec, { by: id });
      if (!put.ok) return put;
    }
    const received = await this.#put(id, 'received', at, this.#clec, lsr);
    if (!received.ok) return received;
    const edits = runEdits(this.#context.agreement, lsr, this.#editContext(id, previous));
    if (!edits.ok) return edits;
    const { rejections, ...tested } = edits.value;
    const verdict: [string, object][] = rejections.length === 0 ? [] : [['rejected', { rejections }]];
    // In one go: a version that is rejected holds nothing against others, not for a moment.
    return this.#putAll(id, at, this.#ilec, [['acknowledged', tested], ...verdict]);
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
    const problems = order ? completionProblems(order, event.ecckts) : [];
    if (problems.length > 0) return fail(...problems);
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

  #put(caseId: string, name: string, at: string, actor: string, body: object): Promise<Result<OrderCase>> {
    return this.#putAll(caseId, at, actor, [[name, body]]);
  }

  async #putAll(
    caseId: string,
    at: string,
    actor: string,
    said: readonly (readonly [string, object])[],
  ): Promise<Result<OrderCase>> {
    const { tx, agreement, recordedAt, draftMonth } = this.#context;
    const events = said.map(([name, body]): NewEvent => ({
      name,
      occurredAt: at,
      recordedAt,
      actor,
      body: { ...body },
      ...(draftMonth === undefined ? {} : { draftMonth }),
    }));
    const result = await record(tx, agreement, lsrKind, caseId, ...events);
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
    const open = this.cases.filter((order) => order.id !== id && isOpen(order));
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
