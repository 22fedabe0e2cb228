import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Decision } from '../../agreement/decision.ts';
import type { Charge } from '../../accounts/charge.ts';
import type { AvailabilityDetails } from '../../articles/elements/index.ts';
import { answerOrder } from '../../articles/ordering/answer-order.ts';
import type { Asr } from '../../articles/ordering/asr.ts';
import { bookedDays } from '../../articles/ordering/book-hot-cut.ts';
import { hotCutsTerm } from '../../articles/ordering/due-date-terms.ts';
import { applyChanges } from '../../articles/ordering/forms/changes.ts';
import type { OrderCase } from '../../articles/ordering/order-case.ts';
import { orderCase } from '../../articles/ordering/order-case.ts';
import { readOrderId } from '../../articles/ordering/order-id.ts';
import { kindNamed, versionsOf } from '../../articles/ordering/order-records.ts';
import { submitOrder } from '../../articles/ordering/submit-order.ts';
import { recurringCharges } from '../../articles/pricing/recurring-charges.ts';
import type { Problem } from '../../base/problem.ts';
import type { Receipt } from '../../base/receipt.ts';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { claimExpired, fireExpired } from '../../cases/expire.ts';
import { localDate } from '../../cases/instant.ts';
import type { CaseKind, EventBody } from '../../cases/kind.ts';
import { loadCase } from '../../cases/record.ts';
import type { CaseRecord } from '../../cases/record.ts';
import type { OrderDocument } from '../../formats/order-forms/document.ts';
import type { Circuit } from '../../inventory/circuit.ts';
import { storeChanges } from '../../inventory/store.ts';
import type { Database, Tx } from '../../platform/database.ts';
import { sweep } from '../../platform/sweeper.ts';
import { orderRoom } from '../take-order/order-room.ts';
import { copied, countedUp } from './copies.ts';
import { ordersBill } from './order-bill.ts';
import { dueDateOf } from './order-question.ts';
import type { PlayScript, PlayStep } from './script.ts';
import { chargeStand, cutsOf } from './stand.ts';
import type { Stand } from './stand.ts';
import { worded } from './words.ts';
import type { Words } from './words.ts';

export interface PlayedStep {
  readonly step: PlayStep;
  readonly stand: Stand;
  /** Sentences of what was refused or rejected, and receipts of the date and of what was decided. */
  readonly problems: readonly Problem[];
  readonly receipts: readonly Receipt[];
}

export interface Stage {
  readonly db: Database;
  readonly agreement: Agreement;
  readonly kinds: readonly CaseKind[];
  readonly decisions: readonly Decision[];
  readonly words: Words;
}

const MONTH = 'yyyy-mm'.length;

/** Plays a story of orders on a database that knows the agreement: both sides' steps, in their order, through the operations of each. */
export async function playOrders(stage: Stage, script: PlayScript): Promise<PlayedStep[]> {
  const player = new Player(stage, script);
  await player.begin();
  const played: PlayedStep[] = [];
  for (const step of script.steps)
    if (step.only === undefined || step.only === stage.agreement.ref.id) played.push(await player.play(step));
  return played;
}

class Player {
  readonly #stage: Stage;
  readonly #script: PlayScript;
  readonly #given: readonly Circuit[];
  #document: OrderDocument = {};
  /** The version that the steps are about. */
  #caseId = '';
  #firstMonth: string | undefined;
  /** Events of each case that were seen. */
  readonly #seen = new Map<string, number>();

  constructor(stage: Stage, script: PlayScript) {
    this.#stage = stage;
    this.#script = script;
    this.#given = (script.given ?? []).map((one) => {
      const { since, farWireCenter, ...said } = worded(one, stage.words) as Record<string, string>;
      return {
        ...said,
        ...(farWireCenter === undefined ? {} : { zWireCenter: farWireCenter }),
        inServiceOn: since,
        source: 'opening',
      } as unknown as Circuit;
    });
  }

  async begin(): Promise<void> {
    const [first] = this.#given;
    if (!first) return;
    await this.#within((tx) =>
      storeChanges(tx, this.#agreement.id, first.inServiceOn.slice(0, MONTH), this.#given, () => ({
        begun: true,
        ended: false,
      })),
    );
  }

  async play(written: PlayStep): Promise<PlayedStep> {
    const step = worded(written, this.#stage.words) as PlayStep;
    const at = this.#instant(step.at);
    if (step.decide !== undefined) return this.#decide(step, at);
    if (step.bill !== undefined) return this.#bill(step, step.bill);
    if (step.night === true) {
      await this.#night(at);
      return this.#after(step, undefined);
    }
    const result =
      step.answer === undefined ? await this.#send(step, at) : await this.#answer(step, step.answer, at);
    return this.#after(step, result);
  }

  async #send(step: PlayStep, at: string): Promise<Result<OrderCase>> {
    const { send, supplement, copies } = step;
    let document = this.#document;
    if (send !== undefined)
      document = worded(this.#script.forms[send] ?? {}, this.#stage.words) as OrderDocument;
    if (copies) document = copied(document, copies.form, Number(copies.of), copies.counting);
    if (supplement !== undefined) {
      const { changed, wrong } = applyChanges(document, supplement);
      if (wrong.length > 0) throw new Error(`${this.#script.file}: ${wrong.join(' ')}`);
      document = changed.document;
    }
    this.#firstMonth ??= localDate(this.#agreement, at).slice(0, MONTH);
    const sent = await this.#inOne((tx) =>
      submitOrder(tx, orderRoom(this.#agreement, this.#stage.kinds), {
        ...(step.sendFields === undefined ? { document } : asFields(step.sendFields)),
        channel: 'electronic',
        receivedAt: at,
        recordedAt: at,
        actor: this.#agreement.parties.clec,
      }),
    );
    if (sent.ok) {
      this.#document = document;
      this.#caseId = sent.value.id;
    }
    return sent;
  }

  async #answer(step: PlayStep, name: string, at: string): Promise<Result<OrderCase>> {
    const { by = 'ilec', order } = step;
    if (order !== undefined) this.#caseId = `${this.#caseId.split('/').slice(0, 2).join('/')}/${order}`;
    const body: Record<string, unknown> = { ...step.says };
    if (step.circuits) body['ecckts'] = countedUp(step.circuits.from, Number(step.circuits.of));
    if (body['dueDate'] === 'due') body['dueDate'] = await this.#due();
    return this.#inOne((tx) =>
      answerOrder(tx, orderRoom(this.#agreement, this.#stage.kinds), this.#caseId, {
        name,
        occurredAt: at,
        recordedAt: at,
        actor: this.#agreement.parties[by],
        body: body as EventBody,
      }),
    );
  }

  /** The date that the service centre is given for the order now. */
  async #due(): Promise<unknown> {
    const receipt = await this.#within(async (tx) =>
      dueDateOf(tx, this.#agreement, orderCase(await this.#load(tx))),
    );
    return receipt.ok ? receipt.value.value : undefined;
  }

  async #night(at: string): Promise<void> {
    const { db, kinds } = this.#stage;
    const now = Temporal.Instant.from(at);
    const agreements = new Map([[this.#agreement.id, this.#agreement]]);
    const { failed } = await sweep(
      db,
      now,
      claimExpired(kinds, [this.#agreement.id]),
      fireExpired((id) => agreements.get(id), kinds),
    );
    if (failed.length > 0) throw new Error(failed.map(({ error }) => String(error)).join(' '));
  }

  async #decide(step: PlayStep, at: string): Promise<PlayedStep> {
    const decision = this.#stage.decisions.find(({ name }) => name === step.decide);
    if (!decision) throw new Error(`There is no decision "${step.decide}".`);
    const asOf = localDate(this.#agreement, at);
    const answer = runDecision(decision, this.#agreement, step.facts ?? {}, { asOf });
    if (!answer.ok) return refused(step, answer.problems);
    const { value, clause, details } = answer.value;
    return {
      step,
      stand: { value, clause, ...(details === undefined ? {} : { details }) },
      problems: [],
      receipts: [answer.value],
    };
  }

  async #bill(step: PlayStep, month: string): Promise<PlayedStep> {
    const bill = await this.#within((tx) => this.#billOf(tx, month));
    if (!bill.ok) return refused(step, bill.problems);
    const { oneTime, circuits } = bill.value;
    const recurring = recurringCharges({ agreement: this.#agreement, month, circuits });
    if (!recurring.ok) return refused(step, recurring.problems);
    const charges = [...oneTime, ...recurring.value];
    return { step, stand: chargeStand(charges), problems: [], receipts: [] };
  }

  /** The bill of a month, over those before it. */
  async #billOf(tx: Tx, month: string) {
    let circuits = this.#given;
    for (let at = this.#firstMonth ?? month; at < month; at = monthAfter(at)) {
      const earlier = await ordersBill(tx, this.#agreement, at, circuits);
      if (!earlier.ok) return earlier;
      circuits = earlier.value.circuits;
    }
    return ordersBill(tx, this.#agreement, month, circuits);
  }

  /** What stands after something was sent, answered or swept. */
  async #after(step: PlayStep, result: Result<OrderCase> | undefined): Promise<PlayedStep> {
    if (result?.ok === false) return refused(step, result.problems);
    return this.#within(async (tx) => {
      const record = await this.#load(tx);
      const order = orderCase(record);
      const notices = this.#notices(record);
      const due = [step.send, step.sendFields, step.supplement].every((sent) => sent === undefined)
        ? undefined
        : await dueDateOf(tx, this.#agreement, order);
      const isLive = order.state !== 'rejected' && order.lsr.sup !== '1';
      const available = order.availability;
      const remaining = (available?.details as AvailabilityDetails | undefined)?.remaining;
      const cuts = cutsOf(record, this.#agreement.timeZone);
      return {
        step,
        stand: {
          state: order.state,
          versions: await this.#versions(tx, order),
          edits: order.rejections.map(({ id }) => id),
          ...(due === undefined || order.focDueAt === undefined
            ? {}
            : { confirmBy: this.#clockText(record, 'foc') }),
          ...(due?.ok === true && isLive ? { due: `${String(due.value.value)}, ${due.value.clause}` } : {}),
          ...(order.dueDate === undefined ? {} : { promised: order.dueDate }),
          cuts,
          booked: await this.#booked(tx, order, cuts),
          clocks: Object.fromEntries(
            record.clocks.map((run) => [
              run.name,
              run.state === 'running' ? `due ${this.#local(run.dueAt)}` : run.state,
            ]),
          ),
          notices,
          ...(await this.#charges(tx, order)),
          inService: await this.#inService(tx, order),
          ...(remaining === undefined ? {} : { remains: `${remaining.vehicle}: ${remaining.offering}` }),
          ...(order.missed === undefined
            ? {}
            : { missed: `${order.missed.code}, caused by ${order.missed.causedBy}` }),
        },
        problems: order.rejections.map(({ id, field, sentence, cure, clause }) => ({
          id,
          field,
          sentence,
          cure,
          clause,
        })),
        receipts: [
          ...(due?.ok === true && isLive ? [due.value] : []),
          ...(available !== undefined && available.value !== true ? [available] : []),
        ],
      };
    });
  }

  async #versions(tx: Tx, order: OrderCase): Promise<Record<string, string>> {
    const all = await versionsOf(tx, this.#agreement.id, order.kind, order);
    return Object.fromEntries(
      all.filter(({ caseId }) => caseId !== order.id).map(({ ver, state }) => [ver, state]),
    );
  }

  /** What was said in this case since the step before. */
  #notices({ caseId, kind, events }: CaseRecord): string[] {
    const { documents } = kindNamed(kind === 'asr' ? 'asr' : 'lsr');
    const seen = this.#seen.get(caseId) ?? 0;
    this.#seen.set(caseId, events.length);
    const { clec } = this.#agreement.parties;
    return events.slice(seen).flatMap(({ name, actor }) => {
      const document = documents?.[name];
      return document === undefined ? [] : [`${document} to the ${actor === clec ? 'ILEC' : 'CLEC'}`];
    });
  }

  async #booked(tx: Tx, order: OrderCase, cuts: readonly string[]): Promise<string[]> {
    const [first] = cuts;
    if (first === undefined) return [];
    const from = first.slice(0, 10);
    const most = this.#agreement.at(from).optional(hotCutsTerm)?.value.officeLines;
    const days = await bookedDays(tx, this.#agreement.parties.ilec, order.wireCenter, from);
    return days.map(({ date, lines }) => `${date}: ${lines} of ${most}`);
  }

  /** One-time charges of all versions of the order so far. */
  async #charges(tx: Tx, order: OrderCase): Promise<Stand> {
    const of = order.id.slice(0, -order.ver.length);
    const last = Object.values(order.clocks).reduce(
      (latest, { stoppedAt = '' }) => (stoppedAt > latest ? stoppedAt : latest),
      order.receivedAt,
    );
    const lines: Charge[] = [];
    const until = localDate(this.#agreement, last).slice(0, MONTH);
    for (let month = this.#firstMonth ?? until; month <= until; month = monthAfter(month)) {
      const bill = await this.#billOf(tx, month);
      if (!bill.ok) return { chargesMissing: bill.problems.map(({ sentence }) => sentence) };
      lines.push(...bill.value.oneTime.filter(({ source }) => source?.id.startsWith(of)));
    }
    return chargeStand(lines);
  }

  async #inService(tx: Tx, order: OrderCase): Promise<string[]> {
    if (order.ecckts.length === 0) return [];
    const rows = await tx.query<{ ecckt: string; product: string; in_service_on: string }>(
      `SELECT ecckt, product, in_service_on FROM circuit
        WHERE agreement_id = $1 AND ecckt = ANY($2) AND out_of_service_on IS NULL ORDER BY ecckt`,
      [this.#agreement.id, order.ecckts],
    );
    return rows.map(({ ecckt, product, in_service_on: on }) => `${ecckt} ${product} from ${on}`);
  }

  #clockText(record: CaseRecord, name: string): string {
    const run = record.clocks.find((one) => one.name === name);
    const clause = run && 'clause' in run.basis ? `, ${run.basis.clause}` : '';
    return `${this.#local(run?.dueAt)}${clause}`;
  }

  #local(moment: string | undefined): string {
    return (moment ?? '').slice(0, 'yyyy-mm-ddThh:mm'.length);
  }

  #load(tx: Tx): Promise<CaseRecord> {
    const kind = readOrderId(this.#caseId)?.kind ?? 'lsr';
    return loadCase(tx, this.#agreement, kindNamed(kind), this.#caseId);
  }

  get #agreement(): Agreement {
    return this.#stage.agreement;
  }

  #instant(local: string): string {
    return Temporal.PlainDateTime.from(local)
      .toZonedDateTime(this.#agreement.timeZone)
      .toInstant()
      .toString();
  }

  #within<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#stage.db.withTransaction({ kind: 'agreement', agreementId: this.#agreement.id }, work);
  }

  /** In one transaction, which is given up when problems come back. */
  async #inOne<T>(work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>> {
    let refusal: Result<T> | undefined;
    try {
      return await this.#within(async (tx) => {
        const result = await work(tx);
        if (!result.ok) {
          refusal = fail(...result.problems);
          throw new Error('undo');
        }
        return result;
      });
    } catch (error) {
      if (refusal) return refusal;
      throw error;
    }
  }
}

/** An access order as its fields. */
const asFields = (fields: Readonly<Record<string, unknown>>): { order: Asr; kind: 'asr' } => ({
  order: fields as Asr,
  kind: 'asr',
});

const refused = (step: PlayStep, problems: readonly Problem[]): PlayedStep => ({
  step,
  stand: { refused: problems.map(({ id }) => id) },
  problems,
  receipts: [],
});

const monthAfter = (month: string): string =>
  Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString();
